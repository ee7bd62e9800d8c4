public import LogRuntime

/// What a ``ConfigurationDocument`` says of a formatter.
public struct FormatterSettings: Sendable, Hashable {
    /// The keys of the section.
    let keys: LogObject

    private init(keys: LogObject) {
        self.keys = keys
    }

    /// The keys, the class first.
    init(_ className: String, _ arguments: LogObject) {
        keys = LogObject([("()", .string(className))] + arguments.fields.map { ($0.key, $0.value) })
    }

    /// A class that the registry knows.
    ///
    /// - Parameters:
    ///   - name: the class.
    ///   - arguments: its arguments.
    /// - Returns: the settings.
    public static func custom(_ name: String, _ arguments: LogObject = LogObject()) -> FormatterSettings {
        FormatterSettings(name, arguments)
    }

    /// Lines of text: `logging.Formatter`.
    ///
    /// - Parameters:
    ///   - format: the format string (`format`).
    ///   - dateFormat: how `asctime` is written (`datefmt`); `nil` for Python's way.
    ///   - style: how the format string marks its fields.
    ///   - defaults: values for fields that a record does not have.
    ///   - validates: whether mistakes in the format are errors at once.
    /// - Returns: the settings.
    public static func text(
        _ format: String,
        dateFormat: String? = nil,
        style: FormatStyle = .percent,
        defaults: LogObject = LogObject(),
        validates: Bool = true
    ) -> FormatterSettings {
        FormatterSettings(keys: textKeys(format, dateFormat, style, defaults, validates))
    }

    /// Lines of text, one per record whatever is in it: `logconfig.SafeFormatter`.
    ///
    /// - Parameters:
    ///   - format: the format string (`format`).
    ///   - dateFormat: how `asctime` is written (`datefmt`); `nil` for Python's way.
    ///   - style: how the format string marks its fields.
    ///   - defaults: values for fields that a record does not have.
    ///   - validates: whether mistakes in the format are errors at once.
    ///   - maximumSize: the length in bytes at which lines are cut (`maxBytes`).
    /// - Returns: the settings.
    public static func safe(
        _ format: String,
        dateFormat: String? = nil,
        style: FormatStyle = .percent,
        defaults: LogObject = LogObject(),
        validates: Bool = true,
        maximumSize: Int = SafeFormatter.defaultLimit
    ) -> FormatterSettings {
        var keys = textKeys(format, dateFormat, style, defaults, validates)
        keys.add("maxBytes", maximumSize, unless: SafeFormatter.defaultLimit)
        return FormatterSettings("logconfig.SafeFormatter", keys)
    }

    /// The keys of the formatters of text.
    static func textKeys(
        _ format: String?,
        _ dateFormat: String?,
        _ style: FormatStyle,
        _ defaults: LogObject,
        _ validates: Bool
    ) -> LogObject {
        var keys = LogObject()
        keys.add("format", format)
        keys.add("datefmt", dateFormat)
        keys.add("style", style.rawValue, unless: FormatStyle.percent.rawValue)
        keys.add("defaults", defaults)
        keys.add("validate", validates, unless: true)
        return keys
    }
}
