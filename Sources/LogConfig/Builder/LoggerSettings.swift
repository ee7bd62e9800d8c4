public import LogRuntime

/// What a ``ConfigurationDocument`` says of a logger.
public struct LoggerSettings: Sendable, Hashable {
    /// The level; `nil` inherits.
    public var level: Level?
    /// The names of its handlers.
    public var handlers: [String]
    /// The names of its filters.
    public var filters: [String]
    /// Whether records go on to the handlers of the loggers above; `nil` says nothing, which means yes.
    public var propagates: Bool?

    /// Creates settings.
    ///
    /// - Parameters:
    ///   - level: the level; `nil` inherits.
    ///   - handlers: the names of its handlers.
    ///   - filters: the names of its filters.
    ///   - propagates: whether records go on to the handlers of the loggers above.
    public init(level: Level? = nil, handlers: [String] = [], filters: [String] = [], propagates: Bool? = nil) {
        self.level = level
        self.handlers = handlers
        self.filters = filters
        self.propagates = propagates
    }

    /// The keys of the section.
    var keys: LogObject {
        var keys = LogObject()
        keys.add("level", level?.documentValue)
        if !handlers.isEmpty { keys["handlers"] = .texts(handlers) }
        if !filters.isEmpty { keys["filters"] = .texts(filters) }
        keys.add("propagate", propagates.map { .bool($0) })
        return keys
    }
}
