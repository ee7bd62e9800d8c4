import Synchronization

/// What the articles' audit handler writes to.
final class AuditTable: Sendable {
    private let lines = Mutex<[String]>([])

    init(opening name: String) throws {}

    /// How many lines there are.
    var count: Int { lines.withLock { $0.count } }

    func insert(_ line: String) throws { lines.withLock { $0.append(line) } }

    func close() {}
}
