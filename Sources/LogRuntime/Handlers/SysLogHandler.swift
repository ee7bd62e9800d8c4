/// Sends records to a syslog server, over UDP, TCP or a socket of this machine.
///
/// A message is `<PRI>`, the identifier, the formatted record and a NUL byte, such as `<14>checkout: order paid\0`; no time, no
/// host: the server adds them. Source: CPython `logging.handlers.SysLogHandler`.
///
/// Connections are made by the first record, not by the handler's making: a server that is down does not keep a program from
/// starting. Connecting and sending over TCP wait for `timeout` seconds at most, 5 by default; a lost connection is made anew at once, and if that fails after
/// 1, 2, 4 … 30 seconds; messages in between wait in a limited spool over TCP, and are counted as lost over UDP. CPython connects while it configures, without a limit, fails
/// the configuration, and never connects again; ``Compatibility/python313`` does the same.
///
/// ## Configuration keys
/// - `address` (list of host and port, or a path; default `[localhost, 514]`): the server, or its socket, such as `/dev/log`.
/// - `facility` (name or integer, default `user`): the part of the system.
/// - `socktype` (`ext://socket.SOCK_DGRAM` or `ext://socket.SOCK_STREAM`; default: datagrams; for a path datagrams, then a
///   stream): how messages travel.
/// - `ident` (attribute, default empty): what stands before each record.
/// - `append_nul` (attribute, default true; false for RFC 5424): whether a NUL byte ends each message.
/// - the keys of ``SysLogProtocol``.
public final class SysLogHandler: Handler, @unchecked Sendable /* constants, and a link behind its lock */ {
    /// Where the server listens.
    public enum Address: Sendable, Hashable {
        /// A host by name or number, and a port.
        case internet(host: String, port: Int)
        /// A socket in the file system.
        case unix(path: String)
    }

    /// How messages travel.
    public enum Transport: Sendable, Hashable {
        /// One message a packet: UDP, or a Unix datagram socket.
        case datagram
        /// A connection: TCP, or a Unix stream socket.
        case stream
    }

    /// Where the server listens.
    public let address: Address
    /// The part of the system.
    public let facility: SysLogFacility
    /// How messages travel, as asked for.
    public let transport: Transport?
    /// What stands before each record.
    public let identifier: String
    /// Whether a NUL byte ends each message.
    public let appendsNUL: Bool
    /// How messages are written, framed and kept in check.
    public let settings: SysLogProtocol

    private let header: SysLogHeader?
    private let frame: SysLogFrame
    private let priorities: SysLogPriorities
    // Keeps the messages of threads apart, and guards the connection.
    private let link: Lock<SysLogLink>

    /// Creates a handler.
    ///
    /// - Parameters:
    ///   - name: the handler's name in the configuration.
    ///   - address: where the server listens.
    ///   - facility: the part of the system.
    ///   - transport: how messages travel (`socktype`); `nil` for datagrams, and for a path that does not take them a stream.
    ///   - identifier: what stands before each record (`ident`).
    ///   - appendsNUL: whether a NUL byte ends each message (`append_nul`); `nil` for the protocol's way.
    ///   - settings: how messages are written, framed and kept in check.
    ///   - severities: severities by the names of levels (`priority_map`); `nil` for the usual ones. Other levels are warnings.
    ///   - environment: how the server is reached.
    ///   - compatibility: whose behaviour the handler has.
    ///   - level: records below are not taken.
    ///   - formatter: how records become text; `nil` for the message alone.
    /// - Throws: ``SinkError`` for a facility that does not exist; with ``Compatibility/python313`` instead when the server
    ///   cannot be reached over TCP or its host is not known.
    public convenience init(
        name: String? = nil,
        address: Address = .internet(host: "localhost", port: 514),
        facility: SysLogFacility = .user,
        transport: Transport? = nil,
        identifier: String = "",
        appendsNUL: Bool? = nil,
        settings: SysLogProtocol = SysLogProtocol(),
        severities: [String: SysLogSeverity]? = nil,
        environment: LogEnvironment = .system,
        compatibility: Compatibility = .standard,
        level: Level = .notSet,
        formatter: (any Formatter)? = nil
    ) throws(SinkError) {
        try self.init(
            name: name,
            address: address,
            facility: facility,
            transport: transport,
            identifier: identifier,
            appendsNUL: appendsNUL,
            settings: settings,
            severities: severities,
            network: environment.network,
            compatibility: compatibility
        )
        self.level = level
        self.formatter = formatter
    }

    /// Creates a handler that reaches its server through a network of its own.
    package init(
        name: String?,
        address: Address,
        facility: SysLogFacility,
        transport: Transport?,
        identifier: String,
        appendsNUL: Bool?,
        settings: SysLogProtocol,
        severities: [String: SysLogSeverity]? = nil,
        network: any NetworkConnecting,
        compatibility: Compatibility
    ) throws(SinkError) {
        self.address = address
        self.facility = facility
        self.transport = transport
        self.identifier = identifier
        self.appendsNUL = appendsNUL ?? (settings.version == .rfc3164)
        self.settings = settings
        if facility.code == nil, compatibility == .standard { throw SysLogHandler.unknownFacility(facility) }
        priorities = SysLogPriorities(
            facility: facility.code ?? 0,
            severities: severities ?? SysLogSeverity.byLevelName(compatibility: compatibility)
        )
        header = settings.version == .rfc5424 ? SysLogHeader(settings, identifier: identifier) : nil
        frame = SysLogFrame(settings, isStream: transport == .stream)
        link = Lock(
            SysLogLink(
                address,
                transport,
                network,
                compatibility,
                spoolLimit: settings.spoolLimit,
                timeout: settings.timeout
            )
        )
        super.init()
        self.name = name
        if compatibility == .python313 {
            let name = displayName
            try link.withLock { (link) throws(SinkError) in try link.connectWhileConfiguring(for: name) }
        }
    }

    /// The error for a facility that does not exist; CPython raises a `KeyError` for each record.
    private static func unknownFacility(_ facility: SysLogFacility) -> SinkError {
        let name = facility.name ?? ""
        let known = SysLogFacility.named.sorted { $0.value < $1.value }.map(\.key).joined(separator: ", ")
        return SinkError(
            "use facility",
            name,
            problem: "no syslog facility has this name; there are \(known)",
            pythonType: "KeyError",
            pythonMessage: SinkError.pythonQuoted(name)
        )
    }

    /// Formats the record and sends it.
    ///
    /// - Throws: ``FormattingError``, or ``SinkError`` when the message cannot be sent.
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

    private func send(_ record: borrowing LogRecord, through line: inout ByteBuffer) throws {
        line.removeAll()
        priorities.append(forLevelNamed: record.levelText, to: &line)
        if let header { header.append(record, to: &line) } else { line.append(identifier) }
        let textStart = line.count
        try format(record, into: &line)
        frame.close(&line, textStart: textStart, appendsNUL: appendsNUL)
        if facility.code == nil { throw SysLogHandler.unknownFacility(facility) }
        let time = record.time
        let bytes = line.bytes
        let outcome = try link.withLock { (link) throws(SinkError) in
            try link.send(bytes, at: time, for: { self.displayName })
        }
        guard case .waiting(let lost, let trouble) = outcome else { return }
        if let trouble { report(trouble, isLoss: false) }
        countLost(lost)
    }

    private func countLost(_ count: Int) {
        guard count > 0 else { return }
        let problem = "it had to go while the server could not be reached"
        lose(SinkError("send", "the message", problem: problem), records: count)
    }

    public override var pendingRecords: Int { link.withLock { $0.waitingCount } }

    /// Tries to send what waits, and closes the connection; a later record makes it anew.
    public override func close() {
        countLost(link.withLock { $0.close(for: { self.displayName }) })
    }
}
