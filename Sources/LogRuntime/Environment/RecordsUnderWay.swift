internal import CLogRuntime

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

/// Knows which threads have a record on its way, so that a handler is closed only when no record can reach it any more.
///
/// Logging calls do nothing for it beyond counting their records in the making, which they do anyway. Who waits makes all
/// threads pass a memory barrier instead: a thread whose count is then 0 will see what was published before.
package enum RecordsUnderWay {
    /// Where the threads that have logged count their records in the making.
    private static let counts: Lock<Set<UInt>> = {
        let counts = Lock<Set<UInt>>([])
        // The other threads of a parent are not in its child, and their records will not arrive there. Behind the lock's own
        // dealing with forks, which makes it free.
        _ = clogruntime_at_fork(nil, nil) { RecordsUnderWay.forgetOthers() }
        return counts
    }()

    private static func forgetOthers() {
        let own = ThreadContext.existing.map { ThreadContext.countAddress(of: $0) }
        counts.withLock { counts in counts = counts.filter { $0 == own } }
    }

    /// Adds a thread's count, by its address.
    static func add(_ address: UInt) {
        counts.withLock { _ = $0.insert(address) }
    }

    /// Removes a thread's count, before its memory is given back.
    static func remove(_ address: UInt) {
        counts.withLock { _ = $0.remove(address) }
    }

    /// Waits until all records have arrived that were on their way when the call began, those of the calling thread left out.
    ///
    /// - Parameter limit: seconds after which waiting is given up: a handler may be stuck.
    /// - Returns: whether all have arrived.
    @discardableResult
    package static func wait(limit: Double) -> Bool {
        clogruntime_synchronise_threads()
        var waiting = counts.withLock { $0 }
        if let own = ThreadContext.existing { waiting.remove(ThreadContext.countAddress(of: own)) }
        let end = WallTime.now().epochSeconds + limit
        while true {
            // A thread that has ended meanwhile has no memory to look at.
            let candidates = waiting
            waiting = counts.withLock { counts in
                candidates.filter { address in
                    guard counts.contains(address), let count = UnsafePointer<Int>(bitPattern: address) else {
                        return false
                    }
                    return clogruntime_peek(count) != 0
                }
            }
            if waiting.isEmpty {
                // What these records have done is visible to the caller from here on.
                clogruntime_synchronise_threads()
                return true
            }
            guard WallTime.now().epochSeconds < end else { return false }
            usleep(50)
        }
    }
}
