public import LogRuntime

/// What a ``ConfigurationDocument`` says of a handler.
public struct HandlerSettings: Sendable, Hashable {
    /// The keys of the section.
    private(set) var keys: LogObject

    /// The keys, the class first.
    private init(_ className: String, _ arguments: LogObject) {
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

    private func setting(_ key: String, to value: LogValue) -> HandlerSettings {
        var copy = self
        copy.keys[key] = value
        return copy
    }
}

extension HandlerSettings {
    /// Lines to standard output or standard error: `logging.StreamHandler`.
    public static func stream(_ stream: StreamHandler.Stream = .standardError) -> HandlerSettings {
        let name = stream == .standardOutput ? "stdout" : "stderr"
        return HandlerSettings("logging.StreamHandler", ["stream": .string("ext://sys." + name)])
    }

    /// Lines to a file: `logging.FileHandler`.
    ///
    /// - Parameters:
    ///   - path: the file.
    ///   - appends: whether what is there stays (`mode: a`).
    ///   - delays: whether the file is made with the first record.
    /// - Returns: the settings.
    public static func file(_ path: String, appends: Bool = true, delays: Bool = false) -> HandlerSettings {
        var arguments: LogObject = ["filename": .string(path)]
        if !appends { arguments["mode"] = "w" }
        if delays { arguments["delay"] = true }
        return HandlerSettings("logging.FileHandler", arguments)
    }

    /// Lines to a file that is begun anew by size: `logging.handlers.RotatingFileHandler`.
    ///
    /// - Parameters:
    ///   - path: the file.
    ///   - maximumSize: the size in bytes that is not passed (`maxBytes`).
    ///   - backupCount: how many old files are kept.
    /// - Returns: the settings.
    public static func rotatingFile(_ path: String, maximumSize: Int, backupCount: Int) -> HandlerSettings {
        HandlerSettings(
            "logging.handlers.RotatingFileHandler",
            [
                "filename": .string(path), "maxBytes": .int(Int64(maximumSize)),
                "backupCount": .int(Int64(backupCount)),
            ]
        )
    }

    /// Lines to a file that is begun anew by time: `logging.handlers.TimedRotatingFileHandler`.
    ///
    /// - Parameters:
    ///   - path: the file.
    ///   - when: the unit: `S`, `M`, `H`, `D`, `midnight`, or `W0` (Monday) to `W6`.
    ///   - interval: how many units.
    ///   - backupCount: how many old files are kept; 0 keeps all.
    ///   - isUTC: whether days begin by UTC.
    /// - Returns: the settings.
    public static func timedRotatingFile(
        _ path: String,
        when: String,
        interval: Int = 1,
        backupCount: Int = 0,
        isUTC: Bool = false
    ) -> HandlerSettings {
        var arguments: LogObject = ["filename": .string(path), "when": .string(when)]
        if interval != 1 { arguments["interval"] = .int(Int64(interval)) }
        if backupCount != 0 { arguments["backupCount"] = .int(Int64(backupCount)) }
        if isUTC { arguments["utc"] = true }
        return HandlerSettings("logging.handlers.TimedRotatingFileHandler", arguments)
    }

    /// Messages to syslog: `logging.handlers.SysLogHandler`.
    ///
    /// - Parameters:
    ///   - path: the socket.
    ///   - facility: the facility's name.
    /// - Returns: the settings.
    public static func sysLog(socket path: String = "/dev/log", facility: String = "user") -> HandlerSettings {
        HandlerSettings(
            "logging.handlers.SysLogHandler",
            ["address": .string(path), "facility": .string(facility)]
        )
    }

    /// Messages to a syslog server, by UDP: `logging.handlers.SysLogHandler`.
    ///
    /// - Parameters:
    ///   - host: the server.
    ///   - port: its port.
    ///   - facility: the facility's name.
    /// - Returns: the settings.
    public static func sysLog(host: String, port: Int = 514, facility: String = "user") -> HandlerSettings {
        HandlerSettings(
            "logging.handlers.SysLogHandler",
            ["address": [.string(host), .int(Int64(port))], "facility": .string(facility)]
        )
    }

    /// Records held back until a severe one comes: `logging.handlers.MemoryHandler`.
    ///
    /// - Parameters:
    ///   - capacity: how many records are held.
    ///   - flushLevel: the least level that hands them on.
    ///   - target: the handler that gets them.
    /// - Returns: the settings.
    public static func memory(capacity: Int, flushLevel: Level = .error, target: String) -> HandlerSettings {
        HandlerSettings(
            "logging.handlers.MemoryHandler",
            [
                "capacity": .int(Int64(capacity)), "flushLevel": flushLevel.documentValue, "target": .string(target),
            ]
        )
    }

    /// Records handed on by a thread in the background: `logging.handlers.QueueHandler`.
    ///
    /// - Parameter handlers: the handlers that get them.
    /// - Returns: the settings.
    public static func queue(_ handlers: [String]) -> HandlerSettings {
        HandlerSettings(
            "logging.handlers.QueueHandler",
            ["handlers": .texts(handlers), "respect_handler_level": true]
        )
    }

    /// Nothing: `logging.NullHandler`.
    public static let null = HandlerSettings("logging.NullHandler", [:])
}
