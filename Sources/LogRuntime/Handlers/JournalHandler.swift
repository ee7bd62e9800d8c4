/// Sends records to the journal of systemd by its native protocol, each attribute as a field of its own.
///
/// `journalctl LOGGER=shop.cart USER=7 -o json` finds what a line of text would hide. An entry that is too long for a packet
/// travels as a sealed file in memory. Source: systemd, Native Journal Protocol; the names of fields are those of
/// python-systemd's `JournalHandler`.
///
/// An entry has `MESSAGE` (the formatted text), `PRIORITY`, `LOGGER`, `THREAD_NAME`, `PROCESS_NAME`, `CODE_FILE`, `CODE_LINE`,
/// `CODE_FUNC`, `SYSLOG_IDENTIFIER`, `EXCEPTION_TEXT` of an error, and the record's own attributes with their names in capitals:
/// `user_id` becomes `USER_ID`; a name that the entry has already gets `X_` in front.
///
/// ## Configuration keys
/// - `SYSLOG_IDENTIFIER` (string, default the program's name): what `journalctl -t` looks for; `identifier` for cysystemd's class.
/// - any other name in capitals (string or number): a field of every entry.
/// - `facility` (name or number, default none): the facility of syslog, `SYSLOG_FACILITY`.
/// - `socket` (string, default `/run/systemd/journal/socket`): where the journal listens.
public final class JournalHandler: Handler, @unchecked Sendable /* constants, and a link behind its lock */ {
    /// Where the journal listens.
    public static let standardSocket = "/run/systemd/journal/socket"

    /// The socket that entries go to.
    public let socket: String
    /// The fields that every entry has.
    public let fields: LogObject
    private let fixed: [UInt8]
    private let taken: Set<String>
    // Keeps the entries of threads apart, and guards the connection.
    private let link: Lock<RecordLink>

    /// Creates a handler; it reaches for the journal with its first record.
    ///
    /// - Parameters:
    ///   - name: the handler's name in the configuration.
    ///   - fields: fields of every entry, with names in capitals.
    ///   - facility: the facility of syslog, if any.
    ///   - socket: where the journal listens.
    ///   - environment: how the journal is reached, and the clock.
    ///   - level: records below are not taken.
    ///   - formatter: how records become the field `MESSAGE`; `nil` for the message alone.
    public init(
        name: String? = nil,
        fields: LogObject = LogObject(),
        facility: SysLogFacility? = nil,
        socket: String = JournalHandler.standardSocket,
        environment: LogEnvironment = .system,
        level: Level = .notSet,
        formatter: (any Formatter)? = nil
    ) {
        self.socket = socket
        var all: LogObject = ["SYSLOG_IDENTIFIER": .string(SysLogHeader.programName)]
        for field in fields.fields { all[field.key] = field.value }
        if let code = facility?.code { all["SYSLOG_FACILITY"] = .int(Int64(code)) }
        self.fields = all
        var buffer = ByteBuffer()
        for field in all.fields { buffer.append(journalField: field.key, JournalHandler.text(field.value)) }
        fixed = Array(buffer.bytes)
        taken = JournalHandler.ownNames.union(all.fields.map(\.key))
        link = Lock(RecordLink(journal: socket, environment: environment))
        super.init(level: level, formatter: formatter)
        self.name = name
    }

    private static let ownNames: Set = [
        "MESSAGE", "PRIORITY", "LOGGER", "THREAD_NAME", "PROCESS_NAME", "CODE_FILE", "CODE_LINE", "CODE_FUNC",
        "EXCEPTION_TEXT",
    ]

    /// Whether the journal takes a field's name from a program: capitals, digits and underscores, a capital first, 64 at most.
    public static func isFieldName(_ name: String) -> Bool { JournalFieldName.isValid(name) }

    /// Sends the record as an entry.
    ///
    /// - Throws: ``FormattingError`` when it cannot be formatted, ``SinkError`` when it cannot be sent.
    public override func emit(_ record: inout LogRecord) throws {
        let context = ThreadContext.current
        guard let frame = context.pointee.topFrame else {
            // Not inside of a logging call: a record that was stored comes out of a queue.
            guard let frame = context.pointee.enter() else { return }
            defer { context.pointee.leave() }
            return try send(record, through: &frame.pointee.line)
        }
        try send(record, through: &frame.pointee.line)
    }

    private func send(_ record: borrowing LogRecord, through entry: inout ByteBuffer) throws {
        var message = ByteBuffer(capacity: 256)
        try format(record, into: &message)
        entry.removeAll()
        entry.append(journalField: "MESSAGE", message.bytes)
        entry.append(journalField: "PRIORITY", Int64(SysLogSeverity(nearest: record.level).rawValue))
        entry.append(journalField: "LOGGER", record.loggerName.bytes)
        entry.append(journalField: "THREAD_NAME", record.threadName)
        entry.append(journalField: "PROCESS_NAME", record.processName)
        entry.append(journalField: "CODE_FILE", record.origin.file.bytes)
        entry.append(journalField: "CODE_LINE", Int64(clamping: record.line))
        entry.append(journalField: "CODE_FUNC", record.origin.function.bytes)
        fixed.withUnsafeBytes { entry.append($0) }
        if let text = record.exceptionText { entry.append(journalField: "EXCEPTION_TEXT", text) }
        for field in record.extra.fields {
            var name = JournalFieldName.from(field.key)
            if taken.contains(name) { name = String(("X_" + name).prefix(JournalFieldName.limit)) }
            entry.append(journalField: name, JournalHandler.text(field.value))
        }
        let now = record.environment.now()
        let bytes = entry.bytes
        let outcome = link.withLock { $0.send(bytes, at: now, for: { self.displayName }) }
        if case .lost(let error) = outcome { throw error }
    }

    /// A value as the journal shows it: a text as it is, anything else as JSON.
    private static func text(_ value: LogValue) -> String {
        if case .string(let text) = value { return text }
        var buffer = ByteBuffer()
        buffer.append(json: value, style: JSONStyle(isASCII: false))
        return buffer.string()
    }

    /// Ends the connection; a later record makes it anew.
    public override func close() {
        link.withLock { $0.close() }
    }
}
