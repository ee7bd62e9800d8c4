#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

/// The connection of a ``SocketHandler`` or ``DatagramHandler``, made when it is needed.
///
/// Guarded by the handler's lock.
struct RecordLink {
    /// What came of an attempt to send.
    enum Outcome {
        /// The system has taken the bytes.
        case sent
        /// The bytes are lost for this reason.
        case lost(SinkError)
    }

    /// Where the records go.
    let destination: NetworkDestination
    private let network: any NetworkConnecting
    private let isPython: Bool
    private var connection: (any NetworkConnection)?
    private var retry = RetryDelay(limit: 30)

    /// Creates a link that is not connected.
    ///
    /// - Parameters:
    ///   - host: a host by name or number; without a port the path of a socket in the file system.
    ///   - port: the port, or `nil`.
    ///   - transport: how records travel.
    ///   - environment: how the receiver is reached.
    ///   - compatibility: whose behaviour the link has.
    init(
        host: String,
        port: Int?,
        transport: NetworkDestination.Transport,
        environment: LogEnvironment,
        compatibility: Compatibility
    ) {
        // CPython: `SocketHandler.makeSocket` waits for one second. Its datagrams wait as long as a receiver of this machine
        // stands still.
        let isPatient = compatibility == .python313 || port != nil
        destination = NetworkDestination(
            address: port.map { .internet(host: host, port: $0) } ?? .unix(path: host),
            transport: transport,
            timeout: transport == .stream || !isPatient ? 1 : nil
        )
        network = environment.network
        isPython = compatibility == .python313
    }

    /// Creates a link to the journal of systemd, which is not connected.
    ///
    /// - Parameters:
    ///   - path: the journal's socket.
    ///   - environment: how the journal is reached.
    init(journal path: String, environment: LogEnvironment) {
        destination = NetworkDestination(
            address: .unix(path: path),
            transport: .datagram,
            timeout: 1,
            passesFiles: true
        )
        network = environment.network
        isPython = false
    }

    /// Whether there is a connection.
    var isConnected: Bool { connection != nil }

    /// Sends a record, over a new connection if there is none.
    ///
    /// A connection that turns out to be broken is made anew at once, and the record is sent again; CPython loses it.
    mutating func send(_ bytes: UnsafeRawBufferPointer, at time: WallTime, for handler: () -> String) -> Outcome {
        let start = MonotonicTime.now
        if let connection {
            do {
                try connection.send(bytes)
                return .sent
            } catch {
                // A packet that is too long never fits.
                if error.errorNumber == EMSGSIZE { return .lost(error) }
                close()
                if isPython { return .lost(error) }
                if error.isTimeout {
                    // The next callers do not wait as well.
                    retry.fail(at: RecordLink.moment(time, since: start))
                    return .lost(error)
                }
            }
        }
        // CPython: `DatagramHandler.send` does not wait, as there is nothing to connect to.
        guard isPython && destination.transport == .datagram || retry.allows(at: time) else {
            return .lost(SinkError("send", destination.description, problem: "not connected; trying again shortly"))
        }
        do {
            let made = try network.connect(to: destination, for: handler())
            connection = made
            try made.send(bytes)
            retry.succeed()
            return .sent
        } catch {
            if error.isTimeout, !isPython {
                retry.fail(at: RecordLink.moment(time, since: start))
            } else if connection == nil {
                retry.fail(at: time)
            }
            close()
            return .lost(error)
        }
    }

    /// When a call ends that has waited in vain: its record's time, and how long it has taken since.
    private static func moment(_ time: WallTime, since start: Int64) -> WallTime {
        WallTime(epochSeconds: time.epochSeconds + Double(MonotonicTime.now - start) / 1e9)
    }

    /// Ends the connection.
    mutating func close() {
        connection?.close()
        connection = nil
    }
}
