/// Records on their way to the receiver, in the form in which they are sent.
///
/// Source: Forward Protocol Specification v1, "Message Modes" and "PackedForward Mode".
struct ForwardBatch: ~Copyable {
    /// More than this is not sent at once, so that little is sent again when a connection breaks.
    static let sizeLimit = 1 << 17

    /// The bytes of all records.
    private var bytes = ByteBuffer()
    /// What comes before them.
    private var head = ByteBuffer(capacity: 64)
    /// What comes behind them.
    private var tail = ByteBuffer(capacity: 64)
    /// How many records there are.
    private(set) var count = 0
    /// The batch's number, with which the receiver tells that it has got it; empty without.
    private(set) var number = ""
    /// How many bytes of all three the system has taken.
    private var sent = 0

    /// Takes the oldest records out of a backlog.
    ///
    /// - Parameters:
    ///   - backlog: has the records.
    ///   - tag: the tag as MessagePack; `nil` if each record has its own.
    mutating func fill(from backlog: inout ForwardBacklog, tag: [UInt8]?) {
        count = backlog.move(into: &bytes, upTo: ForwardBatch.sizeLimit)
        guard let tag, count > 0 else { return }
        number = ForwardBatch.makeNumber()
        head.appendMessagePackArrayHead(3)
        head.append(tag)
        head.appendMessagePackBytesHead(bytes.count)
        tail.appendMessagePackMapHead(2)
        tail.append(messagePack: "size")
        tail.append(messagePack: UInt64(count))
        tail.append(messagePack: "chunk")
        tail.append(messagePack: number)
    }

    /// Forgets the records.
    mutating func removeAll() {
        bytes.removeAll()
        head.removeAll()
        tail.removeAll()
        bytes.shrink(above: 2 * ForwardBatch.sizeLimit)
        count = 0
        number = ""
        sent = 0
    }

    /// Begins to send anew, over another connection.
    mutating func rewind() { sent = 0 }

    /// Whether the system has taken all bytes.
    var isSent: Bool { sent == head.count + bytes.count + tail.count }

    /// The bytes that come next.
    var rest: UnsafeRawBufferPointer {
        if sent < head.count { return UnsafeRawBufferPointer(rebasing: head.bytes[sent...]) }
        let place = sent - head.count
        if place < bytes.count { return UnsafeRawBufferPointer(rebasing: bytes.bytes[place...]) }
        return UnsafeRawBufferPointer(rebasing: tail.bytes[(place - bytes.count)...])
    }

    /// Says that the system has taken some more bytes.
    mutating func advance(by count: Int) { sent += count }

    /// A number that no other batch has: 128 random bits, as text of 24 characters.
    private static func makeNumber() -> String {
        let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)
        var bits = UInt128.random(in: .min ... .max)
        var text: [UInt8] = []
        for _ in 0..<21 {
            text.append(alphabet[Int(bits >> 122)])
            bits <<= 6
        }
        // Two bits are left: as Base64 writes them, with padding.
        text.append(alphabet[Int(bits >> 122)])
        text += [UInt8(ascii: "="), UInt8(ascii: "=")]
        return String(decoding: text, as: UTF8.self)
    }
}
