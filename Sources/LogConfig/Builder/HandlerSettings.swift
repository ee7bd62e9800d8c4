public import LogRuntime

/// What a ``ConfigurationDocument`` says of a handler.
public struct HandlerSettings: Sendable, Hashable {
    /// The keys of the section.
    private(set) var keys: LogObject

    /// The keys, the class first.
    init(_ className: String, _ arguments: LogObject) {
        keys = LogObject([("class", .string(className))] + arguments.fields.map { ($0.key, $0.value) })
    }

    /// A class that the registry knows.
    ///
    /// - Parameters:
    ///   - name: the class.
    ///   - arguments: its arguments.
    /// - Returns: the settings.
    public static func custom(_ name: String, _ arguments: LogObject = LogObject()) -> HandlerSettings {
        HandlerSettings(name, arguments)
    }

    /// The same handler, which does not take records below a level.
    public func level(_ level: Level) -> HandlerSettings { setting("level", to: level.documentValue) }

    /// The same handler with a formatter of the document.
    public func formatter(_ name: String) -> HandlerSettings { setting("formatter", to: .string(name)) }

    /// The same handler with filters of the document.
    public func filters(_ names: [String]) -> HandlerSettings { setting("filters", to: .texts(names)) }

    /// The same handler with attributes that are set once it is there, such as `ident` of a syslog handler.
    public func attributes(_ attributes: LogObject) -> HandlerSettings { setting(".", to: .object(attributes)) }

    private func setting(_ key: String, to value: LogValue) -> HandlerSettings {
        var copy = self
        copy.keys[key] = value
        return copy
    }
}

extension HandlerSettings {
    /// Lines to standard output or standard error: `logging.StreamHandler`.
    public static func stream(_ stream: StreamHandler.Stream = .standardError) -> HandlerSettings {
        HandlerSettings("logging.StreamHandler", ["stream": stream.documentValue])
    }

    /// Nothing: `logging.NullHandler`.
    public static let null = HandlerSettings("logging.NullHandler", [:])

    /// Columns in colours on standard output: `rich.logging.RichHandler`.
    ///
    /// - Parameter options: the columns; width and colours are the terminal's.
    /// - Returns: the settings.
    public static func rich(_ options: RichHandler.Options = RichHandler.Options()) -> HandlerSettings {
        let usual = RichHandler.Options()
        var arguments = LogObject()
        arguments.add("show_time", options.showsTime, unless: usual.showsTime)
        arguments.add("omit_repeated_times", options.omitsRepeatedTimes, unless: usual.omitsRepeatedTimes)
        arguments.add("show_level", options.showsLevel, unless: usual.showsLevel)
        arguments.add("show_path", options.showsPath, unless: usual.showsPath)
        arguments.add("log_time_format", options.timeFormat, unless: usual.timeFormat)
        return HandlerSettings("rich.logging.RichHandler", arguments)
    }
}
