/// Sends records to another program over TCP, or over a socket of this machine, as Python objects.
///
/// Any receiver of CPython's `SocketHandler` reads them: four bytes of length, then the pickled attributes of the record, the
/// arguments merged into the message. The handler's formatter is not used. Source: CPython `logging.handlers.SocketHandler`.
///
/// Connecting waits for one second at most, and so does sending to a receiver that takes nothing; if it fails it is tried again
/// after 1, 2, 4 … 30 seconds, and records in between are counted as lost. A connection that is found broken is made anew at once, and its record is sent again. CPython loses
/// such records without a word; ``Compatibility/python313`` does the same.
///
/// ## Configuration keys
/// - `host` (string, required): the receiver's host; with `port: null` the path of its socket.
/// - `port` (integer or null, required): the receiver's port.
/// - `closeOnError` (attribute, default false): whether a record that cannot be sent ends the connection.
public final class SocketHandler: RecordSendingHandler, @unchecked Sendable /* no state of its own */ {
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
        super.init(
            name: name,
            host: host,
            port: port,
            transport: .stream,
            closesOnError: closesOnError,
            // CPython says nothing of what the network has lost.
            losesSilently: compatibility == .python313,
            environment: environment,
            compatibility: compatibility,
            level: level,
            formatter: formatter
        )
    }
}
