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
    private let address: NetworkDestination.Address
    /// How messages travel; for a path the way that worked first, once one has.
    private var transport: NetworkDestination.Transport?
    private let network: any NetworkConnecting
    private let isPython: Bool
    /// Seconds that connecting and sending over a stream may take.
    private let timeout: Double
    private var connection: (any NetworkConnection)?
    private var retry = RetryDelay(limit: 30)
    /// What waits for a connection to another machine.
    private var spool: MessageSpool
    /// Whether it was told that messages wait.
    private var hasToldTrouble = false

    /// What came of sending a message.
    enum Outcome {
        /// The system has taken it, and all that waited.
        case sent
        /// It waits for a connection; `lost` older ones had to go, and `trouble` is to be told.
        case waiting(lost: Int, trouble: SinkError?)
    }

    /// Creates a link that is not connected.
    init(
        _ address: SysLogHandler.Address,
        _ transport: SysLogHandler.Transport?,
        _ network: any NetworkConnecting,
        _ compatibility: Compatibility,
        spoolLimit: Int,
        timeout: Double
    ) {
        self.timeout = timeout
        self.address =
            switch address {
            case .internet(let host, let port): .internet(host: host, port: port)
            case .unix(let path): .unix(path: path)
            }
        self.transport = transport.map { $0 == .stream ? .stream : .datagram }
        self.network = network
        isPython = compatibility == .python313
        spool = MessageSpool(limit: isPython || transport != .stream ? 0 : spoolLimit)
    }

    /// How many messages wait for a connection.
    var waitingCount: Int { spool.count }

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
            timeout: isPython || transport == .datagram ? nil : timeout
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
    /// - Returns: whether it was sent, or waits.
    /// - Throws: ``SinkError`` when the message cannot be sent and may not wait.
    mutating func send(
        _ bytes: UnsafeRawBufferPointer,
        at time: WallTime,
        for handler: () -> String
    ) throws(SinkError) -> Outcome {
        if connection != nil {
            do {
                try sendOverConnection(bytes)
                return .sent
            } catch {
                // CPython tries again for sockets of this machine only; a message too long for a packet never fits.
                if isPython && !isUnix || error.errorNumber == EMSGSIZE { throw error }
            }
        }
        guard isPython || isUnix || retry.allows(at: time) else {
            let destination = NetworkDestination(address: address, transport: transport ?? .datagram)
            return try keep(
                bytes,
                because: SinkError("send", destination.description, problem: "not connected; trying again shortly")
            )
        }
        do {
            try connect(for: handler())
            try sendOverConnection(bytes)
            retry.succeed()
            hasToldTrouble = false
            return .sent
        } catch {
            retry.fail(at: time)
            return try keep(bytes, because: error)
        }
    }

    /// Sends what waits, then a message.
    private mutating func sendOverConnection(_ bytes: UnsafeRawBufferPointer) throws(SinkError) {
        try sendWaiting()
        try connection?.send(bytes)
    }

    private mutating func sendWaiting() throws(SinkError) {
        while let oldest = spool.oldest, let connection {
            var failure: SinkError?
            oldest.withUnsafeBytes { bytes in
                do throws(SinkError) {
                    try connection.send(bytes)
                } catch {
                    failure = error
                }
            }
            if let failure { throw failure }
            spool.removeOldest()
        }
    }

    /// Lets a message wait for a connection.
    private mutating func keep(
        _ bytes: UnsafeRawBufferPointer,
        because error: SinkError
    ) throws(SinkError) -> Outcome {
        guard !bytes.isEmpty, spool.takes(bytes.count) else { throw error }
        defer { hasToldTrouble = true }
        return .waiting(lost: spool.append(bytes), trouble: hasToldTrouble ? nil : error)
    }

    /// Tries once more to send what waits, and ends the connection.
    ///
    /// - Parameter handler: the handler's name.
    /// - Returns: how many messages are lost.
    mutating func close(for handler: () -> String) -> Int {
        if !spool.isEmpty {
            do throws(SinkError) {
                if connection == nil { try connect(for: handler()) }
                try sendWaiting()
            } catch {
                // What cannot be sent now is counted by the caller.
                connection?.close()
            }
        }
        connection?.close()
        connection = nil
        return spool.removeAll()
    }
}
