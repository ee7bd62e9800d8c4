import ArgumentParser
import LogConfig
import LogRuntime

/// `logconfig schedule`: when a handler puts its file aside.
struct ScheduleCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "schedule",
        abstract: "Shows when a handler will put its file aside, and the names that the files get.",
        discussion: "Local time is that of the environment variable TZ."
    )

    @OptionGroup var source: ConfigurationArguments

    @Argument(help: ArgumentHelp("The name of a handler that rotates by time.", valueName: "handler"))
    var handler: String

    @Option(help: ArgumentHelp("When the handler is made, in ISO 8601 (default: now).", valueName: "time"))
    var at: TimeOption?

    @Option(help: ArgumentHelp("How many rollovers to show.", valueName: "number"))
    var count = 5

    @Flag(help: "Print one JSON object.")
    var json = false

    private static let mostRollovers = 100_000

    func validate() throws {
        guard (0...ScheduleCommand.mostRollovers).contains(count) else {
            throw ValidationError("--count takes a number from 0 to \(ScheduleCommand.mostRollovers), not '\(count)'")
        }
    }

    func run() throws {
        let configuration = try source.load(isJSON: json)
        let rollovers: [Rollover]
        do throws(LoggingConfiguration.ForecastError) {
            let start = at?.seconds ?? WallTime.now().seconds
            rollovers = try configuration.rollovers(ofHandler: handler, after: start, count: count)
        } catch {
            Terminal.standardError.write("\(source.input.displayName): error: \(message(error))\n")
            throw ExitStatus.wrongData
        }
        let out = Terminal.standardOutput
        let local = StrftimeFormat("%Y-%m-%dT%H:%M:%S%:z", extensions: true)
        if json {
            let items = rollovers.map { rollover -> LogValue in
                .object([
                    "at": .int(rollover.seconds),
                    "local": .string(local.string(WallTime(seconds: rollover.seconds), in: .system)),
                    "archive": .string(rollover.archive),
                ])
            }
            return try out.put(json: .object(["rollovers": .array(items)]))
        }
        let format = StrftimeFormat("%a %Y-%m-%d %H:%M:%S %Z")
        let lines = rollovers.map { rollover in
            let time = format.string(WallTime(seconds: rollover.seconds), in: .system)
            return "\(time)  → \(out.paint.strong(rollover.archive))\n"
        }
        try out.put(lines.joined())
    }

    private func message(_ error: LoggingConfiguration.ForecastError) -> String {
        switch error {
        case .unknownHandler(let nearest):
            "no handler is named '\(handler)'" + (nearest.map { "; did you mean '\($0)'?" } ?? "")
        case .notTimed(let className):
            "handlers.\(handler): '\(className)' does not rotate by time"
        }
    }
}
