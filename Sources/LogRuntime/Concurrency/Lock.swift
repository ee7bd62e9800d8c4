public import CLogRuntime

/// A value that only one thread at a time can reach.
///
/// A word in memory, taken and let go without a call as long as nobody waits. With more threads than cores it keeps its speed
/// where `Synchronization.Mutex` hands the lock over to a sleeping thread each time, and the thread sanitizer is told of it. A
/// forked child finds it unlocked.
///
/// Public by name only, so that other modules of the package take it without a call.
public struct Lock<Value: ~Copyable>: ~Copyable, @unchecked Sendable /* the lock guards the value */ {
    @usableFromInline let lock: UnsafeMutableRawPointer
    @usableFromInline let storage: UnsafeMutablePointer<Value>

    /// Creates an unlocked value.
    package init(_ initial: consuming sending Value) {
        guard let made = clogruntime_lock_make() else { fatalError("there is no memory for a lock") }
        lock = made
        storage = UnsafeMutablePointer<Value>.allocate(capacity: 1)
        storage.initialize(to: initial)
    }

    deinit {
        storage.deinitialize(count: 1)
        storage.deallocate()
        clogruntime_lock_free(lock)
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
        clogruntime_lock(lock)
        acquired()
        defer { release() }
        return try body(&storage.pointee)
    }

    /// Runs a closure with the value to itself, unless another thread has it.
    ///
    /// - Parameter body: must not take the same lock again.
    /// - Returns: whether the closure was run.
    package borrowing func withLockIfFree(_ body: (inout sending Value) -> Void) -> Bool {
        guard clogruntime_lock_if_free(lock) != 0 else { return false }
        acquired()
        defer { release() }
        body(&storage.pointee)
        return true
    }

    /// Lets go of the lock.
    @inlinable @inline(__always) borrowing func release() {
        #if SANITIZE_THREAD
        clogruntime_sanitizer_release(lock)
        #endif
        clogruntime_unlock(lock)
    }

    /// Tells the sanitizer that the lock was taken.
    @inlinable @inline(__always) borrowing func acquired() {
        #if SANITIZE_THREAD
        clogruntime_sanitizer_acquire(lock)
        #endif
    }
}
