internal import LogRuntime

/// What the arguments of Python's classes are for, by name; a class with a meaning of its own for one has its own row.
enum StandardArguments {
    /// The description of a class's argument; `nil` for one that is not known here.
    static func description(of argument: String, in className: String) -> ArgumentDescription? {
        let short = className.split(separator: ".").last.map(String.init) ?? className
        let own = special["\(sameClass[short] ?? short).\(argument)"]
        guard let own else { return common[argument] }
        return ArgumentDescription(argument, own.kind, own.summary, default: own.defaultValue)
    }

    private static let common = table(files + rotation + network + syslog + buffers + formats + json)

    private static let files = [
        row("filename", .text, "The file; a relative name starts at the working directory."),
        row("mode", .text, "How the file is opened: 'a' goes on writing, 'w' begins anew.", "a"),
        row("encoding", .text, "The encoding of the text.", "utf-8"),
        row("delay", .boolean, "Whether the file is opened by the first record only.", false),
        row("errors", .text, "What becomes of characters that the encoding does not have.", "strict"),
        row("stream", .stream, "Where lines are written.", "ext://sys.stderr"),
        row("fileMode", .anything, "The permissions of a new file, such as '0640'; else the process' mask counts."),
        row("maxAge", .anything, "How old archives may be: seconds, or a text such as '14d'."),
        row("maxTotalSize", .anything, "What all files of the log may take: bytes, or a text such as '500MB'."),
        row("compress", .choice(["gzip", "zstd"]), "How old files are compressed; without it they stay as they are."),
        row("bufferSize", .integer, "How many bytes of lines are gathered; 0 writes each line at once.", 0),
        row("flushInterval", .number, "How many seconds a gathered line waits at most.", 1),
        row("newline", .text, "What ends lines in the file."),
        row("terminator", .text, "What ends each record.", "\n"),
        row("unicode_error_policy", .text, "What becomes of characters that the encoding does not have.", "ignore"),
        row("use_gzip", .boolean, "Whether old files are compressed, in the background.", false),
        row("owner", .anything, "The owner of the files, which is refused here."),
        row("chmod", .anything, "The permissions of the files, which are refused here."),
        row("umask", .anything, "The mask of permissions, which is refused here."),
        row("lock_file_directory", .text, "Where lock files would be; there are none here."),
        row("keep_file_open", .boolean, "Whether the file stays open between records."),
        row("debug", .boolean, "Whether the original tells what it does.", false),
    ]

    private static let syslog = [
        row("rfc", .anything, "The form of messages: 3164 or 5424.", 3164),
        row(
            "framing",
            .choice(["octet-counting", "newline", "none"]),
            "How messages are told apart on a connection; the usual way is that of the form of messages."
        ),
        row("app_name", .text, "The program's name; without it what 'ident' says, or the process's name."),
        row("hostname", .text, "The machine's name; without it the system's."),
        row("procid", .text, "The field PROCID; without it the number of the process."),
        row("msgid", .text, "The field MSGID; without it the logger's name."),
        row("sd_id", .text, "The name under which the record's own attributes are sent.", "extra@32473"),
        row("max_length", .integer, "The longest message in bytes; 0 for any."),
        row("spool", .integer, "How many bytes of messages wait while the server cannot be reached.", 1_048_576),
        row("tls", .anything, "Whether, and how, the connection is encrypted."),
    ]

    private static let rotation = [
        row("maxBytes", .integer, "The size in bytes at which the file is put aside; 0 never does it.", 0),
        row("backupCount", .integer, "How many old files are kept; with 0 the file is not put aside.", 0),
        row(
            "when",
            .choice(["S", "M", "H", "D", "midnight", "W0", "W1", "W2", "W3", "W4", "W5", "W6"]),
            "The unit of time: seconds, minutes, hours, days, midnight, or a weekday, W0 being Monday.",
            "H"
        ),
        row("interval", .number, "How many units pass between two files.", 1),
        row("utc", .boolean, "Whether days and hours are those of UTC.", false),
        row("atTime", .anything, "The time of the day for 'midnight' and 'W0' to 'W6', such as \"02:30:00\"."),
    ]

    private static let network = [
        row("address", .anything, "Where records are sent."),
        row(
            "facility",
            .anything,
            "The kind of program, by name or number: user, daemon, auth, cron, local0 to local7, ….",
            "user"
        ),
        row("socktype", .anything, "ext://socket.SOCK_DGRAM or ext://socket.SOCK_STREAM.", "ext://socket.SOCK_DGRAM"),
        row("host", .text, "The receiver's name or address."),
        row("port", .integer, "The receiver's port; null for a socket of the file system."),
        row("url", .text, "The path that requests go to."),
        row("method", .choice(["GET", "POST", "get", "post"]), "The method of requests.", "GET"),
        row("secure", .anything, "Whether, and how, the connection is encrypted."),
        row("credentials", .anything, "[name, password]."),
        row("context", .anything, "How encrypted connections are made."),
        row("mailhost", .anything, "The mail server: a name, or [name, port]."),
        row("fromaddr", .text, "The sender."),
        row("toaddrs", .texts, "The receivers."),
        row("subject", .text, "The subject."),
        row("timeout", .number, "How many seconds the server may take.", 5.0),
    ]

    private static let buffers = [
        row("capacity", .integer, "How many records are held back at most."),
        row("flushLevel", .level, "A record of this level sends all on their way.", "ERROR"),
        row("target", .text, "The name of the handler that gets the records."),
        row("flushOnClose", .boolean, "Whether records still held back are handed on at the end.", true),
        row("queue", .anything, "The queue: leave it out, or write {(): queue.Queue, maxsize: 1000}."),
        row("listener", .anything, "What takes records from the queue.", "logging.handlers.QueueListener"),
        row("respect_handler_level", .boolean, "Whether handlers behind the queue are asked for their levels.", false),
    ]

    private static let formats = [
        row("fmt", .texts, "What a line shows, such as '%(asctime)s %(levelname)s %(name)s: %(message)s'."),
        row("format", .texts, "What a line shows, such as '%(asctime)s %(levelname)s %(name)s: %(message)s'."),
        row("datefmt", .text, "How %(asctime)s shows a time: a pattern of strftime."),
        row("style", .choice(["%", "{", "$"]), "The language of the format: %(name)s, {name} or ${name}.", "%"),
        row("validate", .boolean, "Whether mistakes in the format are errors at once.", true),
        row("defaults", .mapping, "Values for fields that a record does not have."),
        row("use_colors", .boolean, "Whether levels are coloured; null leaves it to the terminal."),
        row("log_colors", .mapping, "Colours by level."),
        row("secondary_log_colors", .mapping, "Further colours by level, by the names that the format uses."),
        row("reset", .boolean, "Whether colours end with the line.", true),
        row("no_color", .boolean, "Whether colours are never used.", false),
        row("force_color", .boolean, "Whether colours are always used.", false),
    ]

    private static let json = [
        row("prefix", .text, "A text in front of each line.", ""),
        row("rename_fields", .mapping, "New names of fields, by the old ones."),
        row("rename_fields_keep_missing", .boolean, "Whether renamed fields that a record lacks are null.", false),
        row("static_fields", .mapping, "Fields that every line has."),
        row("reserved_attrs", .texts, "Attributes that are left out unless the format names them."),
        row("timestamp", .anything, "The name of a field for the time; true for 'timestamp'.", false),
        row("exc_info_as_array", .boolean, "Whether an error's text is a list of lines.", false),
        row("stack_info_as_array", .boolean, "Whether a stack is a list of lines.", false),
        row("json_default", .anything, "Names code, and has no effect here."),
        row("json_encoder", .anything, "Names code, and has no effect here."),
        row("json_serializer", .anything, "Names code, and has no effect here."),
        row("json_indent", .anything, "How many blanks, or what text, each level is indented by."),
        row("json_ensure_ascii", .boolean, "Whether other characters than ASCII are escaped.", true),
    ]

    /// A row of a table.
    static func row(
        _ name: String,
        _ kind: ArgumentDescription.Kind,
        _ summary: String,
        _ defaultValue: LogValue? = nil
    ) -> ArgumentDescription {
        ArgumentDescription(name, kind, summary, default: defaultValue)
    }

    /// A table of rows by their names.
    static func table(_ rows: [ArgumentDescription]) -> [String: ArgumentDescription] {
        Dictionary(rows.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })
    }
}
