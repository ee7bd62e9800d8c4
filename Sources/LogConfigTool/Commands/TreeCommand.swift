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
        let bytes = try input.readYAML()
        let verdict = Verdict.of(
            bytes: bytes,
            file: input.displayName,
            options: ConfigurationOptions(registry: .tool, compatibility: compat?.compatibility),
            tree: LoggerTree(compatibility: compat?.compatibility ?? .standard),
            isLive: live
        )
        defer { verdict.active?.shutdown() }
        if json {
            try Terminal.standardOutput.put(json: .object(verdict.describe()))
        } else if verdict.isAccepted {
            let out = Terminal.standardOutput
            try out.put(TreeDrawing(verdict: verdict.describe(), paint: out.paint).text)
        }
        if !json || !verdict.isAccepted { DiagnosticPrinter.print(verdict.diagnostics) }
        if let error = verdict.error { throw ExitStatus(of: error) }
    }
}
