/// Sends records to another program over TCP, or over a socket of this machine, as Python objects.
///
/// Any receiver of CPython's `SocketHandler` reads them: four bytes of length, then the pickled attributes of the record, the
/// arguments merged into the message. The handler's formatter is not used. Source: CPython `logging.handlers.SocketHandler`.
///
/// Connecting waits for one second at most; if it fails it is tried again after 1, 2, 4 … 30 seconds, and records in between
/// are counted as lost. A connection that is found broken is made anew at once, and its record is sent again. CPython loses
/// such records without a word; ``Compatibility/python313`` does the same.
///
/// ## Configuration keys
/// - `host` (string, required): the receiver's host; with `port: null` the path of its socket.
/// - `port` (integer or null, required): the receiver's port.
/// - `closeOnError` (attribute, default false): whether a record that cannot be sent ends the connection.
public final class SocketHandler: Handler, @unchecked Sendable /* constants, and a link behind its lock */ {
    /// The receiver's host, or without a port the path of its socket.
    public let host: String
    /// The receiver's port; `nil` for a socket in the file system.
    public let port: Int?
    /// Whether a record that cannot be sent ends the connection, so that the next one makes it anew (`closeOnError`).
    public let closesOnError: Bool
    private let isPython: Bool
    // Keeps the records of threads apart, and guards the connection.
    private let link: Lock<RecordLink>

    /// Creates a handler; it connects with its first record.
    ///
    /// - Parameters:
    ///   - name: the handler's name in the configuration.
    ///   - host: the receiver's host; without a port the path of its socket.
    ///   - port: the receiver's port; `nil` for a socket in the file system.
    ///   - closesOnError: whether a record that cannot be sent ends the connection (`closeOnError`).
    ///   - environment: how the receiver is reached, and the clock.
    ///   - compatibility: whose behaviour the handler has.
    ///   - level: records below are not taken.
    ///   - formatter: of no use here, as in CPython: the receiver's counts.
    public init(
        name: String? = nil,
        host: String,
        port: Int?,
        closesOnError: Bool = false,
        environment: LogEnvironment = .system,
        compatibility: Compatibility = .standard,
        level: Level = .notSet,
        formatter: (any Formatter)? = nil
    ) {
        self.host = host
        self.port = port
        self.closesOnError = closesOnError
        isPython = compatibility == .python313
        link = Lock(
            RecordLink(
                host: host,
                port: port,
                transport: .stream,
                environment: environment,
                compatibility: compatibility
            )
        )
        super.init(level: level, formatter: formatter)
        self.name = name
    }

    /// Sends the record.
    ///
    /// - Throws: ``FormattingError`` when the record's arguments do not fit its text, ``SinkError`` when it cannot be sent.
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
        do throws(FormattingError) {
            try record.appendPickle(to: &line)
        } catch {
            guard closeConnection() else { throw error }
            if !isPython { throw error }
            return
        }
        let now = record.environment.now()
        let bytes = line.bytes
        let outcome = link.withLock { $0.send(bytes, at: now, for: { self.displayName }) }
        // CPython says nothing of what the network has lost.
        if case .lost(let error) = outcome, !isPython { throw error }
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
    public override func close() {
        link.withLock { $0.close() }
    }
}
