public import LogConfig

extension Registry {
    /// Makes `example.TableFormatter` and `example.PerLoggerFileHandler` known to configurations.
    ///
    /// The arguments are described, too: the JSON Schema of configurations, and so an editor, knows them.
    public mutating func addTableLogging() {
        formatter(
            "example.TableFormatter",
            arguments: [
                ArgumentDescription(
                    "columns",
                    .texts,
                    "The columns: time, level, logger, message, error, or the name of an extra field.",
                    default: ["time", "level", "logger", "message"]
                ),
                ArgumentDescription(
                    "separator",
                    .choice([",", ";", "\t"]),
                    "What stands between columns.",
                    default: ","
                ),
            ]
        ) { arguments in
            let names = try arguments.optionalStrings("columns") ?? ["time", "level", "logger", "message"]
            guard !names.isEmpty else { throw ArgumentError("columns", "'columns' is empty") }
            let separator = try arguments.string("separator", default: ",")
            guard let scalar = separator.unicodeScalars.first, [",", ";", "\t"].contains(separator) else {
                throw ArgumentError("separator", "'\(separator)' is not a comma, a semicolon or a tab")
            }
            return TableFormatter(columns: names.map(TableFormatter.Column.init(name:)), separator: scalar)
        }
        handler(
            "example.PerLoggerFileHandler",
            arguments: [
                ArgumentDescription("directory", .text, "Where the files are.", isRequired: true),
                ArgumentDescription("max_open", .integer, "How many files are open at most.", default: 64),
            ]
        ) { arguments in
            // Read and judged when the file is read; opened when the whole configuration is known to be right.
            let directory = try arguments.string("directory")
            let limit = try arguments.integer("max_open", default: 64)
            guard limit > 0 else { throw ArgumentError("max_open", "'\(limit)' is not a number of files") }
            return { context in
                try PerLoggerFileHandler(directory: directory, maxOpen: limit, environment: context.environment)
            }
        }
    }
}

extension TableFormatter.Column {
    /// The column of a name in a configuration.
    init(name: String) {
        switch name {
        case "time": self = .time
        case "level": self = .level
        case "logger": self = .logger
        case "message": self = .message
        case "error": self = .error
        default: self = .field(name)
        }
    }
}
