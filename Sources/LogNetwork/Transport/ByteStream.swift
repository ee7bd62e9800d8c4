#if Network
internal import LogRuntime
internal import NIOCore
internal import NIOPosix
internal import NIOSSL

/// A TCP connection, plain or secured, whose user waits for what it does.
///
/// One thread at a time uses it, never one of an event loop.
final class ByteStream: Sendable {
    /// Where it leads, for errors.
    let place: String
    private let host: String
    private let channel: any Channel
    private let inbox: StreamInbox
    private let timeout: Double?

    private init(place: String, host: String, channel: any Channel, inbox: StreamInbox, timeout: Double?) {
        self.place = place
        self.host = host
        self.channel = channel
        self.inbox = inbox
        self.timeout = timeout
    }

    deinit {
        channel.close(promise: nil)
    }

    /// Connects.
    ///
    /// - Parameters:
    ///   - host: a host by name or number.
    ///   - port: its port.
    ///   - tls: how the connection is secured; `nil` leaves it plain.
    ///   - timeout: seconds that connecting, and later each step, may take; `nil` for as long as the system lets it.
    /// - Returns: the connection.
    /// - Throws: ``SinkError`` when there is none.
    static func connect(
        host: String,
        port: Int,
        tls: TLSContext?,
        timeout: Double?
    ) throws(SinkError) -> ByteStream {
        let place = NetworkDestination(address: .internet(host: host, port: port), transport: .stream).description
        let inbox = StreamInbox()
        let bootstrap = ClientBootstrap(group: MultiThreadedEventLoopGroup.singleton)
            .channelOption(.socketOption(.tcp_nodelay), value: 1)
            .connectTimeout(timeout.map { .nanoseconds(Int64($0 * 1e9)) } ?? .hours(24))
            .channelInitializer { channel in
                channel.eventLoop.makeCompletedFuture {
                    if let tls { try channel.pipeline.syncOperations.addHandler(try tls.handler(for: host)) }
                    try channel.pipeline.syncOperations.addHandler(InboxHandler(inbox))
                }
            }
        let channel: any Channel
        do {
            channel = try bootstrap.connect(host: host, port: port).wait()
        } catch {
            throw StreamFailure.sinkError(error, while: "connect", place)
        }
        let stream = ByteStream(place: place, host: host, channel: channel, inbox: inbox, timeout: timeout)
        if tls != nil { try stream.awaitSecurity() }
        return stream
    }

    /// Waits until the server is known to be the one that is meant: before that, nothing is sent.
    private func awaitSecurity() throws(SinkError) {
        if inbox.waitUntilSecured(until: deadline) { return }
        close()
        if let error = inbox.failure { throw StreamFailure.sinkError(error, while: "connect", place) }
        if inbox.isEnded {
            throw SinkError(
                "connect",
                place,
                problem: "the server has closed the connection",
                pythonType: "ssl.SSLError"
            )
        }
        throw timedOut("connect")
    }

    /// Secures the connection from now on.
    ///
    /// - Throws: ``SinkError`` when the server is not the one that is meant.
    func secure(with tls: TLSContext) throws(SinkError) {
        let host = host
        let pipeline = channel.pipeline
        do {
            try channel.eventLoop.submit {
                try pipeline.syncOperations.addHandler(try tls.handler(for: host), position: .first)
            }.wait()
        } catch {
            throw StreamFailure.sinkError(error, while: "secure", place)
        }
        try awaitSecurity()
    }

    /// Sends bytes and waits until the system has taken them.
    func send(_ bytes: UnsafeRawBufferPointer) throws(SinkError) {
        try sendAll { $0.writeBytes(bytes) }
    }

    /// Sends bytes and waits until the system has taken them.
    func send(_ bytes: [UInt8]) throws(SinkError) {
        try sendAll { $0.writeBytes(bytes) }
    }

    private func sendAll(_ fill: (inout NIOCore.ByteBuffer) -> Void) throws(SinkError) {
        var buffer = channel.allocator.buffer(capacity: 1024)
        fill(&buffer)
        let outcome = StreamOutcome()
        channel.writeAndFlush(buffer).whenComplete { outcome.set($0) }
        guard let result = outcome.wait(until: deadline) else {
            close()
            throw timedOut("send")
        }
        if case .failure(let error) = result {
            throw inbox.failure.map { StreamFailure.sinkError($0, while: "send", place) }
                ?? StreamFailure.sinkError(error, while: "send", place)
        }
    }

    /// The next line, without its line feed; `nil` at the end of the stream.
    ///
    /// - Parameter limit: bytes after which a line is cut.
    /// - Returns: the line.
    /// - Throws: ``SinkError`` when the connection is broken.
    func line(limit: Int = 8192) throws(SinkError) -> [UInt8]? {
        let bytes = try receive { $0.takeLine(limit: limit) }
        guard var bytes else { return nil }
        if bytes.last == UInt8(ascii: "\n") { bytes.removeLast() }
        if bytes.last == UInt8(ascii: "\r") { bytes.removeLast() }
        return bytes
    }

    /// A number of bytes; fewer at the end of the stream.
    func bytes(_ count: Int) throws(SinkError) -> [UInt8] {
        guard count > 0 else { return [] }
        return try receive { $0.take(count) } ?? []
    }

    private func receive(
        _ take: (inout StreamInbox.Contents) -> [UInt8]?
    ) throws(SinkError) -> [UInt8]? {
        switch inbox.receive(until: deadline, take) {
        case .bytes(let bytes): return bytes
        case .end: return nil
        case .failed(let error): throw StreamFailure.sinkError(error, while: "receive", place)
        case .timedOut: throw timedOut("receive")
        }
    }

    /// Whether the other end has closed the connection, or it is broken.
    var isEnded: Bool { inbox.isEnded }

    /// Closes the connection, once what was sent has gone.
    func close() {
        channel.close(promise: nil)
    }

    private var deadline: WallTime? {
        timeout.map { WallTime(epochSeconds: WallTime.now().epochSeconds + $0) }
    }

    private func timedOut(_ operation: String) -> SinkError {
        SinkError(operation, place, problem: "timed out", pythonType: "TimeoutError")
    }
}

/// The outcome of a step that an event loop takes.
private final class StreamOutcome: Sendable {
    private let result = WaitingLock<Result<Void, any Error>?>(nil)

    func set(_ result: Result<Void, any Error>) {
        self.result.withLock { $0 = result }
        self.result.wakeAll()
    }

    func wait(until deadline: WallTime?) -> Result<Void, any Error>? {
        result.wait(until: deadline) { $0 != nil }
        return result.withLock { $0 }
    }
}
#endif
