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

    func run() throws {
        let configuration = try source.load(isJSON: json)
        guard let level = configuration.level(named: level) ?? configuration.level(named: level.uppercased()) else {
            throw ValidationError("no level is named '\(level)'")
        }
        let route = configuration.route(of: level, from: logger)
        let out = Terminal.standardOutput
        if json {
            try out.put(json: .object(route.object))
        } else {
            try out.put(RouteDrawing(route: route, paint: out.paint).text)
        }
    }
}
