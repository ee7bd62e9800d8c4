internal import LogRuntime

/// `logconfig.LevelRange` and `logconfig.DynamicLevel`: filters that look at levels.
enum LevelFilterClasses {
    /// `logconfig.LevelRange`.
    static let range: FilterFactory = {
        var factory = FilterFactory(
            className: "logconfig.LevelRange",
            call: CallSignature("LevelRange.__init__", ["min", "max"])
        ) { arguments in
            let minimum = try level("min", arguments) ?? .notSet
            let maximum = try level("max", arguments) ?? Level(rawValue: .max)
            guard minimum <= maximum else {
                throw ArgumentError("max", "no record is at least of 'min' and at most of 'max'")
            }
            return LevelRangeFilter(minimum: minimum, maximum: maximum)
        }
        factory.arguments = [
            ArgumentDescription("min", .level, "Records below do not pass.", default: "NOTSET"),
            ArgumentDescription("max", .level, "Records above do not pass."),
        ]
        return factory
    }()

    /// `logconfig.DynamicLevel`.
    static let dynamic: FilterFactory = {
        var factory = FilterFactory(
            className: "logconfig.DynamicLevel",
            call: CallSignature("DynamicLevel.__init__", ["level", "field", "values"])
        ) { arguments in
            var values: Set<LogValue>?
            switch arguments.value("values") {
            case nil, .null?: break
            case .array(let items)?: values = Set(items)
            case let item?: values = [item]
            }
            return DynamicLevelFilter(
                level: try level("level", arguments) ?? .info,
                field: try arguments.string("field", default: "debug"),
                values: values
            )
        }
        factory.arguments = [
            ArgumentDescription("level", .level, "Records below pass only by the field.", default: "INFO"),
            ArgumentDescription("field", .text, "The attribute that decides.", default: "debug"),
            ArgumentDescription("values", .anything, "Values of the field that let a record pass."),
        ]
        return factory
    }()

    /// A level, by name or number.
    private static func level(_ argument: String, _ arguments: Arguments) throws -> Level? {
        switch arguments.value(argument) {
        case nil, .null?: return nil
        case .int(let number)?: return Level(rawValue: Int(number))
        case .string(let name)?:
            if let level = levels[name] { return level }
            throw ArgumentError(
                argument,
                "no level is named '\(name)'",
                hint: EditDistance.suggestion(for: name, in: levels.keys.sorted())
            )
        default: throw ArgumentError(argument, "the level is neither a name nor a number")
        }
    }

    private static let levels: [String: Level] = [
        "NOTSET": .notSet, "TRACE": .trace, "DEBUG": .debug, "INFO": .info, "NOTICE": .notice, "WARN": .warning,
        "WARNING": .warning, "ERROR": .error, "CRITICAL": .critical, "FATAL": .critical,
    ]
}
