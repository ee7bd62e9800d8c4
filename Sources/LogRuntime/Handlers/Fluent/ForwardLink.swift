#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

/// The connection of a ``FluentHandler``, made when it is needed; used by the thread that sends.
struct ForwardLink: ~Copyable {
    /// How long a receiver that takes nothing is waited for before the connection is given up.
    private static let stallLimit = 30.0
    /// How often a wait is interrupted to see whether it is to go on.
    private static let slice = 0.05

    /// Where the records go.
    let destination: NetworkDestination
    private let network: any NetworkConnecting
    private let acknowledgementTimeout: Double
    private var connection: (any NetworkConnection)?
    private var reply = ForwardReply()

    /// Creates a link that is not connected.
    init(_ options: FluentOptions, network: any NetworkConnecting) {
        let address: NetworkDestination.Address =
            switch options.address {
            case .internet(let host, let port): .internet(host: host, port: port)
            case .unix(let path): .unix(path: path)
            }
        destination = NetworkDestination(address: address, transport: .stream, timeout: options.timeout)
        acknowledgementTimeout = options.acknowledgementTimeout
        self.network = network
    }

    /// Whether there is a connection.
    var isConnected: Bool { connection != nil }

    /// Makes the connection.
    mutating func connect(for handler: String) throws(SinkError) {
        connection = try network.connect(to: destination, for: handler)
        reply = ForwardReply()
    }

    /// Ends the connection.
    mutating func close() {
        connection?.close()
        connection = nil
    }

    /// Sends a batch and waits until the receiver says that it has got it, if it does.
    ///
    /// - Parameters:
    ///   - batch: the batch; knows afterwards how much of it the system has taken.
    ///   - isAbandoned: asked now and then: whether to stop.
    /// - Returns: `false` if it was stopped.
    /// - Throws: ``SinkError`` when the connection is of no use any more.
    mutating func send(_ batch: inout ForwardBatch, unless isAbandoned: () -> Bool) throws(SinkError) -> Bool {
        guard let connection else { throw SinkError("send", destination.description, errorNumber: ENOTCONN) }
        guard let answering = connection as? any AnsweringConnection else {
            // Somebody who looks on: it takes everything, and does not answer.
            while !batch.isSent {
                try connection.send(batch.rest)
                batch.advance(by: batch.rest.count)
            }
            return true
        }
        var deadline = MonotonicTime.deadline(after: ForwardLink.stallLimit)
        while !batch.isSent {
            let count = try answering.send(some: batch.rest, within: ForwardLink.slice)
            batch.advance(by: count)
            if count > 0 {
                deadline = MonotonicTime.deadline(after: ForwardLink.stallLimit)
            } else if isAbandoned() {
                return false
            } else if MonotonicTime.now > deadline {
                throw SinkError("send", destination.description, problem: "the receiver takes nothing")
            }
        }
        if batch.number.isEmpty { return true }
        return try awaitReply(to: batch.number, over: answering, unless: isAbandoned)
    }

    private mutating func awaitReply(
        to number: String,
        over connection: any AnsweringConnection,
        unless isAbandoned: () -> Bool
    ) throws(SinkError) -> Bool {
        let deadline = MonotonicTime.deadline(after: acknowledgementTimeout)
        while true {
            switch reply.read() {
            case .acknowledged(number): return true
            case .acknowledged, .unknown:
                throw SinkError("send", destination.description, problem: "the receiver's answer is not understood")
            case .incomplete: break
            }
            if isAbandoned() { return false }
            guard MonotonicTime.now < deadline else {
                throw SinkError("send", destination.description, problem: "the receiver did not acknowledge")
            }
            var failure: SinkError?
            withUnsafeTemporaryAllocation(byteCount: 256, alignment: 1) { memory in
                do throws(SinkError) {
                    let count = try connection.receive(into: memory, within: ForwardLink.slice)
                    reply.append(UnsafeRawBufferPointer(rebasing: memory[..<count]))
                } catch {
                    failure = error
                }
            }
            if let failure { throw failure }
        }
    }
}
