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
    /// Whether the last connection took nothing in time.
    private var isStalled = false

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

    /// The daemon or server as errors show it.
    private var place: String {
        NetworkDestination(address: address, transport: transport ?? .datagram).description
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
            // Packets to another host wait for nobody; a daemon of this machine that stands still lets them.
            timeout: isPython || transport == .datagram && !isUnix ? nil : timeout
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
        let deadline = MonotonicTime.deadline(after: timeout)
        if connection != nil {
            do {
                try sendOverConnection(bytes, by: deadline)
                isStalled = false
                return .sent
            } catch {
                if error.isTimeout, !isPython { return try stall(bytes, at: time, because: error) }
                // CPython tries again for sockets of this machine only; a message too long for a packet never fits.
                if isPython && !isUnix || error.errorNumber == EMSGSIZE { throw error }
            }
        }
        guard isPython || isUnix && !isStalled || retry.allows(at: time) else {
            return try keep(bytes, because: SinkError("send", place, problem: "not connected; trying again shortly"))
        }
        do {
            try connect(for: handler())
            try sendOverConnection(bytes, by: deadline)
            retry.succeed()
            isStalled = false
            hasToldTrouble = false
            return .sent
        } catch {
            if error.isTimeout, !isPython { return try stall(bytes, at: time, because: error) }
            retry.fail(at: time)
            return try keep(bytes, because: error)
        }
    }

    /// Gives up a connection that takes nothing in time, so that the next callers do not wait for it as well.
    private mutating func stall(
        _ bytes: UnsafeRawBufferPointer,
        at time: WallTime,
        because error: SinkError
    ) throws(SinkError) -> Outcome {
        connection?.close()
        connection = nil
        isStalled = true
        // Waiting for this one has taken its time.
        retry.fail(at: WallTime(epochSeconds: time.epochSeconds + timeout))
        return try keep(bytes, because: error)
    }

    /// Sends what waits, then a message.
    private mutating func sendOverConnection(
        _ bytes: UnsafeRawBufferPointer,
        by deadline: Int64
    ) throws(SinkError) {
        try sendWaiting(by: deadline)
        try connection?.send(bytes)
    }

    /// Sends what waits.
    ///
    /// - Throws: ``SinkError`` when not all could be sent, or not in time; the rest waits on.
    private mutating func sendWaiting(by deadline: Int64) throws(SinkError) {
        while let oldest = spool.oldest, let connection {
            guard MonotonicTime.now < deadline else { throw SinkError(timedOut: "send", place) }
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
                try sendWaiting(by: MonotonicTime.deadline(after: timeout))
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
