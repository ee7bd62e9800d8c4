internal import CLogRuntime
internal import Synchronization

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

/// The queues of this process, for the moments that concern all of them: its end, and its forking.
///
/// At the end each queue is emptied. Around a fork nobody writes from a queue, so that no lock of a file is held by a thread
/// that the child does not have; the child then knows its queues for its parent's and makes its own.
final class AsyncQueueRegistry: @unchecked Sendable /* the mutex guards the list */ {
    /// The one of this process.
    static let shared = AsyncQueueRegistry()

    private let mutex: UnsafeMutablePointer<pthread_mutex_t>
    private var queues: [AsyncQueue] = []
    /// The queues whose turn was taken for the fork that is going on.
    private var stopped: [AsyncQueue] = []

    private init() {
        mutex = .allocate(capacity: 1)
        mutex.initialize(to: pthread_mutex_t())
        pthread_mutex_init(mutex, nil)
        _ = clogruntime_at_fork(
            { AsyncQueueRegistry.shared.stop() },
            { AsyncQueueRegistry.shared.goOn() },
            { AsyncQueueRegistry.shared.goOnInChild() }
        )
        atexit { AsyncQueueRegistry.shared.endProcess() }
    }

    /// Takes a queue in.
    func add(_ queue: AsyncQueue) {
        pthread_mutex_lock(mutex)
        queues.append(queue)
        pthread_mutex_unlock(mutex)
    }

    /// Lets a queue go.
    func remove(_ queue: AsyncQueue) {
        pthread_mutex_lock(mutex)
        queues.removeAll { $0 === queue }
        pthread_mutex_unlock(mutex)
    }

    private func endProcess() {
        pthread_mutex_lock(mutex)
        let all = queues
        pthread_mutex_unlock(mutex)
        for queue in all { queue.close() }
    }

    // MARK: Forking

    private func stop() {
        pthread_mutex_lock(mutex)
        // A handler behind a queue that forks has the turn already.
        stopped = queues.filter { !$0.turn.isMine }
        for queue in stopped { queue.turn.take() }
    }

    private func goOn() {
        for queue in stopped { queue.turn.end() }
        stopped = []
        pthread_mutex_unlock(mutex)
    }

    private func goOnInChild() {
        for queue in queues {
            queue.isForeign.store(true, ordering: .relaxed)
            // The lock says that the parent lives; it must not outlast it here.
            queue.journal?.leaveToParent()
        }
        queues = []
        goOn()
    }
}
