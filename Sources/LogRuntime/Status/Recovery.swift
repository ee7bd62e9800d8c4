internal import Synchronization

/// Looks whether a handler that has lost records delivers again, and has that told.
///
/// It costs nothing while all is well: the looks come from the library's timer, after 1, 2, 4 and then each 8 seconds, from
/// a loss until records are delivered without one in between.
final class Recovery: TimedTask {
    /// Seconds between two looks, at most.
    private static let longestPause = 8.0

    private struct State {
        weak var handler: Handler?
        var pause = 1.0
        var deliveries: Int?
        var failures = 0
    }

    private let isLooking = Atomic<Bool>(false)
    // Guards what the last look has shown.
    private let state = Lock(State())

    /// Begins to look, unless that was begun already.
    func begin(for handler: Handler) {
        guard !isLooking.load(ordering: .relaxed), !isLooking.exchange(true, ordering: .acquiringAndReleasing) else {
            return
        }
        let (deliveries, failures) = (handler.deliveriesIfKnown, handler.failureCount)
        state.withLock { $0 = State(handler: handler, deliveries: deliveries, failures: failures) }
        BackgroundTimer.shared.add(self, after: 1)
    }

    func runWhenDue() {
        guard let handler = state.withLock({ $0.handler }) else { return }
        let (deliveries, failures) = (handler.deliveriesIfKnown, handler.failureCount)
        let pause = state.withLock { state -> Double? in
            defer {
                state.deliveries = deliveries ?? state.deliveries
                state.failures = failures
            }
            if let deliveries, let before = state.deliveries, deliveries > before, failures == state.failures {
                return nil
            }
            state.pause = min(state.pause * 2, Recovery.longestPause)
            return state.pause
        }
        if let pause {
            BackgroundTimer.shared.add(self, after: pause)
        } else {
            isLooking.store(false, ordering: .releasing)
            handler.status.tellRecovery(of: handler.displayName)
        }
    }
}
