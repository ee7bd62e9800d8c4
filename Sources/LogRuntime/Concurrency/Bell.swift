internal import CLogRuntime

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

/// Wakes threads that sleep; a ring that comes before the sleep is not lost.
final class Bell: @unchecked Sendable /* the mutex guards the count */ {
    private let mutex: UnsafeMutablePointer<pthread_mutex_t>
    private let condition: UnsafeMutablePointer<pthread_cond_t>
    private var rings: UInt64 = 0

    init() {
        mutex = .allocate(capacity: 1)
        mutex.initialize(to: pthread_mutex_t())
        pthread_mutex_init(mutex, nil)
        condition = .allocate(capacity: 1)
        condition.initialize(to: pthread_cond_t())
        _ = clogruntime_condition_init(condition)
    }

    deinit {
        pthread_cond_destroy(condition)
        condition.deallocate()
        pthread_mutex_destroy(mutex)
        mutex.deallocate()
    }

    /// How often the bell has rung; to be asked before the reason to sleep is looked at.
    var count: UInt64 {
        pthread_mutex_lock(mutex)
        defer { pthread_mutex_unlock(mutex) }
        return rings
    }

    /// Wakes everyone.
    func ring() {
        pthread_mutex_lock(mutex)
        rings &+= 1
        pthread_cond_broadcast(condition)
        pthread_mutex_unlock(mutex)
    }

    /// Sleeps until the bell rings.
    ///
    /// - Parameters:
    ///   - count: what ``count`` was; if it has rung since, there is no sleep.
    ///   - nanoseconds: how long at most; `nil` for no limit.
    func wait(after count: UInt64, nanoseconds: Int64? = nil) {
        pthread_mutex_lock(mutex)
        defer { pthread_mutex_unlock(mutex) }
        while rings == count {
            if let nanoseconds {
                _ = clogruntime_condition_wait(condition, mutex, nanoseconds)
                return
            }
            pthread_cond_wait(condition, mutex)
        }
    }
}
