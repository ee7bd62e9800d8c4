/// Messages that wait for a connection, the oldest first; limited in bytes.
struct MessageSpool {
    private let limit: Int
    private var messages: [[UInt8]] = []
    private var first = 0
    private var size = 0

    /// Creates an empty spool.
    ///
    /// - Parameter limit: the bytes of all messages; 0 keeps none.
    init(limit: Int) {
        self.limit = limit
    }

    /// Whether nothing waits.
    var isEmpty: Bool { first == messages.count }

    /// How many messages wait.
    var count: Int { messages.count - first }

    /// The message that has waited longest.
    var oldest: [UInt8]? { isEmpty ? nil : messages[first] }

    /// Whether a message may wait at all.
    func takes(_ count: Int) -> Bool { count <= limit }

    /// Lets a message wait.
    ///
    /// - Returns: how many have to go for it.
    mutating func append(_ message: UnsafeRawBufferPointer) -> Int {
        var lost = 0
        while size + message.count > limit, !isEmpty {
            removeOldest()
            lost += 1
        }
        messages.append(Array(message))
        size += message.count
        return lost
    }

    /// Lets go of the message that has waited longest.
    mutating func removeOldest() {
        guard !isEmpty else { return }
        size -= messages[first].count
        messages[first] = []
        first += 1
        if first == messages.count || first > 256 {
            messages.removeFirst(first)
            first = 0
        }
    }

    /// Lets go of all.
    ///
    /// - Returns: how many there were.
    mutating func removeAll() -> Int {
        let count = count
        self = MessageSpool(limit: limit)
        return count
    }
}
