internal import CLogRuntime
internal import Synchronization

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

/// The right to do something that only one thread at a time does; who has it can be told.
final class Turn: @unchecked Sendable /* a mutex, and who has it */ {
    private let mutex: UnsafeMutablePointer<pthread_mutex_t>
    /// The thread that has the turn, by its number; 0 for none.
    private let owner = Atomic<UInt>(0)

    init() {
        mutex = .allocate(capacity: 1)
        mutex.initialize(to: pthread_mutex_t())
        pthread_mutex_init(mutex, nil)
    }

    deinit {
        pthread_mutex_destroy(mutex)
        mutex.deallocate()
    }

    private static var thread: UInt { clogruntime_thread_mark() }

    /// Whether the calling thread has the turn.
    ///
    /// Relaxed: a thread sees what it has stored itself, and no other stores its number.
    var isMine: Bool { owner.load(ordering: .relaxed) == Turn.thread }

    /// Waits for the turn.
    func take() {
        pthread_mutex_lock(mutex)
        owner.store(Turn.thread, ordering: .relaxed)
    }

    /// Takes the turn if nobody has it.
    func takeIfFree() -> Bool {
        guard pthread_mutex_trylock(mutex) == 0 else { return false }
        owner.store(Turn.thread, ordering: .relaxed)
        return true
    }

    /// Gives the turn to the next.
    func end() {
        owner.store(0, ordering: .relaxed)
        pthread_mutex_unlock(mutex)
    }
}
