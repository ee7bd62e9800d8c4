internal import LogRuntime

/// The first of several outcomes, waited for by one task.
final class FirstOutcome: Sendable {
    private enum State {
        case open
        case awaited(CheckedContinuation<Bool, Never>)
        case settled(Bool)
    }

    // Guards the state; a continuation is resumed once the lock is free.
    private let state = Lock(State.open)

    /// Tells an outcome; only the first one counts.
    func settle(_ outcome: Bool) {
        let waiting = state.withLock { state -> CheckedContinuation<Bool, Never>? in
            guard case .settled = state else {
                let former = state
                state = .settled(outcome)
                if case .awaited(let continuation) = former { return continuation }
                return nil
            }
            return nil
        }
        waiting?.resume(returning: outcome)
    }

    /// The outcome; to be asked for once.
    var value: Bool {
        get async {
            await withCheckedContinuation { continuation in
                let known = state.withLock { state -> Bool? in
                    if case .settled(let outcome) = state { return outcome }
                    state = .awaited(continuation)
                    return nil
                }
                if let known { continuation.resume(returning: known) }
            }
        }
    }
}
