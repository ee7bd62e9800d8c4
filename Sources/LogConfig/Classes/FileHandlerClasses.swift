internal import LogRuntime
internal import YAMLTree

/// `logging.FileHandler` and those of `logging.handlers` that write files.
enum FileHandlerClasses {
    private static let common = ["filename", "mode", "encoding", "delay", "errors"]

    /// `logging.FileHandler`.
    static let plain = HandlerFactory(
        className: "logging.FileHandler",
        call: CallSignature(
            "FileHandler.__init__",
            common,
            required: 1,
            keywordOnly: BufferArguments.names + RetentionArguments.permissionNames
        ),
        attributes: ["terminator"]
    ) { arguments in
        let buffer = try BufferArguments(arguments, call: "FileHandler.__init__")
        let care = try RetentionArguments(arguments, call: "FileHandler.__init__")
        let file = try FileArguments(arguments)
        return HandlerBlueprint(
            opening: { context in
                try FileHandler(
                    filename: file.filename,
                    mode: file.mode,
                    encoding: file.encoding,
                    delay: file.delay,
                    errors: file.errors,
                    environment: context.environment,
                    compatibility: context.compatibility,
                    buffering: buffer.buffering,
                    permissions: care.permissions,
                    terminator: context.attribute("terminator", default: "\n")
                )
            },
            file: file.use(),
            settings: { handler, files in
                var object = file.settings(handler, files)
                for field in buffer.settings.fields { object[field.key] = field.value }
                care.add(to: &object)
                return object
            }
        )
    }

    /// `logging.handlers.WatchedFileHandler`.
    static let watched = HandlerFactory(
        className: "logging.handlers.WatchedFileHandler",
        call: CallSignature(
            "WatchedFileHandler.__init__",
            common,
            required: 1,
            keywordOnly: RetentionArguments.permissionNames
        ),
        attributes: ["terminator"]
    ) { arguments in
        let care = try RetentionArguments(arguments, call: "WatchedFileHandler.__init__")
        let file = try FileArguments(arguments)
        return HandlerBlueprint(
            opening: { context in
                try WatchedFileHandler(
                    filename: file.filename,
                    mode: file.mode,
                    encoding: file.encoding,
                    delay: file.delay,
                    errors: file.errors,
                    environment: context.environment,
                    compatibility: context.compatibility,
                    permissions: care.permissions,
                    terminator: context.attribute("terminator", default: "\n")
                )
            },
            file: file.use(),
            settings: { handler, files in
                var object = file.settings(handler, files)
                care.add(to: &object)
                return object
            }
        )
    }

    /// `logging.handlers.RotatingFileHandler`.
    static let rotating = HandlerFactory(
        className: "logging.handlers.RotatingFileHandler",
        call: CallSignature(
            "RotatingFileHandler.__init__",
            ["filename", "mode", "maxBytes", "backupCount", "encoding", "delay", "errors"],
            required: 1,
            keywordOnly: RetentionArguments.names
        ),
        attributes: ["terminator", "maxBytes", "backupCount"]
    ) { arguments in
        let care = try RetentionArguments(arguments, call: "RotatingFileHandler.__init__")
        let limit = try limit(arguments, arguments.raw("maxBytes"))
        let count = try backupCount(arguments)
        // The mode is settled when the handler is made, whatever the size is set to afterwards.
        let isLimited = try Self.limit(arguments, arguments.given("maxBytes")).size > 0
        let file = try FileArguments(arguments, forcedMode: isLimited ? "a" : nil)
        var blueprint = HandlerBlueprint(
            opening: { context in
                var settings = FileSettings(
                    filename: file.filename,
                    mode: file.mode,
                    encoding: file.encoding,
                    delay: file.delay,
                    errors: file.errors,
                    environment: context.environment,
                    compatibility: context.compatibility,
                    permissions: care.permissions
                )
                settings.keepsMode = !isLimited
                return RotatingFileHandler(
                    rotating: try RotatingFileSink(
                        settings,
                        maximumSize: limit.size,
                        backupCount: count.number,
                        retention: care.retention,
                        compressor: care.compressor
                    ),
                    terminator: context.attribute("terminator", default: "\n")
                )
            },
            file: file.use(isRotating: limit.size > 0),
            settings: { handler, files in
                var object = file.settings(handler, files)
                object["maxBytes"] = limit.shown
                object["backupCount"] = count.shown
                care.add(to: &object)
                return object
            }
        )
        blueprint.archiveRules = { _, compatibility in
            ArchiveRules(
                .numbers,
                backupCount: limit.size > 0 ? count.number : 0,
                retention: care.retention,
                compressedSuffix: care.compressor?.suffix,
                compatibility: compatibility
            )
        }
        blueprint.doubts += doubts(limit: limit.size, count: count.number)
        return blueprint
    }

    /// `logging.handlers.TimedRotatingFileHandler`.
    static let timed = HandlerFactory(
        className: "logging.handlers.TimedRotatingFileHandler",
        call: CallSignature(
            "TimedRotatingFileHandler.__init__",
            ["filename", "when", "interval", "backupCount", "encoding", "delay", "utc", "atTime", "errors"],
            required: 1,
            keywordOnly: RetentionArguments.names
        ),
        attributes: ["terminator", "backupCount", "suffix"]
    ) { arguments in
        let care = try RetentionArguments(arguments, call: "TimedRotatingFileHandler.__init__")
        let file = try FileArguments(arguments, forcedMode: "a")
        let timing = try RolloverArguments(arguments)
        try timing.checkReach()
        let count = try backupCount(arguments)
        var blueprint = HandlerBlueprint(
            opening: { context in
                try TimedRotatingFileHandler(
                    filename: file.filename,
                    when: timing.when,
                    interval: timing.interval,
                    backupCount: count.number,
                    encoding: file.encoding,
                    delay: file.delay,
                    utc: timing.utc,
                    atTime: timing.atTime,
                    suffix: timing.suffix,
                    errors: file.errors,
                    environment: context.environment,
                    compatibility: context.compatibility,
                    permissions: care.permissions,
                    retention: care.retention,
                    compressor: care.compressor,
                    terminator: context.attribute("terminator", default: "\n")
                )
            },
            file: file.use(isRotating: true),
            settings: { handler, files in
                var object = file.settings(handler, files)
                object["backupCount"] = count.shown
                for field in timing.settings(handler).fields { object[field.key] = field.value }
                care.add(to: &object)
                return object
            }
        )
        blueprint.schedule = timing.schedule(in:)
        blueprint.archiveRules = { zone, compatibility in
            ArchiveRules(
                .times(try timing.schedule(in: zone)),
                backupCount: count.number,
                retention: care.retention,
                compressedSuffix: care.compressor?.suffix,
                compatibility: compatibility
            )
        }
        if let compressor = care.compressor {
            blueprint.compressedSuffix = compressor.suffix
            if !timing.namesArchives {
                blueprint.doubts.append(
                    (
                        "compress", .ignoredOptions,
                        "with this 'suffix' no file counts as an archive, and none is compressed",
                        "leave 'suffix' out"
                    )
                )
            }
        }
        return blueprint
    }

    /// What is doubtful about a limit without old files, or old files without a limit.
    static func doubts(limit: Int, count: Int) -> [HandlerBlueprint.Doubt] {
        if count > 0, limit <= 0 {
            return [
                (
                    "backupCount", .backupWithoutLimit, "without 'maxBytes' the file is never rolled over",
                    "set 'maxBytes' to a size in bytes"
                )
            ]
        }
        guard limit > 0, count <= 0 else { return [] }
        return [
            (
                "maxBytes", .limitWithoutBackup, "without 'backupCount' the file is never rolled over",
                "set 'backupCount' to the number of old files to keep"
            )
        ]
    }

    /// `maxBytes`, which CPython compares with 0 at once.
    static func limit(_ arguments: Arguments, _ value: Value?) throws -> (size: Int, shown: LogValue) {
        guard let value else { return (0, 0) }
        if case .float(let number)? = value.node?.value, number.isFinite, abs(number) < 1e18 {
            return (Int(number.rounded(.up)), value.shown)
        }
        let isText = value.string != nil && !arguments.isFromOutside("maxBytes")
        if value.isNull || isText || value.node?.integer == nil && value.string == nil {
            throw ArgumentError(
                "maxBytes",
                value.isNull ? "the size is empty" : "\(value.pythonRepr) is a text, not a size in bytes",
                hint: value.string.flatMap { Int($0) }.map { "write \($0) without quotes" },
                pythonType: "TypeError",
                pythonMessage: "'>' not supported between instances of '\(value.typeName)' and 'int'"
            )
        }
        if let number = value.node?.integer { return (number, value.shown) }
        return (try arguments.integer("maxBytes", default: 0), value.shown)
    }

    /// `backupCount`, which CPython looks at when the file is rolled over.
    static func backupCount(_ arguments: Arguments) throws -> (number: Int, shown: LogValue) {
        guard let value = arguments.raw("backupCount"), !value.isNull else {
            return (0, arguments.contains("backupCount") ? .null : 0)
        }
        if case .float(let number)? = value.node?.value, number.isFinite, abs(number) < 1e9 {
            return (Int(number), value.shown)
        }
        do throws(ArgumentError) {
            return (try arguments.integer("backupCount", default: 0), value.shown)
        } catch {
            // CPython finds out when the file is rolled over.
            guard arguments.compatibility == .python313 else { throw error }
            return (0, value.shown)
        }
    }
}
