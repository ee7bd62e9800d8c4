#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

/// Sees to it that lines held back do not wait for longer than they may: one thread for all files of the process.
///
/// The thread sleeps until the next file is due. It is made when a file first holds a line back.
final class FlushTimer: Sendable {
    /// The process' timer.
    static let shared = FlushTimer()

    /// A file that holds lines back.
    private struct Entry {
        weak var sink: FileSink?
        var deadline: WallTime
    }

    private struct State {
        var entries: [Entry] = []
        var hasThread = false
        /// The moment that the thread sleeps until; `nil` while it waits for a first entry.
        var wakes: WallTime?
    }

    // Guards the entries; not held while files are written.
    private let state = WaitingLock(State())

    /// Flushes a sink after some time.
    func add(_ sink: FileSink, after interval: Double) {
        let now = WallTime.now()
        let deadline = WallTime(epochSeconds: now.epochSeconds + interval)
        let (makesThread, wakes) = state.withLock { state -> (Bool, Bool) in
            state.entries.append(Entry(sink: sink, deadline: deadline))
            defer { state.hasThread = true }
            return (!state.hasThread, state.wakes.map { deadline < $0 } ?? true)
        }
        if makesThread, !startThread() { state.withLock { $0.hasThread = false } }
        if wakes { state.wakeAll() }
    }

    /// Starts the thread, with all signals left to the program's threads.
    private func startThread() -> Bool {
        var all = sigset_t()
        var previous = sigset_t()
        sigfillset(&all)
        pthread_sigmask(SIG_BLOCK, &all, &previous)
        defer { pthread_sigmask(SIG_SETMASK, &previous, nil) }
        #if canImport(Darwin)
        var thread: pthread_t?
        #else
        var thread = pthread_t()
        #endif
        return pthread_create(&thread, nil, { _ in FlushTimer.runThread() }, nil) == 0
    }

    private static func runThread() -> UnsafeMutableRawPointer? {
        pthread_detach(pthread_self())
        while true { shared.flushNext() }
    }

    /// Waits until sinks are due and flushes them.
    private func flushNext() {
        let deadline = state.withLock { state -> WallTime? in
            state.wakes = state.entries.map(\.deadline).min()
            return state.wakes
        }
        let known = deadline
        state.wait(until: deadline) { state in
            let next = state.entries.map(\.deadline).min()
            // Woken by a sink that is due sooner, or the first one.
            return next != known
        }
        let now = WallTime.now()
        let due = state.withLock { state -> [FileSink] in
            let due = state.entries.filter { $0.deadline <= now }.compactMap(\.sink)
            state.entries.removeAll { $0.deadline <= now || $0.sink == nil }
            return due
        }
        for sink in due { sink.flushInBackground() }
    }
}
