#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

/// Something that is done later, on a thread of the library's own.
protocol TimedTask: AnyObject, Sendable {
    /// Does it.
    func runWhenDue()
}

/// Does small things later, by a clock that nobody sets: one thread for the whole process.
///
/// The thread sleeps until the next thing is due. It is made when there is a first one, and once more in a forked child.
final class BackgroundTimer: Sendable {
    /// The process' timer.
    static let shared = BackgroundTimer()

    /// Something to do.
    private struct Entry {
        weak var task: (any TimedTask)?
        /// When, by ``MonotonicTime``.
        var deadline: Int64
    }

    private struct State {
        var entries: [Entry] = []
        /// The process whose thread does it; 0 while there is none.
        var process: pid_t = 0
        /// The moment that the thread sleeps until; `nil` while it waits for a first entry.
        var wakes: Int64?
    }

    // Guards the entries; not held while something is done.
    private let state = WaitingLock(State())

    /// Has a task run once after some seconds, unless it is gone by then.
    func add(_ task: any TimedTask, after seconds: Double) {
        let deadline = MonotonicTime.deadline(after: seconds)
        let process = getpid()
        let (makesThread, wakes) = state.withLock { state -> (Bool, Bool) in
            state.entries.append(Entry(task: task, deadline: deadline))
            defer { state.process = process }
            return (state.process != process, state.wakes.map { deadline < $0 } ?? true)
        }
        if makesThread, !DetachedThread.start({ BackgroundTimer.shared.run() }) {
            // The next one tries again.
            state.withLock { $0.process = 0 }
        }
        if wakes { state.wakeAll() }
    }

    private func run() {
        while true { runNext() }
    }

    /// Waits until tasks are due and runs them.
    private func runNext() {
        let deadline = state.withLock { state -> Int64? in
            state.wakes = state.entries.map(\.deadline).min()
            return state.wakes
        }
        // Ends early for a task that is due sooner, or the first one.
        state.wait(untilMonotonic: deadline) { $0.entries.map(\.deadline).min() != deadline }
        let now = MonotonicTime.now
        let due = state.withLock { state -> [any TimedTask] in
            let due = state.entries.filter { $0.deadline <= now }.compactMap(\.task)
            state.entries.removeAll { $0.deadline <= now || $0.task == nil }
            return due
        }
        for task in due { task.runWhenDue() }
    }
}
