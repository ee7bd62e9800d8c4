internal import LogRuntime

extension Arguments {
    /// A level, by name or number; `nil` when it is absent or null.
    ///
    /// The names are those that every program has; a level of the program's own is given by its number.
    ///
    /// - Throws: ``ArgumentError`` when it is something else.
    func optionalLevel(_ name: String) throws(ArgumentError) -> Level? {
        switch value(name) {
        case nil, .null?: return nil
        case .int(let number)?: return Level(rawValue: Int(number))
        case .string(let text)?:
            if let level = Arguments.levels[text] { return level }
            // From an environment variable a number is a text.
            if isFromOutside(name), let number = Int(text) { return Level(rawValue: number) }
            throw ArgumentError(
                name,
                "no level is named '\(text)'",
                hint: EditDistance.suggestion(for: text, in: Arguments.levels.keys.sorted())
            )
        default: throw ArgumentError(name, "the level is neither a name nor a number")
        }
    }

    private static let levels: [String: Level] = [
        "NOTSET": .notSet, "TRACE": .trace, "DEBUG": .debug, "INFO": .info, "NOTICE": .notice, "WARN": .warning,
        "WARNING": .warning, "ERROR": .error, "CRITICAL": .critical, "FATAL": .critical,
    ]
}
