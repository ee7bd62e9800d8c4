/// What CPython's handlers and formatters read of themselves while they work, by class: attributes and methods.
///
/// `.` can set each of them. Those that a class of this library follows are in ``HandlerFactory/attributes``; to set another
/// one of these would have an effect in CPython that it has not here.
///
/// Source: CPython `logging` and `logging.handlers`, the names that the methods of each class look up on `self`.
enum StandardAttributes {
    /// The attributes that objects of a class read; empty for classes of others.
    static func read(byClassNamed name: String) -> Set<String> {
        guard let parts = classes[name] else { return [] }
        return Set(parts.flatMap { groups[$0] ?? [] })
    }

    /// Attributes that are nothing unless somebody sets them.
    static let nothingAtFirst: Set<String> = ["namer", "rotator", "sock", "retryTime"]

    private static let classes: [String: [String]] = [
        "logging.NullHandler": ["Handler"],
        "logging.StreamHandler": ["Handler", "Stream"],
        "logging.FileHandler": ["Handler", "Stream", "File"],
        "logging.handlers.WatchedFileHandler": ["Handler", "Stream", "File", "Watched"],
        "logging.handlers.RotatingFileHandler": ["Handler", "Stream", "File", "Rotating"],
        "logging.handlers.TimedRotatingFileHandler": ["Handler", "Stream", "File", "Rotating", "Timed"],
        "logging.handlers.SocketHandler": ["Handler", "Socket"],
        "logging.handlers.DatagramHandler": ["Handler", "Socket"],
        "logging.handlers.SysLogHandler": ["Handler", "SysLog"],
        "logging.handlers.BufferingHandler": ["Handler", "Buffering"],
        "logging.handlers.MemoryHandler": ["Handler", "Buffering", "Memory"],
        "logging.handlers.QueueHandler": ["Handler", "Queue"],
        "logging.handlers.HTTPHandler": ["Handler", "HTTP"],
        "logging.handlers.SMTPHandler": ["Handler", "SMTP"],
        "logging.Formatter": ["Formatter"],
        "pythonjsonlogger.json.JsonFormatter": ["Formatter", "JSON"],
        "pythonjsonlogger.orjson.OrjsonFormatter": ["Formatter", "JSON"],
        "pythonjsonlogger.msgspec.MsgspecFormatter": ["Formatter", "JSON"],
        "colorlog.formatter.ColoredFormatter": ["Formatter", "Colored"],
        "uvicorn.logging.DefaultFormatter": ["Formatter", "Uvicorn"],
        "uvicorn.logging.AccessFormatter": ["Formatter", "Uvicorn"],
        "uvicorn.logging.ColourizedFormatter": ["Formatter", "Uvicorn"],
    ]

    private static let groups: [String: [String]] = [
        "Handler": [
            "acquire", "close", "emit", "filter", "filters", "flush", "format", "formatter", "handle", "handleError",
            "level", "lock", "release",
        ],
        "Stream": ["stream", "terminator"],
        "File": ["_builtin_open", "_open", "baseFilename", "encoding", "errors", "mode"],
        "Watched": ["dev", "ino", "reopenIfNeeded", "_statstream"],
        "Rotating": [
            "backupCount", "doRollover", "maxBytes", "namer", "rotate", "rotation_filename", "rotator",
            "shouldRollover",
        ],
        "Timed": [
            "atTime", "computeRollover", "dayOfWeek", "extMatch", "getFilesToDelete", "interval", "rolloverAt",
            "suffix",
            "utc", "when",
        ],
        "Socket": [
            "address", "closeOnError", "createSocket", "makePickle", "makeSocket", "port", "retryFactor", "retryMax",
            "retryStart", "retryTime", "send", "sock",
        ],
        "SysLog": [
            "address", "append_nul", "createSocket", "encodePriority", "facility", "facility_names", "ident",
            "mapPriority", "priority_map", "priority_names", "socket", "socktype", "unixsocket", "_connect_unixsocket",
        ],
        "Buffering": ["buffer", "capacity", "shouldFlush"],
        "Memory": ["flushLevel", "flushOnClose", "target"],
        "Queue": ["enqueue", "listener", "prepare", "queue"],
        "HTTP": [
            "context", "credentials", "getConnection", "host", "mapLogRecord", "method", "secure", "url",
        ],
        "SMTP": [
            "fromaddr", "getSubject", "mailhost", "mailport", "password", "secure", "subject", "timeout", "toaddrs",
            "username",
        ],
        "Formatter": [
            "_fmt", "_style", "converter", "datefmt", "default_msec_format", "default_time_format", "format",
            "formatException", "formatMessage", "formatStack", "formatTime", "usesTime",
        ],
        "JSON": [
            "_required_fields", "_skip_fields", "add_fields", "defaults", "exc_info_as_array", "json_default",
            "json_encoder", "json_ensure_ascii", "json_indent", "json_serializer", "jsonify_log_record", "prefix",
            "process_log_record", "rename_fields", "rename_fields_keep_missing", "serialize_log_record",
            "stack_info_as_array", "static_fields", "timestamp",
        ],
        "Colored": ["force_color", "log_colors", "no_color", "reset", "secondary_log_colors", "stream"],
        "Uvicorn": ["color_level_name", "level_name_colors", "should_use_colors", "status_code_colours", "use_colors"],
    ]
}
