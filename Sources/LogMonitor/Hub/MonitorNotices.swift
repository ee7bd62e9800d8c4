internal import LogRuntime
internal import Synchronization

/// Says what is odd about a monitor's use, each thing once, through a logger of the program's.
///
/// Odd things are noted where locks are held and said where none is: the program's handlers may use the monitor themselves.
final class MonitorNotices: Sendable {
    private struct State {
        var given: Set<String> = []
        var pending: [String] = []
    }

    /// From this many notices on, nothing more is said.
    private static let limit = 10_000

    private let monitorName: String
    private let logger: Logger
    private let state = Lock(State())
    /// Whether something is yet to be said.
    let hasPending = Atomic<Bool>(false)

    init(monitorName: String, logger: Logger) {
        self.monitorName = monitorName
        self.logger = logger
    }

    /// Notes something odd, unless it was noted before.
    ///
    /// - Parameters:
    ///   - key: what the warning is about.
    ///   - text: the warning.
    func note(_ key: String, _ text: @autoclosure () -> String) {
        state.withLock { state in
            guard state.given.count < MonitorNotices.limit, state.given.insert(key).inserted else { return }
            state.pending.append(text())
            hasPending.store(true, ordering: .relaxed)
        }
    }

    /// Says what was noted; called without any lock.
    @inline(__always) func deliver() {
        if hasPending.load(ordering: .relaxed) { deliverPending() }
    }

    @inline(never) private func deliverPending() {
        let texts = state.withLock { state -> [String] in
            hasPending.store(false, ordering: .relaxed)
            defer { state.pending = [] }
            return state.pending
        }
        for text in texts { logger.warning(LogMessage("monitor '\(monitorName)': \(text)")) }
    }
}
