#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

/// A value that only one thread at a time can reach, and whose changes threads can wait for.
package struct WaitingLock<Value: ~Copyable>: ~Copyable, @unchecked Sendable /* the mutex guards the value */ {
    private let mutex: UnsafeMutablePointer<pthread_mutex_t>
    private let changed: UnsafeMutablePointer<pthread_cond_t>
    private let storage: UnsafeMutablePointer<Value>

    /// Creates an unlocked value.
    package init(_ initial: consuming sending Value) {
        mutex = .allocate(capacity: 1)
        mutex.initialize(to: pthread_mutex_t())
        pthread_mutex_init(mutex, nil)
        changed = .allocate(capacity: 1)
        changed.initialize(to: pthread_cond_t())
        #if canImport(Darwin)
        pthread_cond_init(changed, nil)
        #else
        var attributes = pthread_condattr_t()
        pthread_condattr_init(&attributes)
        // A clock that is set must not make anybody wait for longer.
        pthread_condattr_setclock(&attributes, CLOCK_MONOTONIC)
        pthread_cond_init(changed, &attributes)
        pthread_condattr_destroy(&attributes)
        #endif
        storage = .allocate(capacity: 1)
        storage.initialize(to: initial)
    }

    deinit {
        storage.deinitialize(count: 1)
        storage.deallocate()
        pthread_cond_destroy(changed)
        changed.deinitialize(count: 1)
        changed.deallocate()
        pthread_mutex_destroy(mutex)
        mutex.deinitialize(count: 1)
        mutex.deallocate()
    }

    /// Runs a closure with the value to itself.
    ///
    /// - Parameter body: must not take the same lock again.
    /// - Returns: what the closure returns.
    package borrowing func withLock<Result: ~Copyable>(_ body: (inout sending Value) -> sending Result)
        -> sending Result
    {
        pthread_mutex_lock(mutex)
        defer { pthread_mutex_unlock(mutex) }
        return body(&storage.pointee)
    }

    /// Wakes the threads that wait for a change.
    package borrowing func wakeAll() {
        pthread_cond_broadcast(changed)
    }

    /// Waits until the value is as wanted.
    ///
    /// - Parameters:
    ///   - deadline: when to give up; `nil` waits for good. How long that is from now is worked out once: a clock that is set
    ///     meanwhile changes nothing.
    ///   - isReady: whether the value is as wanted; it may change the value when it is.
    /// - Returns: whether it has become so in time.
    @discardableResult
    package borrowing func wait(until deadline: WallTime? = nil, _ isReady: (inout sending Value) -> Bool) -> Bool {
        let left = deadline.map { $0.epochSeconds - WallTime.now().epochSeconds }
        return wait(untilMonotonic: left.map(MonotonicTime.deadline(after:)), isReady)
    }

    /// Waits until the value is as wanted.
    ///
    /// - Parameters:
    ///   - deadline: when to give up, by ``MonotonicTime``; `nil` waits for good.
    ///   - isReady: whether the value is as wanted; it may change the value when it is.
    /// - Returns: whether it has become so in time.
    @discardableResult
    package borrowing func wait(untilMonotonic deadline: Int64?, _ isReady: (inout sending Value) -> Bool) -> Bool {
        pthread_mutex_lock(mutex)
        defer { pthread_mutex_unlock(mutex) }
        while !isReady(&storage.pointee) {
            guard let deadline else {
                pthread_cond_wait(changed, mutex)
                continue
            }
            #if canImport(Darwin)
            let left = max(deadline - MonotonicTime.now, 0)
            var limit = timespec(tv_sec: Int(left / 1_000_000_000), tv_nsec: Int(left % 1_000_000_000))
            let result = pthread_cond_timedwait_relative_np(changed, mutex, &limit)
            #else
            var limit = timespec()
            limit.tv_sec = .init(deadline / 1_000_000_000)
            limit.tv_nsec = .init(deadline % 1_000_000_000)
            let result = pthread_cond_timedwait(changed, mutex, &limit)
            #endif
            if result == ETIMEDOUT { return isReady(&storage.pointee) }
        }
        return true
    }
}
