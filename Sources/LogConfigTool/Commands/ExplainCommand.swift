import ArgumentParser
import LogConfig
import LogRuntime

/// `logconfig explain`: the way of one record.
struct ExplainCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "explain",
        abstract: "Shows the way of one record: what stops it where, and which handlers get it."
    )

    @OptionGroup var source: ConfigurationArguments

    @Argument(help: ArgumentHelp("The name of the logger that logs; 'root' for the root.", valueName: "logger"))
    var logger: String

    @Argument(help: ArgumentHelp("The record's level, by name or number.", valueName: "level"))
    var level: String

    @Flag(help: "Print one JSON object.")
    var json = false

    /// Refuses what is no level in any file.
    func validate() throws {
        let names = LevelNames().names
        guard !names.contains(level.uppercased()), Int(level) == nil else { return }
        let advice = EditDistance.suggestion(for: level.uppercased(), in: names)
        throw ValidationError(
            "no level is named '\(level)'; " + (advice ?? "use a number, or one of \(names.joined(separator: ", "))")
        )
    }

    func run() throws {
        let configuration = try source.load(isJSON: json)
        guard let level = configuration.level(named: level.uppercased()) else {
            Terminal.standardError.write("\(source.input.displayName): error: \(unknownHere)\n")
            throw ExitStatus.wrongData
        }
        let route = configuration.route(of: level, from: logger)
        let out = Terminal.standardOutput
        if json {
            try out.put(json: .object(route.object))
        } else {
            try out.put(RouteDrawing(route: route, paint: out.paint).text)
        }
    }

    /// A level of ours in a file that keeps to CPython's.
    private var unknownHere: String { "no level is named '\(level)' where compat is python3.13" }
}
