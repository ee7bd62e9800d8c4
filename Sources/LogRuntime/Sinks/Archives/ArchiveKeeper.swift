#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

/// Has the archives of a sink compressed, on a thread that lives as long as there is something to do.
///
/// What another process has still open is asked for again after a while. After a failure the next rollover tries again.
final class ArchiveKeeper: TimedTask {
    /// Seconds after which an archive that is still in use is looked at again; each further time takes twice as long.
    private static let firstDelay = 0.05
    /// The longest time between two looks.
    private static let longestDelay = 60.0

    private struct State {
        /// The process whose thread is at work; 0 while there is none.
        var process: pid_t = 0
        /// Whether there may be something to do that the thread has not seen.
        var isWanted = false
        /// Whether the timer will look again.
        var isTimed = false
        /// When the timer looks after the next time.
        var delay = ArchiveKeeper.firstDelay
        /// Whether the last attempt failed, which was told.
        var hasFailed = false
    }

    private let packer: ArchivePacker
    private let trouble: SinkTrouble
    // Not held while something is done.
    private let state = Lock(State())

    /// Creates a keeper that does nothing yet.
    init(_ packer: ArchivePacker, trouble: SinkTrouble) {
        self.packer = packer
        self.trouble = trouble
    }

    /// Looks for something to do, after a rollover.
    func wake() {
        state.withLock { $0.delay = ArchiveKeeper.firstDelay }
        start()
    }

    /// Looks again at what was in use.
    func runWhenDue() {
        state.withLock { $0.isTimed = false }
        start()
    }

    private func start() {
        let process = getpid()
        let isNeeded = state.withLock { state -> Bool in
            state.isWanted = true
            // A forked child has none of its parent's threads.
            defer { state.process = process }
            return state.process != process
        }
        guard isNeeded, !DetachedThread.start({ self.run() }) else { return }
        // The next rollover tries again.
        state.withLock { $0.process = 0 }
    }

    private func run() {
        var goesOn = true
        while goesOn {
            state.withLock { $0.isWanted = false }
            var outcome = ArchivePacker.Outcome()
            var failure: SinkError?
            do throws(SinkError) {
                outcome = try packer.pack()
            } catch {
                failure = error
            }
            note(failure)
            if failure == nil, outcome.isWaiting { look(soon: outcome.hasPacked) }
            goesOn = state.withLock { state in
                if !state.isWanted { state.process = 0 }
                return state.isWanted
            }
        }
    }

    /// Tells of a failure, unless the one before was told.
    private func note(_ failure: SinkError?) {
        let isNew = state.withLock { state in
            defer { state.hasFailed = failure != nil }
            return !state.hasFailed
        }
        if let failure, isNew { trouble.report(failure) }
    }

    /// Has the timer look again.
    private func look(soon: Bool) {
        let delay = state.withLock { state -> Double? in
            guard !state.isTimed else { return nil }
            state.isTimed = true
            if soon { state.delay = ArchiveKeeper.firstDelay }
            defer { state.delay = min(state.delay * 2, ArchiveKeeper.longestDelay) }
            return state.delay
        }
        if let delay { BackgroundTimer.shared.add(self, after: delay) }
    }
}
