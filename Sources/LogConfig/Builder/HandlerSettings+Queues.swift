public import LogRuntime

extension HandlerSettings {
    /// Records held back until a severe one comes: `logging.handlers.MemoryHandler`.
    ///
    /// - Parameters:
    ///   - capacity: how many records are held.
    ///   - flushLevel: the least level that hands them on.
    ///   - target: the handler that gets them.
    ///   - flushesOnClose: whether records still held back are handed on at the end.
    /// - Returns: the settings.
    public static func memory(
        capacity: Int,
        flushLevel: Level = .error,
        target: String,
        flushesOnClose: Bool = true
    ) -> HandlerSettings {
        var arguments: LogObject = [
            "capacity": .int(Int64(capacity)), "flushLevel": flushLevel.documentValue, "target": .string(target),
        ]
        arguments.add("flushOnClose", flushesOnClose, unless: true)
        return HandlerSettings("logging.handlers.MemoryHandler", arguments)
    }

    /// Records kept and not written: `logging.handlers.BufferingHandler`.
    ///
    /// - Parameter capacity: how many records are kept.
    /// - Returns: the settings.
    public static func buffering(capacity: Int) -> HandlerSettings {
        HandlerSettings("logging.handlers.BufferingHandler", ["capacity": .int(Int64(capacity))])
    }

    /// Records handed on by a thread in the background: `logging.handlers.QueueHandler`.
    ///
    /// - Parameters:
    ///   - handlers: the handlers that get them.
    ///   - capacity: how many records may wait; `nil` for any number.
    ///   - respectsHandlerLevel: whether the levels of the handlers count, which in Python they do not by themselves.
    /// - Returns: the settings.
    public static func queue(
        _ handlers: [String],
        capacity: Int? = nil,
        respectsHandlerLevel: Bool = true
    ) -> HandlerSettings {
        var arguments: LogObject = ["handlers": .texts(handlers)]
        if let capacity { arguments["queue"] = ["()": "queue.Queue", "maxsize": .int(Int64(capacity))] }
        arguments["respect_handler_level"] = .bool(respectsHandlerLevel)
        return HandlerSettings("logging.handlers.QueueHandler", arguments)
    }

    /// Records handed on by a thread in the background, from a bounded queue: `logconfig.AsyncHandler`.
    ///
    /// - Parameters:
    ///   - handlers: the handlers that get them.
    ///   - options: the queue.
    /// - Returns: the settings.
    public static func async(_ handlers: [String], options: AsyncOptions = AsyncOptions()) -> HandlerSettings {
        let usual = AsyncOptions()
        var arguments: LogObject = ["handlers": .texts(handlers)]
        arguments.add("capacity", options.capacity, unless: usual.capacity)
        arguments.add("policy", options.policy.rawValue, unless: usual.policy.rawValue)
        arguments.add("timeout", options.timeout, unless: usual.timeout)
        arguments.add("drain_limit", options.drainLimit, unless: usual.drainLimit)
        arguments.add("report_interval", options.reportInterval, unless: usual.reportInterval)
        arguments.add("respect_handler_level", options.respectsHandlerLevel, unless: usual.respectsHandlerLevel)
        arguments.add("journal", options.journal)
        return HandlerSettings("logconfig.AsyncHandler", arguments)
    }
}
