/// What a receiver has answered: a map with the number of the batch that it has got.
///
/// Source: Forward Protocol Specification v1, "Response".
struct ForwardReply: ~Copyable {
    /// What came of reading.
    enum Outcome: Equatable {
        /// The answer is not complete.
        case incomplete
        /// The batch of this number has arrived.
        case acknowledged(String)
        /// It is something else.
        case unknown
    }

    /// More than this is no answer.
    private static let limit = 1024

    private var bytes = ByteBuffer(capacity: 64)

    /// Takes more of the answer.
    mutating func append(_ more: UnsafeRawBufferPointer) {
        bytes.append(more)
    }

    /// Reads the answer; once it is complete, it is forgotten.
    mutating func read() -> Outcome {
        var position = 0
        guard let head = bytes.bytes.first else { return .incomplete }
        guard head & 0xF0 == 0x80, head != 0x80, bytes.count <= ForwardReply.limit else { return .unknown }
        position = 1
        var number: String?
        for _ in 0..<Int(head & 0x0F) {
            guard let key = text(&position), let value = text(&position) else {
                return isIncomplete(at: position) ? .incomplete : .unknown
            }
            if key == "ack" { number = value }
        }
        bytes.removeFirst(position)
        return number.map { .acknowledged($0) } ?? .unknown
    }

    private func isIncomplete(at position: Int) -> Bool {
        guard position < bytes.count else { return true }
        let head = bytes.bytes[position]
        return head & 0xE0 == 0xA0 || head == 0xD9
    }

    /// The text at a position, which is then behind it; `nil` if there is none, or not yet.
    private func text(_ position: inout Int) -> String? {
        guard position < bytes.count else { return nil }
        let head = bytes.bytes[position]
        var start = position + 1
        let count: Int
        if head & 0xE0 == 0xA0 {
            count = Int(head & 0x1F)
        } else if head == 0xD9, start < bytes.count {
            count = Int(bytes.bytes[start])
            start += 1
        } else {
            return nil
        }
        guard start + count <= bytes.count else { return nil }
        position = start + count
        return String(decoding: bytes.bytes[start..<position], as: UTF8.self)
    }
}
