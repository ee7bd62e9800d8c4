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
    /// A thread that has logged, by the places where it counts.
    struct Counts: Hashable {
        /// The address of the number of its records in the making.
        let depth: UInt
        /// The address of the number of those that have ended, up to the one that is in the making; records within records
        /// left out.
        let ended: UInt
    }

    /// The threads that have logged.
    private static let threads: Lock<Set<Counts>> = {
        let threads = Lock<Set<Counts>>([])
        // The other threads of a parent are not in its child, and their records will not arrive there. Behind the lock's own
        // dealing with forks, which makes it free.
        _ = clogruntime_at_fork(nil, nil) { RecordsUnderWay.forgetOthers() }
        return threads
    }()

    private static func forgetOthers() {
        let own = ThreadContext.existing.map { ThreadContext.counts(of: $0) }
        threads.withLock { threads in threads = threads.filter { $0 == own } }
    }

    /// Adds a thread.
    static func add(_ counts: Counts) {
        threads.withLock { _ = $0.insert(counts) }
    }

    /// Removes a thread, before the memory that it counts in is given back.
    static func remove(_ counts: Counts) {
        threads.withLock { _ = $0.remove(counts) }
    }

    /// Waits until all records have arrived that were on their way when the call began, those of the calling thread left out.
    ///
    /// - Parameter limit: seconds after which waiting is given up: a handler may be stuck.
    /// - Returns: whether all have arrived.
    @discardableResult
    package static func wait(limit: Double) -> Bool {
        let deadline = MonotonicTime.deadline(after: limit)
        clogruntime_synchronise_threads()
        let own = ThreadContext.existing.map { ThreadContext.counts(of: $0) }
        // A thread that has ended meanwhile has no memory to look at.
        var waiting = threads.withLock { threads in
            Dictionary(uniqueKeysWithValues: threads.filter { $0 != own }.map { ($0, ended($0)) })
        }
        while true {
            let candidates = waiting
            waiting = threads.withLock { threads in
                candidates.filter { thread, before in
                    guard threads.contains(thread), isBusy(thread) else { return false }
                    return ended(thread) == before
                }
            }
            if waiting.isEmpty {
                // What these records have done is visible to the caller from here on.
                clogruntime_synchronise_threads()
                return true
            }
            guard MonotonicTime.now < deadline else { return false }
            usleep(50)
        }
    }

    /// Whether a thread has a record in the making.
    private static func isBusy(_ thread: Counts) -> Bool {
        #if SANITIZE_THREAD
        clogruntime_sanitizer_acquire(UnsafeRawPointer(bitPattern: thread.depth))
        #endif
        return UnsafePointer<Int>(bitPattern: thread.depth).map { clogruntime_peek($0) != 0 } ?? false
    }

    /// How many records of a thread have ended.
    private static func ended(_ thread: Counts) -> Int {
        UnsafePointer<Int>(bitPattern: thread.ended).map { clogruntime_peek($0) } ?? 0
    }
}
