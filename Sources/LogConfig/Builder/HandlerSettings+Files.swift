public import LogRuntime

extension HandlerSettings {
    /// Lines to a file: `logging.FileHandler`.
    ///
    /// - Parameters:
    ///   - path: the file.
    ///   - options: how it is opened.
    ///   - buffering: how lines are gathered; `nil` writes each at once.
    /// - Returns: the settings.
    public static func file(
        _ path: String,
        options: FileOptions = FileOptions(),
        buffering: FileBuffering? = nil
    ) -> HandlerSettings {
        var arguments: LogObject = ["filename": .string(path)]
        options.add(to: &arguments)
        if let buffering {
            arguments["bufferSize"] = .int(Int64(buffering.size))
            arguments.add("flushInterval", buffering.interval, unless: FileBuffering().interval)
            if buffering.flushLevel != FileBuffering().flushLevel {
                arguments["flushLevel"] = buffering.flushLevel.documentValue
            }
        }
        return HandlerSettings("logging.FileHandler", arguments)
    }

    /// Lines to a file that somebody else may move away: `logging.handlers.WatchedFileHandler`.
    ///
    /// - Parameters:
    ///   - path: the file.
    ///   - options: how it is opened.
    /// - Returns: the settings.
    public static func watchedFile(_ path: String, options: FileOptions = FileOptions()) -> HandlerSettings {
        var arguments: LogObject = ["filename": .string(path)]
        options.add(to: &arguments)
        return HandlerSettings("logging.handlers.WatchedFileHandler", arguments)
    }

    /// Lines to a file that is begun anew by size: `logging.handlers.RotatingFileHandler`.
    ///
    /// - Parameters:
    ///   - path: the file.
    ///   - maximumSize: the size in bytes that is not passed (`maxBytes`).
    ///   - archives: which old files are kept; with a count of 0 the file is never begun anew.
    ///   - options: how it is opened.
    /// - Returns: the settings.
    public static func rotatingFile(
        _ path: String,
        maximumSize: Int,
        archives: ArchiveOptions,
        options: FileOptions = FileOptions()
    ) -> HandlerSettings {
        var arguments: LogObject = [
            "filename": .string(path), "maxBytes": .int(Int64(maximumSize)), "backupCount": .int(Int64(archives.count)),
        ]
        archives.add(to: &arguments)
        options.add(to: &arguments)
        return HandlerSettings("logging.handlers.RotatingFileHandler", arguments)
    }

    /// Lines to a file that is begun anew by size: `logging.handlers.RotatingFileHandler`.
    ///
    /// - Parameters:
    ///   - path: the file.
    ///   - maximumSize: the size in bytes that is not passed (`maxBytes`).
    ///   - backupCount: how many old files are kept.
    /// - Returns: the settings.
    public static func rotatingFile(_ path: String, maximumSize: Int, backupCount: Int) -> HandlerSettings {
        rotatingFile(path, maximumSize: maximumSize, archives: ArchiveOptions(count: backupCount))
    }

    /// Lines to a file that is begun anew by time: `logging.handlers.TimedRotatingFileHandler`.
    ///
    /// - Parameters:
    ///   - path: the file.
    ///   - when: the unit: `S`, `M`, `H`, `D`, `midnight`, or `W0` (Monday) to `W6`.
    ///   - interval: how many units.
    ///   - time: the time of the day for `midnight` and `W0` to `W6` (`atTime`); `nil` for midnight.
    ///   - isUTC: whether days begin by UTC.
    ///   - archives: which old files are kept; a count of 0 keeps all.
    ///   - options: how it is opened; it always appends.
    /// - Returns: the settings.
    public static func timedRotatingFile(
        _ path: String,
        when: String,
        interval: Int = 1,
        at time: TimeOfDay? = nil,
        isUTC: Bool = false,
        archives: ArchiveOptions = ArchiveOptions(count: 0),
        options: FileOptions = FileOptions()
    ) -> HandlerSettings {
        var arguments: LogObject = ["filename": .string(path), "when": .string(when)]
        arguments.add("interval", interval, unless: 1)
        arguments.add("backupCount", archives.count, unless: 0)
        arguments.add("utc", isUTC, unless: false)
        arguments.add("atTime", time?.description)
        archives.add(to: &arguments)
        options.add(to: &arguments)
        return HandlerSettings("logging.handlers.TimedRotatingFileHandler", arguments)
    }

    /// Lines to a file that is begun anew by time: `logging.handlers.TimedRotatingFileHandler`.
    ///
    /// - Parameters:
    ///   - path: the file.
    ///   - when: the unit: `S`, `M`, `H`, `D`, `midnight`, or `W0` (Monday) to `W6`.
    ///   - backupCount: how many old files are kept.
    ///   - isUTC: whether days begin by UTC.
    /// - Returns: the settings.
    public static func timedRotatingFile(
        _ path: String,
        when: String,
        backupCount: Int,
        isUTC: Bool = false
    ) -> HandlerSettings {
        timedRotatingFile(path, when: when, isUTC: isUTC, archives: ArchiveOptions(count: backupCount))
    }
}
