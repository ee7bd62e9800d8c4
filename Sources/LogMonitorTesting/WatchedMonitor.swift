internal import LogMonitor
internal import LogRuntime

/// A monitor between the hub and the one that is tried; lets go of that one when it is closed.
final class WatchedMonitor: Monitor {
    private let monitor: Lock<(any Monitor)?>
    private let journal: TrialJournal

    /// Stands before a monitor.
    init(_ monitor: any Monitor, journal: TrialJournal) {
        self.monitor = Lock(monitor)
        self.journal = journal
    }

    /// The monitor; never called with the lock held.
    private var tried: (any Monitor)? { monitor.withLock { $0 } }

    func exportSchema(_ schema: MonitorSchema) throws { try tried?.exportSchema(schema) }

    func exportRows(_ record: borrowing MonitorRecord) throws {
        guard let tried else { return }
        if journal.endsBeforeRows { tried.close() }
        try tried.exportRows(record)
    }

    /// Says so to the monitor.
    func allowWaiting() { tried?.allowWaiting() }

    /// Flushes twice: the second time there is nothing to do.
    func flush() throws {
        try tried?.flush()
        try tried?.flush()
    }

    /// Closes twice: the second time there is nothing to do.
    func close() {
        let tried = monitor.withLock { monitor in
            defer { monitor = nil }
            return monitor
        }
        tried?.close()
        tried?.close()
    }
}

/// What is kept while a type is tried.
final class TrialJournal: Sendable {
    /// A monitor, not kept alive.
    private struct Reference: Sendable {
        weak let monitor: (any Monitor)?
    }

    private struct State {
        var failures: [String] = []
        var references: [Reference] = []
        var endsBeforeRows = false
    }

    private let state = Lock(State())

    /// Keeps a failure.
    func add(_ failure: LogFailure) { state.withLock { $0.failures.append(failure.message) } }

    /// Notes a monitor that was made.
    func add(_ monitor: any Monitor) { state.withLock { $0.references.append(Reference(monitor: monitor)) } }

    /// The failures since the last call.
    func takeFailures() -> [String] {
        state.withLock { state in
            defer { state.failures = [] }
            return state.failures
        }
    }

    /// Whether a monitor is still there.
    var hasSurvivors: Bool { state.withLock { state in state.references.contains { $0.monitor != nil } } }

    /// Whether monitors are closed before they get rows.
    var endsBeforeRows: Bool {
        get { state.withLock { $0.endsBeforeRows } }
        set { state.withLock { $0.endsBeforeRows = newValue } }
    }
}
