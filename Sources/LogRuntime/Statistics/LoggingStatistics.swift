internal import Synchronization

/// What became of a tree's records, at one moment.
public struct LoggingStatistics: Sendable, Hashable {
    /// The handlers attached to loggers, in the order of the tree, and behind each one those that it gives its records to.
    public var handlers: [HandlerStatistics]
    /// How many records loggers' own filters did not let pass.
    public var filteredByLoggers: Int
    /// How many records were dropped because logging called itself too often.
    public var lostInRecursion: Int

    /// Creates a snapshot.
    ///
    /// - Parameters:
    ///   - handlers: what became of each handler's records.
    ///   - filteredByLoggers: how many records loggers' own filters did not let pass.
    ///   - lostInRecursion: how many records were dropped because logging called itself too often.
    public init(handlers: [HandlerStatistics], filteredByLoggers: Int, lostInRecursion: Int = 0) {
        self.handlers = handlers
        self.filteredByLoggers = filteredByLoggers
        self.lostInRecursion = lostInRecursion
    }

    /// The figures as a record shows them.
    public var object: LogObject {
        var object = LogObject()
        for handler in handlers { object[handler.name] = .object(handler.object) }
        return [
            "handlers": .object(object), "filtered_by_loggers": .int(Int64(filteredByLoggers)),
            "lost_in_recursion": .int(Int64(lostInRecursion)),
        ]
    }
}

extension LoggerTree {
    /// What became of the records so far.
    ///
    /// The figures of one handler are read one after another, so records that are on their way may be in some and not yet in
    /// others. While nothing is logged they add up.
    public var statistics: LoggingStatistics {
        var seen = Set<ObjectIdentifier>()
        var found: [HandlerStatistics] = []
        func collect(_ handlers: [Handler]) {
            for handler in handlers where seen.insert(ObjectIdentifier(handler)).inserted {
                found.append(handler.statistics)
                collect(handler.handlersBehind)
            }
        }
        collect(attachedHandlers)
        if let lastResort, lastResort.statistics.received > 0 { collect([lastResort]) }
        return LoggingStatistics(
            handlers: found,
            filteredByLoggers: filteredByLoggers.load(ordering: .relaxed),
            lostInRecursion: recursionLosses.load(ordering: .relaxed)
        )
    }
}
