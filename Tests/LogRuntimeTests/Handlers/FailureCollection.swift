import LogRuntime

/// Keeps what a tree reports of its own troubles.
final class FailureCollection: Sendable {
    private let failures = Lock<[String]>([])

    /// The failures so far, as `handler: message`.
    var all: [String] { failures.withLock { $0 } }

    /// Takes a tree's failures.
    func watch(_ tree: LoggerTree) {
        tree.status.setHook { failure in
            self.failures.withLock { $0.append("\(failure.handler): \(failure.message)") }
        }
    }
}
