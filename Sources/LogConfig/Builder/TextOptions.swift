public import LogRuntime

/// How a formatter of text of a ``ConfigurationDocument`` reads its format string, and what it puts in.
public struct TextOptions: Sendable, Hashable {
    /// How `asctime` is written (`datefmt`); `nil` for Python's way.
    public var dateFormat: String?
    /// How the format string marks its fields (`style`).
    public var style: FormatStyle
    /// Values for fields that a record does not have (`defaults`).
    public var defaults: LogObject
    /// Whether mistakes in the format are errors at once (`validate`).
    public var validates: Bool

    /// Creates options.
    ///
    /// - Parameters:
    ///   - dateFormat: how `asctime` is written (`datefmt`); `nil` for Python's way.
    ///   - style: how the format string marks its fields.
    ///   - defaults: values for fields that a record does not have.
    ///   - validates: whether mistakes in the format are errors at once.
    public init(
        dateFormat: String? = nil,
        style: FormatStyle = .percent,
        defaults: LogObject = LogObject(),
        validates: Bool = true
    ) {
        self.dateFormat = dateFormat
        self.style = style
        self.defaults = defaults
        self.validates = validates
    }

    /// The keys of the formatter.
    ///
    /// - Parameters:
    ///   - format: the format string, or what the class takes for one; `nil` for the class's own.
    ///   - key: the argument that takes it.
    /// - Returns: the keys.
    func keys(_ format: LogValue?, as key: String = "format") -> LogObject {
        var keys = LogObject()
        keys.add(key, format)
        keys.add("datefmt", dateFormat)
        keys.add("style", style.rawValue, unless: FormatStyle.percent.rawValue)
        keys.add("defaults", defaults)
        keys.add("validate", validates, unless: true)
        return keys
    }
}
