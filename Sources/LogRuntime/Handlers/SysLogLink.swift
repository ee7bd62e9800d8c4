#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

/// The connection of a ``SysLogHandler``, made when it is needed.
///
/// Guarded by the handler's lock.
struct SysLogLink {
    /// Seconds that connecting and sending over a stream may take.
    private static let timeout = 5.0

    private let address: NetworkDestination.Address
    /// How messages travel; for a path the way that worked first, once one has.
    private var transport: NetworkDestination.Transport?
    private let network: any NetworkConnecting
    private let isPython: Bool
    private var connection: (any NetworkConnection)?
    private var retry = RetryDelay(limit: 30)

    /// Creates a link that is not connected.
    init(
        _ address: SysLogHandler.Address,
        _ transport: SysLogHandler.Transport?,
        _ environment: LogEnvironment,
        _ compatibility: Compatibility
    ) {
        self.address =
            switch address {
            case .internet(let host, let port): .internet(host: host, port: port)
            case .unix(let path): .unix(path: path)
            }
        self.transport = transport.map { $0 == .stream ? .stream : .datagram }
        network = environment.network
        isPython = compatibility == .python313
    }

    private var isUnix: Bool {
        if case .unix = address { return true }
        return false
    }

    /// Connects as CPython does while it configures: a missing socket in the file system is no error, a missing server is.
    mutating func connectWhileConfiguring(for handler: String) throws(SinkError) {
        if isUnix {
            try? connect(for: handler)
        } else {
            try connect(for: handler)
        }
    }

    /// Makes the connection.
    ///
    /// CPython: `SysLogHandler.createSocket`, `_connect_unixsocket`.
    private mutating func connect(for handler: String) throws(SinkError) {
        connection?.close()
        connection = nil
        do {
            try connect(by: transport ?? .datagram, for: handler)
        } catch {
            guard isUnix, transport == nil else { throw error }
            try connect(by: .stream, for: handler)
        }
    }

    private mutating func connect(
        by transport: NetworkDestination.Transport,
        for handler: String
    ) throws(SinkError) {
        let destination = NetworkDestination(
            address: address,
            transport: transport,
            timeout: isPython || transport == .datagram ? nil : SysLogLink.timeout
        )
        connection = try network.connect(to: destination, for: handler)
        self.transport = transport
    }

    /// Sends a message, over a new connection if there is none or the present one is broken.
    ///
    /// - Parameters:
    ///   - bytes: the message.
    ///   - time: when the record was logged.
    ///   - handler: the handler's name.
    /// - Throws: ``SinkError`` when the message cannot be sent.
    mutating func send(
        _ bytes: UnsafeRawBufferPointer,
        at time: WallTime,
        for handler: () -> String
    ) throws(SinkError) {
        if let connection {
            do {
                return try connection.send(bytes)
            } catch {
                // CPython tries again for sockets of this machine only; a message too long for a packet never fits.
                if isPython && !isUnix || error.errorNumber == EMSGSIZE { throw error }
            }
        }
        guard isPython || isUnix || retry.allows(at: time) else {
            let destination = NetworkDestination(address: address, transport: transport ?? .datagram)
            throw SinkError("send", destination.description, problem: "not connected; trying again shortly")
        }
        do {
            try connect(for: handler())
            try connection?.send(bytes)
            retry.succeed()
        } catch {
            retry.fail(at: time)
            throw error
        }
    }

    /// Ends the connection.
    mutating func close() {
        connection?.close()
        connection = nil
    }
}
