public import LogRuntime
internal import Synchronization

/// A configuration in force: the handlers that it opened, and the way to close them.
///
/// It closes only what it made itself; handlers that the program attached are the program's.
public final class ActiveConfiguration: Sendable {
    /// The tree that it configures.
    public let tree: LoggerTree
    /// Its handlers by name, in the order of the file, also those that no logger uses.
    public let handlers: [(name: String, handler: Handler)]
    /// Warnings and notes about the file.
    public let diagnostics: [Diagnostic]
    let plan: Plan
    /// The filters that it has added to loggers, by the loggers' names.
    let addedFilters: [String: [any Filter]]
    /// Whether the handlers stand for others and nothing is open.
    let isPreview: Bool
    /// What reloads must know about the loggers.
    let history: LoggerHistory
    private let madeInOrder: [Handler]
    private let adopted: [Handler]
    private let shutdowns = Atomic<Int>(0)
    /// Logs what became of the records, if that is wanted.
    private let statisticsReporter: StatisticsReporter?

    init(
        tree: LoggerTree,
        plan: Plan,
        handlers: [(name: String, handler: Handler)],
        madeInOrder: [Handler],
        adopted: [Handler],
        addedFilters: [String: [any Filter]],
        history: LoggerHistory,
        diagnostics: [Diagnostic],
        isPreview: Bool
    ) {
        self.tree = tree
        self.plan = plan
        self.handlers = handlers
        self.madeInOrder = madeInOrder
        self.adopted = adopted
        self.addedFilters = addedFilters
        self.history = history
        self.diagnostics = diagnostics
        self.isPreview = isPreview
        let reports = isPreview ? nil : plan.settings.statistics
        statisticsReporter = reports.map { StatisticsReporter(of: tree, options: $0) }
        statisticsReporter?.start()
    }

    /// Ends the reports on what became of the records, as another configuration takes over.
    func stopReports() {
        statisticsReporter?.stop()
    }

    /// A handler by its name.
    public func handler(named name: String) -> Handler? {
        handlers.first { $0.name == name }?.handler
    }

    /// Whether it has closed its handlers.
    var isShutDown: Bool { shutdowns.load(ordering: .relaxed) > 0 }

    /// What it closes: its own handlers and those of earlier configurations that are still in use, in the order of making.
    var ownedHandlers: [Handler] { adopted + madeInOrder }

    /// Hands on what handlers hold back and closes them, the last one made first.
    ///
    /// May be called more than once.
    ///
    /// The handlers stay attached; a file that is written in mode `a` opens again when a late record arrives.
    /// Source: CPython `logging.shutdown`.
    public func shutdown() {
        shutdowns.add(1, ordering: .relaxed)
        // The last figures; what is still to come is not in them.
        if let statisticsReporter, statisticsReporter.stop() { statisticsReporter.report() }
        for handler in ownedHandlers.reversed() { ActiveConfiguration.close(handler) }
    }

    /// Flushes a handler and closes it; what cannot be flushed is reported.
    static func close(_ handler: Handler) {
        // A memory handler may be told to keep what is left to itself. CPython's `shutdown` asks it, too.
        let flushes = (handler as? MemoryHandler)?.flushesOnClose ?? true
        do {
            if flushes { try handler.flush() }
        } catch {
            // A sink's handler still has what it could not write, and counts what is lost when it is closed.
            let isLoss = !(handler is SinkHandler)
            handler.status.report(LogFailure(handler: handler.displayName, message: "\(error)", isLoss: isLoss))
        }
        handler.close()
    }
}
