/// Ends overrides of levels when their time has come.
///
/// One thread for all trees; it runs only while there is something to wait for. Trees with a clock of their own are left to
/// whoever sets that clock.
final class OverrideTimer: Sendable {
    /// The process' timer.
    static let shared = OverrideTimer()

    private struct State {
        var trees: [LoggerTree] = []
        /// Counts what was scheduled, so that the thread computes anew whom it waits for.
        var changes = 0
        var isRunning = false
    }

    private let state = WaitingLock(State())

    /// Sees to it that a tree's overrides end.
    func schedule(_ tree: LoggerTree) {
        guard tree.environment.injectedClock == nil else { return }
        let starts = state.withLock { state in
            state.changes += 1
            if !state.trees.contains(where: { $0 === tree }) { state.trees.append(tree) }
            defer { state.isRunning = true }
            return !state.isRunning
        }
        state.wakeAll()
        guard starts, !DetachedThread.start({ [self] in run() }) else { return }
        // Without a thread they end when the tree is asked, or with the next attempt.
        state.withLock { $0.isRunning = false }
    }

    private func run() {
        while true {
            let (trees, changes) = state.withLock { ($0.trees, $0.changes) }
            let ends = trees.flatMap(\.overrides).map(\.end)
            guard let first = ends.min() else {
                if finish(changes) { return }
                continue
            }
            state.wait(until: first) { $0.changes != changes }
        }
    }

    /// Ends the thread, unless something was scheduled meanwhile.
    private func finish(_ changes: Int) -> Bool {
        state.withLock { state in
            guard state.changes == changes else { return false }
            state.trees = []
            state.isRunning = false
            return true
        }
    }
}
