public import LogRuntime

/// The way of one record through a configuration: what lets it pass, what stops it, and which handlers get it.
///
/// Source: CPython `Logger.isEnabledFor`, `Logger.handle` and `Logger.callHandlers`.
public struct RecordRoute: Sendable, Hashable {
    /// What becomes of the record somewhere.
    public enum Verdict: String, Sendable, Hashable {
        /// It passes.
        case passes
        /// It is stopped.
        case stopped
        /// A filter that looks at more than the logger's name decides.
        case depends
    }

    /// A check that the record comes by.
    public struct Check: Sendable, Hashable {
        /// What becomes of the record.
        public let verdict: Verdict
        /// Why, in one line.
        public let reason: String
    }

    /// A handler that the record comes by.
    public struct Delivery: Sendable, Hashable {
        /// The handler's name.
        public let handler: String
        /// The handler's class, by its Python name.
        public let className: String
        /// What becomes of the record.
        public let verdict: Verdict
        /// Why, in one line.
        public let reason: String
        /// The file or stream that the handler writes, if it does.
        public let destination: String?
        /// Handlers that this one hands the record on to.
        public let onward: [Delivery]
    }

    /// A logger on the way.
    public struct Station: Sendable, Hashable {
        /// The logger's name; `root` for the root.
        public let logger: String
        /// The line in which it is configured; `nil` for one that the configuration does not name.
        public let line: Int?
        /// Its handlers, in order.
        public let deliveries: [Delivery]
        /// Whether the record goes on to the logger above.
        public let propagates: Bool
    }

    /// A handler that gets the record more than once.
    public struct Repetition: Sendable, Hashable {
        /// The handler's name.
        public let handler: String
        /// How the record gets there: a logger's name, and the handlers that it goes through.
        public let ways: [String]
    }

    /// The name of the logger that is asked to log; `root` for the root.
    public let logger: String
    /// The record's level.
    public let level: Level
    /// The level's name.
    public let levelName: String
    /// Whether the logger's level and filters let the record pass.
    public let checks: [Check]
    /// The loggers whose handlers see the record, nearest first; empty when it is stopped before.
    public let stations: [Station]
    /// Handlers that get it more than once.
    public let repetitions: [Repetition]
    /// What happens when no logger on the way has a handler; `nil` when one has.
    public let lastResort: Check?
    /// Whether the logger would be switched off, had it existed before the configuration came into force.
    public let isDisabledIfExisting: Bool

    /// What becomes of the record before any handler sees it.
    public var verdict: Verdict {
        if checks.contains(where: { $0.verdict == .stopped }) { return .stopped }
        return checks.contains { $0.verdict == .depends } ? .depends : .passes
    }

    /// The names of the handlers that get the record, each once, those behind other handlers included.
    public var handlers: [String] {
        var names: [String] = []
        func collect(_ deliveries: [Delivery]) {
            for delivery in deliveries where delivery.verdict != .stopped {
                if !names.contains(delivery.handler) { names.append(delivery.handler) }
                collect(delivery.onward)
            }
        }
        for station in stations { collect(station.deliveries) }
        return names
    }
}

extension LoggingConfiguration {
    /// Explains what would become of a record, without logging it.
    ///
    /// - Parameters:
    ///   - level: the record's level.
    ///   - logger: the name of the logger that is asked to log it; the empty name and `root` are the root.
    /// - Returns: the record's way.
    public func route(of level: Level, from logger: String) -> RecordRoute {
        RouteFinder(plan: plan, level: level, logger: logger == "root" ? "" : logger).route()
    }

    /// The level of a name, as this configuration knows levels; `nil` when there is none.
    ///
    /// - Parameter name: the name in capitals, or a number.
    /// - Returns: the level.
    public func level(named name: String) -> Level? {
        LevelNames(compatibility: plan.compatibility).level(named: name) ?? Int(name).map(Level.init(rawValue:))
    }
}
