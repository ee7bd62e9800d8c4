#if Network
internal import LogRuntime
internal import NIOCore
internal import NIOTLS

/// What a connection has received and nobody has read.
final class StreamInbox: Sendable {
    /// The bytes and the end.
    struct Contents {
        private var bytes: [UInt8] = []
        private var position = 0
        /// Whether the other end is known to be the one that is meant.
        var isSecured = false
        var isEnded = false
        var failure: (any Error)?

        mutating func append(_ buffer: NIOCore.ByteBuffer) {
            bytes.append(contentsOf: buffer.readableBytesView)
        }

        /// Takes bytes up to a line feed, or as many as a line may have; `nil` when there is no whole line yet.
        mutating func takeLine(limit: Int) -> [UInt8]? {
            let rest = bytes[position...]
            if let end = rest.prefix(limit).firstIndex(of: UInt8(ascii: "\n")) { return take(upTo: end + 1) }
            if rest.count >= limit { return take(upTo: position + limit) }
            return isEnded && !rest.isEmpty ? take(upTo: bytes.count) : nil
        }

        /// Takes a number of bytes; `nil` when they are not there yet.
        mutating func take(_ count: Int) -> [UInt8]? {
            let available = bytes.count - position
            if available >= count { return take(upTo: position + count) }
            return isEnded && available > 0 ? take(upTo: bytes.count) : nil
        }

        private mutating func take(upTo end: Int) -> [UInt8] {
            let taken = Array(bytes[position..<end])
            position = end
            if position == bytes.count {
                bytes.removeAll(keepingCapacity: true)
                position = 0
            }
            return taken
        }
    }

    /// What came of waiting for bytes.
    enum Outcome {
        case bytes([UInt8])
        case end
        case failed(any Error)
        case timedOut
    }

    private let contents = WaitingLock(Contents())

    /// Why the connection is broken, if it is.
    var failure: (any Error)? { contents.withLock { $0.failure } }

    /// Whether nothing more will come.
    var isEnded: Bool { contents.withLock { $0.isEnded } }

    /// Waits until the other end is known to be the one that is meant.
    ///
    /// - Returns: whether that came about in time.
    func waitUntilSecured(until deadline: WallTime?) -> Bool {
        contents.wait(until: deadline) { $0.isSecured || $0.isEnded }
        return contents.withLock { $0.isSecured }
    }

    /// Says that the other end is the one that is meant.
    func setSecured() {
        contents.withLock { $0.isSecured = true }
        contents.wakeAll()
    }

    /// Waits for bytes.
    func receive(until deadline: WallTime?, _ take: (inout Contents) -> [UInt8]?) -> Outcome {
        var outcome = Outcome.timedOut
        contents.wait(until: deadline) { contents in
            if let bytes = take(&contents) {
                outcome = .bytes(bytes)
                return true
            }
            guard contents.isEnded else { return false }
            outcome = contents.failure.map { .failed($0) } ?? .end
            return true
        }
        return outcome
    }

    func append(_ buffer: NIOCore.ByteBuffer) {
        contents.withLock { $0.append(buffer) }
        contents.wakeAll()
    }

    func end(_ failure: (any Error)?) {
        contents.withLock { contents in
            contents.isEnded = true
            contents.failure = contents.failure ?? failure
        }
        contents.wakeAll()
    }
}

/// Puts what a channel receives into an inbox.
final class InboxHandler: ChannelInboundHandler, Sendable {
    typealias InboundIn = NIOCore.ByteBuffer

    private let inbox: StreamInbox

    init(_ inbox: StreamInbox) {
        self.inbox = inbox
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        inbox.append(unwrapInboundIn(data))
    }

    func channelInactive(context: ChannelHandlerContext) {
        inbox.end(nil)
        context.fireChannelInactive()
    }

    func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
        if case TLSUserEvent.handshakeCompleted? = event as? TLSUserEvent { inbox.setSecured() }
        context.fireUserInboundEventTriggered(event)
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        // Whoever fails closes the channel: to close it here would send what a refused server must not see.
        inbox.end(error)
    }
}
#endif
