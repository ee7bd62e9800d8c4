#if OTLP
internal import LogRuntime

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

/// Runs the tasks of one exporter on a thread of its own.
///
/// Flushing blocks its caller, who may sit on a thread of Swift's own pool; were the exporter's work to need that pool, too,
/// they could wait for each other. Starts with the first job and ends when it is told to and nothing is left.
final class ExporterThread: TaskExecutor, @unchecked Sendable /* all is behind the lock */ {
    private struct State {
        var jobs: [UnownedJob] = []
        /// The one task that sleeps, and until when, by `MonotonicTime`.
        var sleeper: (continuation: CheckedContinuation<Void, Never>, deadline: Int64?)?
        /// Whether somebody has called for the sleeper since it was last awake.
        var isCalled = false
        var isRunning = false
        var isStopping = false
        /// The thread, once it runs.
        var handle: pthread_t?
    }

    private let state = WaitingLock(State())

    /// Runs a job on the thread.
    func enqueue(_ job: consuming ExecutorJob) {
        let job = UnownedJob(job)
        let starts = state.withLock { state -> Bool in
            state.jobs.append(job)
            guard !state.isRunning else { return false }
            state.isRunning = true
            return true
        }
        state.wakeAll()
        if starts { start() }
    }

    /// Suspends the exporter's task until it is called or the time has come; one task at a time.
    ///
    /// - Parameter deadline: when to go on, by `MonotonicTime`; `nil` waits for a call.
    func sleep(until deadline: Int64?) async {
        await withCheckedContinuation { continuation in
            state.withLock { $0.sleeper = (continuation, deadline) }
            state.wakeAll()
        }
    }

    /// Wakes the sleeper, or keeps the next one from sleeping.
    func call() {
        state.withLock { $0.isCalled = true }
        state.wakeAll()
    }

    /// Whether the caller is on this thread, and would wait for itself.
    var isCurrent: Bool {
        guard let handle = state.withLock({ $0.handle }) else { return false }
        return pthread_equal(handle, pthread_self()) != 0
    }

    /// Ends the thread once nothing is left to do.
    func stop() {
        state.withLock { $0.isStopping = true }
        state.wakeAll()
    }

    /// Starts a thread that takes no signals: those are the program's.
    private func start() {
        var all = sigset_t()
        var previous = sigset_t()
        sigfillset(&all)
        pthread_sigmask(SIG_BLOCK, &all, &previous)
        defer { pthread_sigmask(SIG_SETMASK, &previous, nil) }
        let box = Unmanaged.passRetained(self)
        #if canImport(Darwin)
        var thread: pthread_t?
        let failure = pthread_create(&thread, nil, { ExporterThread.enter($0) }, box.toOpaque())
        #else
        var thread = pthread_t()
        let failure = pthread_create(&thread, nil, { ExporterThread.enter($0) }, box.toOpaque())
        #endif
        guard failure != 0 else { return }
        // The jobs stay, and the next one tries again.
        box.release()
        state.withLock { $0.isRunning = false }
    }

    private static func enter(_ argument: UnsafeMutableRawPointer?) -> UnsafeMutableRawPointer? {
        guard let argument else { return nil }
        let thread = Unmanaged<ExporterThread>.fromOpaque(argument).takeRetainedValue()
        pthread_detach(pthread_self())
        thread.run()
        return nil
    }

    private func run() {
        state.withLock { $0.handle = pthread_self() }
        while true {
            var jobs: [UnownedJob] = []
            var awake: CheckedContinuation<Void, Never>?
            var ends = false
            let deadline = state.withLock { $0.sleeper?.deadline }
            let isInTime = state.wait(untilMonotonic: deadline) { state in
                if !state.jobs.isEmpty {
                    jobs = state.jobs
                    state.jobs = []
                    return true
                }
                if let sleeper = state.sleeper, state.isCalled {
                    awake = sleeper.continuation
                    state.sleeper = nil
                    state.isCalled = false
                    return true
                }
                guard state.isStopping, state.sleeper == nil else { return false }
                state.isRunning = false
                state.handle = nil
                ends = true
                return true
            }
            if ends { return }
            if !isInTime {
                awake = state.withLock { state in
                    defer { state.sleeper = nil }
                    return state.sleeper?.continuation
                }
            }
            awake?.resume()
            for job in jobs { job.runSynchronously(on: asUnownedTaskExecutor()) }
        }
    }
}
#endif
