import LogRuntime

/// What a status channel has told.
final class RecordedFailures: Sendable {
    private let list = Lock<[String]>([])

    /// The messages so far.
    var messages: [String] { list.withLock { $0 } }

    /// Takes a message.
    func add(_ message: String) {
        list.withLock { $0.append(message) }
    }
}
