import ArgumentParser
import LogConfig
import LogRuntime

/// `logconfig replay`: runs log calls through a configuration for real.
struct ReplayCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "replay",
        abstract: "Runs log calls through a configuration: files and streams are written for real."
    )

    @OptionGroup var source: ConfigurationArguments

    @Option(help: ArgumentHelp("The log calls, a JSON object a line.", valueName: "calls.jsonl"))
    var script: String

    @Option(help: ArgumentHelp("Where to write what happened, as JSON.", valueName: "report.json"))
    var report: String?

    @Option(help: ArgumentHelp("Where relative file names start.", valueName: "dir"))
    var workingDirectory: String?

    @Option(help: ArgumentHelp("A directory below which absolute file names are opened.", valueName: "dir"))
    var root: String?

    @Flag(help: "Make missing directories.")
    var makeDirectories = false

    @Flag(help: "Let nothing leave the machine: what handlers would send goes to the report.")
    var capture = false

    @Flag(help: "Let dotted classes that are not known become stand-ins that capture.")
    var standIns = false

    @Option(help: ArgumentHelp("The time while configuring, in seconds since the epoch.", valueName: "epoch"))
    var clock: Double?

    @Flag(help: "Fix process, thread and source attributes of records.")
    var pin = false

    @Option(help: ArgumentHelp("Loggers that exist before the configuration, separated by commas.", valueName: "names"))
    var existing: String?

    func validate() throws {
        if source.file == "-", script == "-" {
            throw ValidationError("only one of the configuration and the script can be standard input")
        }
        try ClockOption.validate(clock)
    }

    func run() throws {
        let configuration = try source.input.readYAML()
        let calls = try InputFile(name: script).readText()
        let rehearsal = Rehearsal(
            options: Rehearsal.Options(
                workingDirectory: workingDirectory,
                root: root,
                makesDirectories: makeDirectories,
                captures: capture,
                usesStandIns: standIns,
                clock: clock.map(WallTime.init(epochSeconds:)),
                pins: pin,
                existing: existing.map { $0.split(separator: ",").map(String.init) } ?? [],
                reports: report != nil,
                compatibility: source.behavior.compatibility
            ),
            script: script
        )
        let outcome = rehearsal.run(configuration: configuration, named: source.input.displayName, calls: calls)
        try write(outcome.report)
        if let error = outcome.error {
            DiagnosticPrinter.print(error.diagnostics)
            throw ExitStatus(of: error)
        }
        for problem in outcome.problems {
            Terminal.standardError.write("\(InputFile(name: script).displayName):\(problem)\n")
        }
        if !outcome.problems.isEmpty { throw ExitStatus.wrongData }
    }

    private func write(_ report: LogObject) throws(ExitStatus) {
        guard let path = self.report else { return }
        try OutputFile(name: path).write(json: .object(report))
    }
}
