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
    ///   - options: how it is read, and what is put in.
    /// - Returns: the settings.
    public static func text(_ format: String, options: TextOptions = TextOptions()) -> FormatterSettings {
        FormatterSettings(keys: options.keys(.string(format)))
    }

    /// Lines of text, one per record whatever is in it: `logconfig.SafeFormatter`.
    ///
    /// - Parameters:
    ///   - format: the format string (`format`).
    ///   - options: how it is read, and what is put in.
    ///   - maximumSize: the length in bytes at which lines are cut (`maxBytes`).
    /// - Returns: the settings.
    public static func safe(
        _ format: String,
        options: TextOptions = TextOptions(),
        maximumSize: Int = SafeFormatter.defaultLimit
    ) -> FormatterSettings {
        var keys = options.keys(.string(format))
        keys.add("maxBytes", maximumSize, unless: SafeFormatter.defaultLimit)
        return FormatterSettings("logconfig.SafeFormatter", keys)
    }

    /// Lines of text with `server_time`: `django.utils.log.ServerFormatter`.
    ///
    /// - Parameters:
    ///   - format: the format string (`format`).
    ///   - options: how it is read, and what is put in.
    /// - Returns: the settings.
    public static func djangoServer(_ format: String, options: TextOptions = TextOptions()) -> FormatterSettings {
        FormatterSettings("django.utils.log.ServerFormatter", options.keys(.string(format)))
    }
}
