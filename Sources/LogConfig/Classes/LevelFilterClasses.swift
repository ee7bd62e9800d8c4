internal import LogRuntime

/// `logconfig.LevelRange` and `logconfig.DynamicLevel`: filters that look at levels.
enum LevelFilterClasses {
    /// `logconfig.LevelRange`.
    static let range: FilterFactory = {
        var factory = FilterFactory(
            className: "logconfig.LevelRange",
            call: CallSignature("LevelRange.__init__", ["min", "max"])
        ) { arguments in
            let minimum = try arguments.optionalLevel("min") ?? .notSet
            let maximum = try arguments.optionalLevel("max") ?? Level(rawValue: .max)
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
                level: try arguments.optionalLevel("level") ?? .info,
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
}
