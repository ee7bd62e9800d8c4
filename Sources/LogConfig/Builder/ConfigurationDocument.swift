public import LogRuntime

/// A configuration written in Swift: the same document that a file holds, with its words as types.
///
/// ```swift
/// var document = ConfigurationDocument()
/// document.formatters["line"] = .text("%(asctime)s %(name)s %(levelname)s %(message)s")
/// document.handlers["file"] = .rotatingFile("app.log", maximumSize: 10_000_000, backupCount: 5).formatter("line")
/// document.loggers["shop.db"] = LoggerSettings(level: .debug)
/// document.root = LoggerSettings(level: .info, handlers: ["file"])
/// try document.configuration().apply()
/// ```
///
/// It is judged as a file is, by the same rules: a handler that names no formatter of the document is an error with the path
/// `handlers.file.formatter`. ``yaml`` is the equivalent file.
public struct ConfigurationDocument: Sendable, Hashable {
    /// Named settings that keep the order in which they were made.
    public struct Section<Settings: Sendable & Hashable>: Sendable, Hashable {
        /// The names and settings, in order.
        public private(set) var entries: [Entry] = []

        /// A name and its settings.
        public struct Entry: Sendable, Hashable {
            /// The name.
            public var name: String
            /// The settings.
            public var settings: Settings
        }

        /// The settings of a name; `nil` takes it out.
        public subscript(_ name: String) -> Settings? {
            get { entries.first { $0.name == name }?.settings }
            set {
                let place = entries.firstIndex { $0.name == name }
                switch (place, newValue) {
                case (let place?, let settings?): entries[place].settings = settings
                case (let place?, nil): entries.remove(at: place)
                case (nil, let settings?): entries.append(Entry(name: name, settings: settings))
                case (nil, nil): break
                }
            }
        }
    }

    /// How records become text, by name.
    public var formatters = Section<FormatterSettings>()
    /// What lets records pass, by name.
    public var filters = Section<FilterSettings>()
    /// Where records go, by name.
    public var handlers = Section<HandlerSettings>()
    /// Loggers by their dotted names.
    public var loggers = Section<LoggerSettings>()
    /// The logger at the root.
    public var root: LoggerSettings?
    /// Whether loggers that exist and are not named are switched off; `nil` says nothing, which means yes, as in Python.
    public var disablesExistingLoggers: Bool?
    /// Settings of this library's own, the section `logconfig`: `["strict": true]`.
    public var extensions = LogObject()

    /// Creates a document that configures nothing.
    public init() {}

    /// The document as a value: what Python's `dictConfig` takes.
    public var value: LogValue {
        var document: LogObject = ["version": 1]
        if let disablesExistingLoggers { document["disable_existing_loggers"] = .bool(disablesExistingLoggers) }
        if !extensions.isEmpty { document["logconfig"] = .object(extensions) }
        document.add("formatters", formatters) { $0.keys }
        document.add("filters", filters) { $0.keys }
        document.add("handlers", handlers) { $0.keys }
        document.add("loggers", loggers) { $0.keys }
        if let root { document["root"] = .object(root.keys) }
        return .object(document)
    }

    /// The equivalent file.
    public var yaml: String { YAMLText.of(value) }

    /// Checks the document.
    ///
    /// - Parameter options: how it is read; its registry knows the classes.
    /// - Returns: the configuration, ready to be applied.
    /// - Throws: ``LoggingConfigurationError`` when it is not a configuration.
    public func configuration(
        options: ConfigurationOptions = ConfigurationOptions()
    ) throws(LoggingConfigurationError) -> LoggingConfiguration {
        try LoggingConfiguration(value: value, options: options)
    }
}

extension LogObject {
    /// Adds a section, unless it is empty.
    fileprivate mutating func add<Settings>(
        _ name: String,
        _ section: ConfigurationDocument.Section<Settings>,
        _ keys: (Settings) -> LogObject
    ) {
        guard !section.entries.isEmpty else { return }
        self[name] = .object(LogObject(section.entries.map { ($0.name, .object(keys($0.settings))) }))
    }
}
