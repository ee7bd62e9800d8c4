internal import LogRuntime

extension StandardArguments {
    /// Rows whose names begin with the class.
    static let special = table(python + buffering + journal + rich + delivery + otlp)

    /// Classes of other names that take the same.
    static let sameClass = ["JournaldLogHandler": "JournalHandler", "LoggingHandler": "OTLPHandler"]

    private static let python = [
        row(
            "SysLogHandler.address",
            .anything,
            "The daemon: [host, port], or the path of a socket.",
            ["localhost", 514]
        ),
        row("SysLogHandler.timeout", .number, "How many seconds connecting and sending may take.", 5.0),
        row("TimedRotatingFileHandler.backupCount", .integer, "How many old files are kept; 0 keeps all.", 0),
        row(
            "ConcurrentTimedRotatingFileHandler.backupCount",
            .integer,
            "How many old files are kept; 0 keeps all.",
            0
        ),
        row("ConcurrentTimedRotatingFileHandler.maxBytes", .integer, "The size in bytes, which must be 0 here.", 0),
        row("Filter.name", .text, "The logger whose records pass, with those of the loggers below it.", ""),
        row("RequireDebugFalse.name", .text, "Has no effect, as in Django.", ""),
        row("RequireDebugTrue.name", .text, "Has no effect, as in Django.", ""),
        row("NullHandler.level", .level, "Records below this level are not taken.", "NOTSET"),
        row("QueueHandler.handlers", .texts, "The handlers that get the records from the queue."),
        row("ColoredFormatter.stream", .stream, "Colours are used when this is a terminal."),
        row("LevelFormatter.fmt", .mapping, "What a line shows, by level."),
        row("FileHandler.flushLevel", .level, "A record of this level has all gathered lines written.", "ERROR"),
    ]

    private static let policies: ArgumentDescription.Kind = .choice([
        "block", "drop_newest", "drop_oldest", "drop_lowest_severity",
    ])

    private static let buffering = [
        row("AsyncHandler.handlers", .texts, "The handlers behind the queue."),
        row("AsyncHandler.capacity", .integer, "The size of the queue in bytes.", 4_194_304),
        row("AsyncHandler.policy", policies, "What becomes of records when the queue is full.", "block"),
        row("AsyncHandler.timeout", .number, "How many seconds a call waits for room with 'block'.", 5.0),
        row(
            "AsyncHandler.drain_limit",
            .number,
            "How many seconds flushing, closing and the end of the process wait for the queue.",
            5.0
        ),
        row(
            "AsyncHandler.report_interval",
            .number,
            "How many seconds pass between records that say how many were dropped; 0 writes none.",
            1.0
        ),
        row(
            "AsyncHandler.respect_handler_level",
            .boolean,
            "Whether handlers behind the queue are asked for their levels.",
            true
        ),
        row("AsyncHandler.journal", .text, "The file that keeps queued records safe from the end of the process."),
        row("BufferingHandler.capacity", .integer, "How many records are held back at most."),
        row("MemoryHandler.capacity", .integer, "How many records are held back at most."),
    ]

    private static let journal = [
        row(
            "JournalHandler.SYSLOG_IDENTIFIER",
            .text,
            "What 'journalctl -t' looks for; without it the program's name."
        ),
        row("JournalHandler.identifier", .text, "The same, by cysystemd's name."),
        row("JournalHandler.use_message_id", .boolean, "Has no effect here."),
        row("JournalHandler.facility", .anything, "The facility of syslog, by name or number."),
        row("JournalHandler.socket", .text, "Where the journal listens.", "/run/systemd/journal/socket"),
    ]

    private static let rich =
        [
            row("RichHandler.level", .level, "Records below this level are not taken.", "NOTSET"),
            row("RichHandler.console", .anything, "Has no effect here: lines go to standard output."),
            row("RichHandler.show_time", .boolean, "Whether there is a column of times.", true),
            row("RichHandler.omit_repeated_times", .boolean, "Whether a time like the last line's is left out.", true),
            row("RichHandler.show_level", .boolean, "Whether there is a column of levels.", true),
            row("RichHandler.show_path", .boolean, "Whether there is a column of files and lines.", true),
            row("RichHandler.log_time_format", .text, "How times are shown: a pattern of strftime.", "[%x %X]"),
        ]
        + RichHandlerClass.withoutEffect.map { row("RichHandler.\($0)", .anything, "Has no effect here.") }

    private static let delivery =
        ["HTTPHandler", "SMTPHandler"].flatMap { name in
            [
                row(
                    "\(name).capacity",
                    .integer,
                    "How many records wait to be sent; one more is lost and counted.",
                    1000
                ),
                row("\(name).block_timeout", .number, "How many seconds a logging call may wait for room.", 0.0),
                row(
                    "\(name).drain_timeout",
                    .number,
                    "How many seconds flushing and closing wait until everything is sent.",
                    5.0
                ),
                row(
                    "\(name).attempts",
                    .integer,
                    "How often a record is sent that the server refuses for the time being.",
                    5
                ),
            ]
        } + [
            row("HTTPHandler.host", .text, "The server: a name or address, with ':port' if it is not the usual one."),
            row("HTTPHandler.secure", .boolean, "Whether the connection is encrypted.", false),
            row(
                "HTTPHandler.context",
                .anything,
                "Python's settings of TLS, which a file cannot hold: 'tls' has them here."
            ),
            row(
                "HTTPHandler.insecure_credentials",
                .boolean,
                "Whether name and password may travel without encryption.",
                false
            ),
            row(
                "SMTPHandler.digest",
                .number,
                "How many seconds mails are apart at least; records in between share the next one.",
                0.0
            ),
            row("SMTPHandler.secure", .anything, "A list, empty or of a key and a certificate: STARTTLS is used."),
        ]

    private static let otlp = [
        row("OTLPHandler.endpoint", .text, "The collector.", "http://localhost:4318/v1/logs"),
        row("OTLPHandler.protocol", .choice(["http", "grpc"]), "How the collector is spoken to.", "http"),
        row("OTLPHandler.insecure", .boolean, "Whether gRPC goes unencrypted where 'endpoint' has no scheme.", false),
        row(
            "OTLPHandler.credentials",
            .anything,
            "A PEM file of authorities, a token, or a mapping of ca_file, certificate_file, key_file and token."
        ),
        row("OTLPHandler.headers", .anything, "Headers of requests: 'name=value,…', or a mapping."),
        row("OTLPHandler.timeout", .number, "How many seconds a request may take.", 10.0),
        row("OTLPHandler.compression", .choice(["none", "gzip"]), "How requests are compressed.", "none"),
        row("OTLPHandler.max_queue_size", .integer, "How many records wait to be sent.", 2048),
        row("OTLPHandler.max_export_batch_size", .integer, "How many records a request has at most.", 512),
        row("OTLPHandler.schedule_delay", .number, "How many seconds a record waits for others at most.", 1.0),
        row(
            "OTLPHandler.retry_limit",
            .number,
            "For how many seconds a request that may succeed later is tried again.",
            300.0
        ),
        row("OTLPHandler.drain_timeout", .number, "How many seconds flushing and closing wait.", 5.0),
        row("OTLPHandler.spool_directory", .text, "Where records are kept that cannot be sent now."),
        row("OTLPHandler.spool_size", .integer, "How many bytes that may take.", 67_108_864),
        row("OTLPHandler.service_name", .text, "The attribute 'service.name'; without it the program's name."),
        row("OTLPHandler.resource_attributes", .mapping, "Attributes of all records."),
    ]
}
