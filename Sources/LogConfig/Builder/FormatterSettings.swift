public import LogRuntime

/// What a ``ConfigurationDocument`` says of a formatter.
public struct FormatterSettings: Sendable, Hashable {
    /// The keys of the section.
    let keys: LogObject

    /// Lines of text: `logging.Formatter`.
    ///
    /// - Parameters:
    ///   - format: the format string (`format`).
    ///   - dateFormat: how `asctime` is written (`datefmt`); `nil` for Python's way.
    ///   - style: how the format string marks its fields.
    ///   - defaults: values for fields that a record does not have.
    /// - Returns: the settings.
    public static func text(
        _ format: String,
        dateFormat: String? = nil,
        style: FormatStyle = .percent,
        defaults: LogObject = LogObject()
    ) -> FormatterSettings {
        var keys: LogObject = ["format": .string(format)]
        keys.add("datefmt", dateFormat.map { .string($0) })
        if style != .percent { keys["style"] = .string(style.rawValue) }
        if !defaults.isEmpty { keys["defaults"] = .object(defaults) }
        return FormatterSettings(keys: keys)
    }

    /// A JSON object a line: `pythonjsonlogger.json.JsonFormatter`.
    ///
    /// - Parameters:
    ///   - fields: the record's own attributes that are written, in order.
    ///   - renamed: other names for them (`rename_fields`).
    ///   - fixed: fields of every line (`static_fields`).
    /// - Returns: the settings.
    public static func json(
        _ fields: [String] = ["message"],
        renamed: LogObject = LogObject(),
        fixed: LogObject = LogObject()
    ) -> FormatterSettings {
        var keys: LogObject = [
            "()": "pythonjsonlogger.json.JsonFormatter",
            "format": .string(fields.map { "%(\($0))s" }.joined(separator: " ")),
        ]
        if !renamed.isEmpty { keys["rename_fields"] = .object(renamed) }
        if !fixed.isEmpty { keys["static_fields"] = .object(fixed) }
        return FormatterSettings(keys: keys)
    }

    /// A class that the registry knows.
    ///
    /// - Parameters:
    ///   - name: the class.
    ///   - arguments: its arguments.
    /// - Returns: the settings.
    public static func custom(_ name: String, _ arguments: LogObject = LogObject()) -> FormatterSettings {
        FormatterSettings(keys: LogObject([("()", .string(name))] + arguments.fields.map { ($0.key, $0.value) }))
    }
}
