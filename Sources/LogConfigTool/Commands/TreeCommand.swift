import ArgumentParser
import LogConfig
import LogRuntime

/// `logconfig tree`: the loggers and handlers that a configuration makes.
struct TreeCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "tree",
        abstract: "Shows the loggers, levels, handlers and destinations that a configuration makes."
    )

    @OptionGroup var source: ConfigurationArguments

    @Flag(help: "Open the destinations, as a program would.")
    var live = false

    @Flag(help: "Print one JSON object.")
    var json = false

    func run() throws {
        let bytes = try source.input.readYAML()
        let verdict = Verdict.of(
            bytes: bytes,
            file: source.input.displayName,
            options: source.behavior.options,
            tree: LoggerTree(compatibility: source.behavior.compatibility ?? .standard),
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
