/// Sends records to another program as Python objects: what a connection and packets have in common.
///
/// The handler's formatter is not used: the receiver's counts.
public class RecordSendingHandler: Handler, @unchecked Sendable /* constants, and a link behind its lock */ {
    /// The receiver's host, or without a port the path of its socket.
    public final let host: String
    /// The receiver's port; `nil` for a socket in the file system.
    public final let port: Int?
    /// Whether a record that cannot be sent ends the connection, so that the next one makes it anew (`closeOnError`).
    public final let closesOnError: Bool
    private final let isPython: Bool
    /// Whether what the network has lost goes without a word.
    private final let losesSilently: Bool
    // Keeps the records of threads apart, and guards the connection.
    private final let link: Lock<RecordLink>

    /// Creates a handler; it connects with its first record.
    init(
        name: String?,
        host: String,
        port: Int?,
        transport: NetworkDestination.Transport,
        closesOnError: Bool,
        losesSilently: Bool,
        environment: LogEnvironment,
        compatibility: Compatibility,
        level: Level,
        formatter: (any Formatter)?
    ) {
        self.host = host
        self.port = port
        self.closesOnError = closesOnError
        self.losesSilently = losesSilently
        isPython = compatibility == .python313
        link = Lock(
            RecordLink(
                host: host,
                port: port,
                transport: transport,
                environment: environment,
                compatibility: compatibility
            )
        )
        super.init(level: level, formatter: formatter)
        self.name = name
        sendsAttributes = true
    }

    /// Sends the record.
    ///
    /// - Throws: ``FormattingError`` when the record's arguments do not fit its text, ``SinkError`` when it cannot be sent.
    public final override func emit(_ record: inout LogRecord) throws {
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
        do throws(FormattingError) {
            try record.appendPickle(to: &line)
        } catch {
            guard closeConnection() else { throw error }
            if !isPython { throw error }
            drop(1, because: HandlerCounters.reason(of: error))
            return
        }
        let now = record.environment.now()
        let bytes = line.bytes
        let outcome = link.withLock { $0.send(bytes, at: now, for: { self.displayName }) }
        guard case .lost(let error) = outcome else { return }
        guard losesSilently else { throw error }
        drop(1, because: error.reason)
    }

    /// Ends the connection when errors are to do so.
    ///
    /// Source: CPython `SocketHandler.handleError`, which is then silent.
    ///
    /// - Returns: whether there was one.
    private func closeConnection() -> Bool {
        guard closesOnError else { return false }
        return link.withLock { link in
            defer { link.close() }
            return link.isConnected
        }
    }

    /// Ends the connection; a later record makes it anew.
    public final override func close() {
        link.withLock { $0.close() }
    }
}
