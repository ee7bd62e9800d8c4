#if DEBUG
/// Makes chosen system calls fail, as a full disk or a lost directory would.
///
/// For tests, in debug builds alone. A plan counts for the task that runs ``run(_:)`` and for no other, so that tests can
/// run side by side.
package final class FaultPlan: Sendable {
    /// A call that can be made to fail.
    package enum Call: Sendable, Hashable {
        /// `open(2)`.
        case open
        /// `write(2)`.
        case write
        /// `rename(2)`.
        case rename
        /// `stat(2)` of a path.
        case stat
        /// `unlink(2)`.
        case unlink
    }

    /// What happens in place of the call.
    package enum Outcome: Sendable, Hashable {
        /// The call fails with this error number.
        case error(Int32)
        /// The call takes this many bytes at most (`write`).
        case atMost(Int)
        /// The call goes well, after so many microseconds, as on a file system far away (`rename`, `write`).
        case late(UInt32)
    }

    private struct Fault {
        let call: Call
        let outcome: Outcome
        var passesFirst: Int
        var remaining: Int
    }

    @TaskLocal private static var current: FaultPlan?

    // Guards the faults still to come.
    private let faults = Lock<[Fault]>([])

    /// Creates a plan without faults.
    package init() {}

    /// Adds a fault.
    ///
    /// - Parameters:
    ///   - call: the call.
    ///   - outcome: what happens in its place.
    ///   - times: how often; by default always.
    ///   - skipped: how many calls go well before the first fault.
    package func add(_ call: Call, _ outcome: Outcome, times: Int = .max, after skipped: Int = 0) {
        faults.withLock {
            $0.append(Fault(call: call, outcome: outcome, passesFirst: skipped, remaining: times))
        }
    }

    /// Forgets all faults.
    package func clear() {
        faults.withLock { $0.removeAll() }
    }

    /// Runs a closure with the plan's faults.
    package func run<Result>(_ body: () throws -> Result) rethrows -> Result {
        try FaultPlan.$current.withValue(self, operation: body)
    }

    /// What the plan in force says about a call that is about to be made.
    static func outcome(of call: Call) -> Outcome? {
        guard let current else { return nil }
        return current.faults.withLock { faults -> Outcome? in
            guard let index = faults.firstIndex(where: { $0.call == call && $0.remaining > 0 }) else { return nil }
            if faults[index].passesFirst > 0 {
                faults[index].passesFirst -= 1
                return nil
            }
            faults[index].remaining -= 1
            return faults[index].outcome
        }
    }
}
#endif
