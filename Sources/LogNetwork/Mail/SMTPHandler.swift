#if Network
public import LogRuntime

/// Sends each record as a mail.
///
/// Dialogue and mail are byte for byte what CPython sends: plain text in UTF-8, encoded as its lines need it. Source: CPython
/// `logging.handlers.SMTPHandler`.
///
/// A thread of its own sends; a mail waits while the server cannot be reached, and is sent again when it is refused for the time
/// being. With `digest` a flood of records is one mail every so often, with all texts in it. CPython sends within the
/// logging call; it does not verify the server's certificate, and leaves `secure` out when nobody logs in:
/// `Compatibility.python313` does the same.
///
/// ## Configuration keys
/// - `mailhost` (text, or list of host and port; required): the server; port 25 unless there is another.
/// - `fromaddr` (text, required): who sends.
/// - `toaddrs` (text or list of texts, required): who gets the mails.
/// - `subject` (text, required).
/// - `credentials` (list of name and password, default none): logs in by CRAM-MD5, PLAIN or LOGIN.
/// - `secure` (empty list, or list of key file and certificate file; default none): secures the conversation with STARTTLS.
/// - `timeout` (seconds, default 5): how long each step with the server may take.
/// - `tls` (mapping): see ``TLSOptions``; the same as `secure`, with all that TLS can be told.
/// - `digest` (seconds, default 0 = never): mails are at least as far apart; records in between share the next one.
/// - the keys of ``DeliveryLimits``.
public final class SMTPHandler: Handler, @unchecked Sendable /* constants; what sends guards itself */ {
    /// A name and a password.
    public struct Credentials: Sendable, Hashable {
        /// The name.
        public var user: String
        /// The password.
        public var password: String

        /// A name and a password.
        public init(user: String, password: String) {
            self.user = user
            self.password = password
        }
    }

    /// A mail server.
    public struct Server: Sendable, Hashable {
        /// The host by name or number.
        public var host: String
        /// The port; `nil` for 25, or for the one behind the host's colon.
        public var port: Int?

        /// A host, and its port if it is not 25.
        public init(host: String, port: Int? = nil) {
            self.host = host
            self.port = port
        }

        /// CPython: `smtplib.SMTP` takes no port out of the host, as the handler gives it 25.
        var actualPort: Int { port.map { $0 == 0 ? 25 : $0 } ?? 25 }
    }

    /// The server.
    public let server: Server
    /// Who sends.
    public let sender: String
    /// Who gets the mails.
    public let recipients: [String]
    /// What the mails are about.
    public let subject: String

    private let delivery: Delivery<SMTPCourier>
    private let capture: (any DeliveryCapturing)?
    private let settings: SMTPCourier.Settings
    private let isPython: Bool

    /// Creates a handler; it connects with its first record.
    ///
    /// - Parameters:
    ///   - name: the handler's name in the configuration.
    ///   - server: the server (`mailhost`).
    ///   - sender: who sends (`fromaddr`).
    ///   - recipients: who gets the mails (`toaddrs`).
    ///   - subject: what they are about.
    ///   - credentials: name and password for the server.
    ///   - tls: how the conversation is secured; `nil` leaves it plain (`secure`).
    ///   - timeout: seconds that each step with the server may take; `nil` for as long as the system lets it.
    ///   - digestInterval: seconds that mails are apart at least; 0 for a mail a record (`digest`).
    ///   - limits: how much may wait, and for how long.
    ///   - environment: how the server is reached, and the zone of the mails' dates.
    ///   - compatibility: whose behaviour the handler has.
    ///   - level: records below are not taken.
    ///   - formatter: how records become text; `nil` for the message alone.
    /// - Throws: `SinkError` when a certificate cannot be read.
    public convenience init(
        name: String? = nil,
        server: Server,
        sender: String,
        recipients: [String],
        subject: String,
        credentials: Credentials? = nil,
        tls: TLSOptions? = nil,
        timeout: Double? = 5,
        digestInterval: Double = 0,
        limits: DeliveryLimits = DeliveryLimits(),
        environment: LogEnvironment = .system,
        compatibility: Compatibility = .standard,
        level: Level = .notSet,
        formatter: (any Formatter)? = nil
    ) throws(SinkError) {
        try self.init(
            name: name,
            server: server,
            mail: (sender, recipients, subject),
            credentials: credentials,
            tls: tls,
            failure: nil,
            timeout: timeout,
            digestInterval: digestInterval,
            limits: limits,
            environment: environment,
            compatibility: compatibility
        )
        self.level = level
        self.formatter = formatter
    }

    /// Creates a handler whose settings may be of no use, which CPython finds out with each record.
    init(
        name: String?,
        server: Server,
        mail: (sender: String, recipients: [String], subject: String),
        credentials: Credentials?,
        tls: TLSOptions?,
        failure: SinkError?,
        timeout: Double?,
        digestInterval: Double,
        limits: DeliveryLimits,
        environment: LogEnvironment,
        compatibility: Compatibility
    ) throws(SinkError) {
        self.server = server
        sender = mail.sender
        recipients = mail.recipients
        subject = mail.subject
        isPython = compatibility == .python313
        var options = tls
        // CPython: `ssl._create_stdlib_context` trusts anybody.
        if isPython { options?.verifies = false }
        settings = SMTPCourier.Settings(
            host: server.host,
            port: server.actualPort,
            credentials: credentials,
            tls: try options.map { (options) throws(SinkError) in try TLSContext(options) },
            alwaysSecures: compatibility != .python313,
            timeout: timeout,
            failure: failure,
            interval: digestInterval
        )
        capture = environment.network as? any DeliveryCapturing
        delivery = Delivery(SMTPCourier(settings), limits: limits, compatibility: compatibility)
        super.init()
        self.name = name
        // What is captured goes no further than the call.
        if capture == nil { delivery.report(to: self) }
    }

    /// Makes a mail of the record and sends it, or puts it into the queue.
    ///
    /// - Throws: `FormattingError`, `SinkError` or `QueueFullError` when it cannot be sent.
    public override func emit(_ record: inout LogRecord) throws {
        var text = ByteBuffer()
        try format(record, into: &text)
        let environment = record.environment
        let moment = isPython ? environment.now() : record.time
        let mail = MailMessage(
            sender: sender,
            recipients: recipients.joined(separator: ","),
            subject: subject,
            date: MailMessage.date(moment, in: environment.timeZone),
            text: Array(text.bytes)
        )
        guard let capture else { return try delivery.send(mail, of: self) }
        try mail.check()
        if let failure = settings.failure { throw failure }
        capture.capture(captured(mail), for: displayName)
    }

    private func captured(_ mail: MailMessage) -> CapturedMail {
        var dialogue: [String] = []
        let logsIn = settings.credentials != nil
        if settings.tls != nil, logsIn || settings.alwaysSecures { dialogue += ["ehlo", "starttls", "ehlo"] }
        if logsIn { dialogue.append("login") }
        return CapturedMail(
            host: settings.host,
            port: settings.port,
            dialogue: dialogue,
            headers: mail.headers,
            body: mail.deliveredText
        )
    }

    /// Waits until all mails are sent, without regard to the digest's interval.
    ///
    /// - Throws: `SinkError` when that takes longer than ``DeliveryLimits/drainTimeout``.
    public override func flush() throws {
        try delivery.flush()
    }

    public override var pendingRecords: Int { delivery.pendingCount }

    public override func amend(_ statistics: inout HandlerStatistics) {
        delivery.amend(&statistics, of: self)
    }

    /// Sends what is left, for a limited time.
    public override func close() {
        delivery.close(for: self)
    }
}
#endif
