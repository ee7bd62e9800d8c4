internal import CLogRuntime

#if canImport(Glibc)
package import Glibc
#elseif canImport(Musl)
package import Musl
#else
package import Darwin
#endif

/// A value that only one thread at a time can reach.
///
/// A POSIX mutex: with more threads than cores it keeps its speed where `Synchronization.Mutex` hands the lock over to a
/// sleeping thread each time, and the thread sanitizer understands it. A forked child finds it unlocked.
package struct Lock<Value: ~Copyable>: ~Copyable, @unchecked Sendable /* the mutex guards the value */ {
    @usableFromInline let mutex: UnsafeMutablePointer<pthread_mutex_t>
    @usableFromInline let storage: UnsafeMutablePointer<Value>

    /// Creates an unlocked value.
    package init(_ initial: consuming sending Value) {
        guard let made = clogruntime_mutex_make() else { fatalError("there is no memory for a lock") }
        mutex = made.assumingMemoryBound(to: pthread_mutex_t.self)
        storage = UnsafeMutablePointer<Value>.allocate(capacity: 1)
        storage.initialize(to: initial)
    }

    deinit {
        storage.deinitialize(count: 1)
        storage.deallocate()
        clogruntime_mutex_free(mutex)
    }

    /// Runs a closure with the value to itself.
    ///
    /// - Parameter body: must not take the same lock again.
    /// - Returns: what the closure returns.
    /// - Throws: what the closure throws.
    @inlinable @inline(__always)
    package borrowing func withLock<Result: ~Copyable, Failure: Error>(
        _ body: (inout sending Value) throws(Failure) -> sending Result
    ) throws(Failure) -> sending Result {
        pthread_mutex_lock(mutex)
        defer { pthread_mutex_unlock(mutex) }
        return try body(&storage.pointee)
    }

    /// Runs a closure with the value to itself, unless another thread has it.
    ///
    /// - Parameter body: must not take the same lock again.
    /// - Returns: whether the closure was run.
    package borrowing func withLockIfFree(_ body: (inout sending Value) -> Void) -> Bool {
        guard pthread_mutex_trylock(mutex) == 0 else { return false }
        defer { pthread_mutex_unlock(mutex) }
        body(&storage.pointee)
        return true
    }
}
