import ArgumentParser
import LogConfig
import LogRuntime

/// `logconfig tree`: the loggers and handlers that a configuration makes.
struct TreeCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "tree",
        abstract: "Shows the loggers, levels, handlers and destinations that a configuration makes."
    )

    @Argument(help: ArgumentHelp("A configuration file; '-' is standard input.", valueName: "file"))
    var file: String

    @Flag(help: "Open the destinations, as a program would.")
    var live = false

    @Flag(help: "Print one JSON object.")
    var json = false

    @Option(help: ArgumentHelp("Behave as a Python: 'python3.13'.", valueName: "name"))
    var compat: CompatibilityOption?

    func run() throws {
        let input = InputFile(name: file)
        let bytes = try input.read()
        do {
            let verdict = try verdict(of: bytes, named: input.displayName)
            if json {
                Terminal.standardOutput.write(json: .object(verdict))
            } else {
                Terminal.standardOutput.write(TreeDrawing(verdict: verdict).text)
            }
        } catch let error as LoggingConfigurationError {
            if json { Terminal.standardOutput.write(json: .object(error.verdict)) }
            DiagnosticPrinter(source: bytes).print(error.diagnostics)
            throw error.isEnvironmental ? ExitStatus.environment : ExitStatus.wrongData
        }
    }

    private func verdict(of bytes: [UInt8], named name: String) throws(LoggingConfigurationError) -> LogObject {
        let options = ConfigurationOptions(compatibility: compat?.compatibility)
        let configuration = try LoggingConfiguration(bytes: bytes, file: name, options: options)
        let tree = LoggerTree()
        guard live else { return configuration.verdict(for: tree) }
        let active = try configuration.apply(to: tree)
        defer { active.shutdown() }
        return active.verdict()
    }
}
