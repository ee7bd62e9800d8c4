internal import LogRuntime

/// The handlers of concurrent-log-handler, served by our own rotating handlers, which several processes can share anyhow.
///
/// Source: concurrent-log-handler 0.9.31 `ConcurrentRotatingFileHandler` and `ConcurrentTimedRotatingFileHandler`. What
/// differs: there are no lock files; the file stays open; `use_gzip` compresses in the background, and needs LogCompression;
/// `backupCount: 0` keeps the file growing and does not empty it; owner and rights of the files are the process' own; the
/// timed handler has no limit of size.
enum ConcurrentFileHandlerClasses {
    private static let further = [
        "owner", "chmod", "umask", "newline", "terminator", "unicode_error_policy", "lock_file_directory",
        "keep_file_open",
    ]

    /// `concurrent_log_handler.ConcurrentRotatingFileHandler`.
    static let rotating = HandlerFactory(
        className: "concurrent_log_handler.ConcurrentRotatingFileHandler",
        call: CallSignature(
            "ConcurrentRotatingFileHandler.__init__",
            ["filename", "mode", "maxBytes", "backupCount", "encoding", "debug", "delay", "use_gzip"] + further,
            required: 1
        )
    ) { arguments in
        let limit = try FileHandlerClasses.limit(arguments, arguments.raw("maxBytes"))
        let count = try FileHandlerClasses.backupCount(arguments)
        let compressor = try CompressionArguments.gzip(arguments)
        let terminator = try refuseAndRead(arguments)
        let file = try FileArguments(
            arguments,
            forcedMode: limit.size > 0 ? "a" : nil,
            forcedErrors: try errors(arguments),
            alwaysDelays: true
        )
        var blueprint = HandlerBlueprint(
            opening: { context in
                try RotatingFileHandler(
                    filename: file.filename,
                    mode: file.mode,
                    maximumSize: limit.size,
                    backupCount: count.number,
                    encoding: file.encoding,
                    delay: true,
                    errors: file.errors,
                    environment: context.environment,
                    compressor: compressor,
                    terminator: terminator
                )
            },
            file: file.use(isRotating: limit.size > 0),
            settings: { handler, files in
                var object = file.settings(handler, files)
                object["maxBytes"] = limit.shown
                object["backupCount"] = count.shown
                return object
            }
        )
        blueprint.archiveRules = { _, compatibility in
            ArchiveRules(
                .numbers,
                backupCount: limit.size > 0 ? count.number : 0,
                compressedSuffix: compressor?.suffix,
                compatibility: compatibility
            )
        }
        blueprint.doubts += FileHandlerClasses.doubts(limit: limit.size, count: count.number)
        return blueprint
    }

    /// `concurrent_log_handler.ConcurrentTimedRotatingFileHandler`.
    static let timed = HandlerFactory(
        className: "concurrent_log_handler.ConcurrentTimedRotatingFileHandler",
        call: CallSignature(
            "ConcurrentTimedRotatingFileHandler.__init__",
            [
                "filename", "when", "interval", "backupCount", "encoding", "delay", "utc", "atTime", "errors",
                "maxBytes", "use_gzip",
            ] + further,
            required: 1,
            keywordOnly: ["mode", "debug"]
        )
    ) { arguments in
        let compressor = try CompressionArguments.gzip(arguments)
        let terminator = try refuseAndRead(arguments)
        if try FileHandlerClasses.limit(arguments, arguments.raw("maxBytes")).size > 0 {
            throw ArgumentError(
                "maxBytes",
                "a file is rolled over by time or by size, not by both",
                hint: "leave 'maxBytes' out, or use ConcurrentRotatingFileHandler"
            )
        }
        _ = arguments.raw("mode")
        let given = try arguments.optionalString("errors")
        let policy = try errors(arguments)
        let file = try FileArguments(
            arguments,
            forcedMode: "a",
            forcedErrors: given ?? policy,
            alwaysDelays: true
        )
        let timing = try RolloverArguments(arguments)
        let count = try FileHandlerClasses.backupCount(arguments)
        var blueprint = HandlerBlueprint(
            opening: { context in
                try TimedRotatingFileHandler(
                    filename: file.filename,
                    when: timing.when,
                    interval: timing.interval,
                    backupCount: count.number,
                    encoding: file.encoding,
                    delay: true,
                    utc: timing.utc,
                    atTime: timing.atTime,
                    errors: file.errors,
                    environment: context.environment,
                    compressor: compressor,
                    terminator: terminator
                )
            },
            file: file.use(isRotating: true),
            settings: { handler, files in
                var object = file.settings(handler, files)
                object["backupCount"] = count.shown
                for field in timing.settings(handler).fields { object[field.key] = field.value }
                return object
            }
        )
        blueprint.compressedSuffix = compressor?.suffix
        blueprint.archiveRules = { zone, compatibility in
            ArchiveRules(
                .times(try timing.schedule(in: zone)),
                backupCount: count.number,
                compressedSuffix: compressor?.suffix,
                compatibility: compatibility
            )
        }
        return blueprint
    }

    /// Refuses what cannot be done, notes what has no effect, and reads what ends a line.
    private static func refuseAndRead(_ arguments: Arguments) throws -> String {
        for name in ["owner", "chmod", "umask"] {
            guard let value = arguments.raw(name), !value.isNull else { continue }
            throw ArgumentError(
                name,
                "'\(name)' of log files cannot be set here",
                hint: "start the process with the user and the umask that its files need"
            )
        }
        if let newline = try arguments.optionalString("newline"), !["", "\n"].contains(newline) {
            throw ArgumentError(
                "newline",
                "\(arguments.raw("newline")?.pythonRepr ?? "") is not a newline that can be written here",
                hint: "write newline: '' and set 'terminator'"
            )
        }
        for name in ["debug", "delay", "lock_file_directory", "keep_file_open"] {
            guard let value = arguments.raw(name), !value.isNull else { continue }
            arguments.doubt(name, .ignoredOptions, "'\(name)' has no effect here")
        }
        let terminator = try arguments.string("terminator", default: "\n")
        return terminator.isEmpty ? "\n" : terminator
    }

    /// `unicode_error_policy`, where a name that is not known means `ignore`.
    private static func errors(_ arguments: Arguments) throws -> String {
        let policy = try arguments.string("unicode_error_policy", default: "ignore")
        if ["ignore", "replace", "strict"].contains(policy) { return policy }
        arguments.doubt(
            "unicode_error_policy",
            .ignoredOptions,
            "there is no policy '\(policy)', and 'ignore' is used",
            hint: "policies are 'ignore', 'replace' and 'strict'"
        )
        return "ignore"
    }
}
