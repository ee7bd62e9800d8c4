#if Configuration
import Configuration
import Synchronization

/// Remembers which keys were asked for as secrets.
final class SecretReport: AccessReporter {
    private let found = Mutex<Set<String>>([])

    /// The keys, sorted.
    var secrets: [String] { found.withLock { $0.sorted() } }

    func report(_ event: AccessEvent) {
        guard case .success(let value?) = event.result, value.isSecret else { return }
        found.withLock { _ = $0.insert(event.metadata.key.description) }
    }
}
#endif
