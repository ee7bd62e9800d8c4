/// Sends records to another program over UDP, or over a datagram socket of this machine, as Python objects.
///
/// A packet is what ``SocketHandler`` sends down its connection: four bytes of length, then the pickled attributes. A record
/// too long for a packet is counted as lost. Source: CPython `logging.handlers.DatagramHandler`.
///
/// ## Configuration keys
/// - `host` (string, required): the receiver's host; with `port: null` the path of its socket.
/// - `port` (integer or null, required): the receiver's port.
/// - `closeOnError` (attribute, default false): whether a record that cannot be sent ends the connection.
public final class DatagramHandler: RecordSendingHandler, @unchecked Sendable /* no state of its own */ {
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
            transport: .datagram,
            closesOnError: closesOnError,
            // CPython says nothing when the error ends the connection.
            losesSilently: compatibility == .python313 && closesOnError,
            environment: environment,
            compatibility: compatibility,
            level: level,
            formatter: formatter
        )
    }
}
