internal import LogRuntime

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

/// The work of a ``ConfigurationWatcher``: its thread holds on to this object, and not to the watcher.
final class WatchLoop: Sendable {
    /// Seconds between the look that shows a change and the one that confirms it.
    static let settlingTime = 0.1

    private struct Thread {
        var isRunning = false
        var isStopping = false
        var identity: pthread_t?
    }

    /// The file.
    let path: String
    private let tree: LoggerTree
    private let interval: WatchInterval
    private let onReload: (@Sendable (ReloadOutcome) -> Void)?
    private let pipe: WakingPipe?
    // One look at a time; held while the file is read and put into force, not while anybody is told.
    private let file: Lock<WatchedFile>
    private let thread = WaitingLock(Thread())

    /// Puts the file into force; ``start()`` begins to watch.
    init(
        file: consuming WatchedFile,
        interval: WatchInterval,
        pipe: WakingPipe?,
        onReload: (@Sendable (ReloadOutcome) -> Void)?
    ) {
        path = file.path
        tree = file.tree
        self.interval = interval
        self.pipe = pipe
        self.onReload = onReload
        self.file = Lock(file)
    }

    /// What the file has put into force last.
    var active: ActiveConfiguration { file.withLock { $0.active } }

    // MARK: Looking

    /// Looks at the file once.
    ///
    /// - Returns: whether to look again in a moment.
    func look(forgetting: Bool = false) -> Bool {
        let finding = file.withLock { file in
            if forgetting { file.forget() }
            return file.look()
        }
        switch finding {
        case .nothing: return false
        case .unsettled: return true
        case .applied(let active, let changes): tell(.applied(active, changes))
        case .refused(let error): tell(.refused(error))
        }
        return false
    }

    /// Reads the file in any case.
    func reload() throws(LoggingConfigurationError) -> ConfigurationChanges {
        do throws(LoggingConfigurationError) {
            let result = try file.withLock { (file) throws(LoggingConfigurationError) in try file.reload() }
            tell(.applied(result.active, result.changes))
            pipe?.wake()
            return result.changes
        } catch {
            tell(.refused(error))
            throw error
        }
    }

    private func tell(_ outcome: ReloadOutcome) {
        switch outcome {
        case .applied(let active, let changes):
            var text = "configuration '\(path)' loaded anew: \(changes)"
            for diagnostic in active.diagnostics where diagnostic.severity == .warning { text += "\n\(diagnostic)" }
            tree.status.notify(text)
        case .refused(let error):
            var failure = LogFailure(
                handler: path,
                message: "refused, the one in force goes on: \(error)",
                pythonType: error.chain.first?.type,
                pythonMessage: error.chain.first?.message,
                isLoss: false
            )
            failure.subject = "configuration '\(path)'"
            tree.status.report(failure)
        }
        onReload?(outcome)
    }

    // MARK: The thread

    /// Begins to watch.
    ///
    /// - Returns: whether the system has made the thread.
    func start() -> Bool {
        guard pipe != nil else { return true }
        thread.withLock { $0.isRunning = true }
        if DetachedThread.start({ [self] in run() }) { return true }
        thread.withLock { $0.isRunning = false }
        return false
    }

    /// Ends the thread.
    func stop(waits: Bool) {
        let caller = pthread_self()
        let isOwn = thread.withLock { thread in
            thread.isStopping = true
            return thread.identity.map { pthread_equal($0, caller) != 0 } ?? false
        }
        pipe?.wake()
        if waits, !isOwn { thread.wait { !$0.isRunning } }
    }

    private func run() {
        let identity = pthread_self()
        thread.withLock { $0.identity = identity }
        pipe?.takeHangup()
        var isUnsettled = false
        while let pipe, !thread.withLock({ $0.isStopping }) {
            let pause = isUnsettled ? WatchLoop.settlingTime : seconds
            let cause = pipe.wait(seconds: pause)
            if thread.withLock({ $0.isStopping }) { break }
            switch cause {
            case .time: isUnsettled = look()
            case .hangup: isUnsettled = look(forgetting: true)
            // The interval may be another.
            case .call: continue
            }
        }
        thread.withLock { thread in
            thread.identity = nil
            thread.isRunning = false
        }
        thread.wakeAll()
    }

    /// Seconds between two looks; `nil` for none.
    private var seconds: Double? {
        switch interval {
        case .configured: return active.plan.settings.reloadInterval
        case .every(let duration):
            let (seconds, attoseconds) = duration.components
            return max(Double(seconds) + Double(attoseconds) / 1e18, 0.001)
        case .never: return nil
        }
    }
}
