/// Keeps records until there are many or one is severe, then hands them all to another handler.
///
/// Source: CPython `logging.handlers.MemoryHandler`. The other handler's level is not asked, its filters are. Without another
/// handler records are kept until there is one. When the handler is closed, what it still holds goes the same way.
///
/// ## Configuration keys
/// - `capacity` (integer, required): how many records are kept.
/// - `flushLevel` (level, default `ERROR`): a record of this level, or above, sends all on their way.
/// - `target` (the name of a handler): who gets the records.
/// - `flushOnClose` (boolean, default true): whether what is left at the end is handed on, too.
public final class MemoryHandler: Handler, @unchecked Sendable /* the records are guarded by the lock */ {
    private struct State {
        var records: [StoredRecord] = []
        var target: Handler?
        var isFlushing = false
    }

    /// How many records are kept.
    public let capacity: Int
    /// A record of this level, or above, sends all on their way.
    public let flushLevel: Level
    /// Whether what is left at the end is handed on.
    public let flushesOnClose: Bool
    // Guards records and target. Not held while records are handed on: the other handler may log itself.
    private let state: Lock<State>

    /// Creates a handler.
    ///
    /// - Parameters:
    ///   - capacity: how many records are kept.
    ///   - flushLevel: a record of this level, or above, sends all on their way.
    ///   - target: who gets the records.
    ///   - flushesOnClose: whether what is left at the end is handed on.
    ///   - level: records below are not taken.
    public init(
        capacity: Int,
        flushLevel: Level = .error,
        target: Handler? = nil,
        flushesOnClose: Bool = true,
        level: Level = .notSet
    ) {
        self.capacity = capacity
        self.flushLevel = flushLevel
        self.flushesOnClose = flushesOnClose
        state = Lock(State(target: target))
        super.init(level: level)
    }

    /// Who gets the records.
    public var target: Handler? {
        get { state.withLock { $0.target } }
        set {
            let target = newValue
            state.withLock { $0.target = target }
        }
    }

    /// How many records are kept now.
    public var count: Int { state.withLock { $0.records.count } }

    package override var handlersBehind: [Handler] { target.map { [$0] } ?? [] }

    public override var pendingRecords: Int { count }

    /// Keeps the record, and hands all on if it is time.
    public override func emit(_ record: inout LogRecord) throws {
        let stored = StoredRecord(record)
        let isSevere = record.level >= flushLevel
        let capacity = capacity
        let isTime = state.withLock { state in
            state.records.append(stored)
            return isSevere || state.records.count >= capacity
        }
        if isTime { handOn() }
    }

    /// Hands on all records that are kept.
    public override func flush() throws {
        handOn()
    }

    /// Hands on what is left, if that is wanted, and drops the rest.
    public override func close() {
        if flushesOnClose { handOn() }
        let left = state.withLock { state -> Int in
            defer { state.records = [] }
            state.target = nil
            return state.records.count
        }
        drop(left, because: "closed")
    }

    /// Hands records on in their order.
    ///
    /// Records that arrive meanwhile follow; a second thread leaves them to the first.
    private func handOn() {
        while true {
            let batch = state.withLock { state -> (records: [StoredRecord], target: Handler)? in
                guard let target = state.target, !state.isFlushing, !state.records.isEmpty else { return nil }
                state.isFlushing = true
                defer { state.records = [] }
                return (state.records, target)
            }
            guard let batch else { return }
            for record in batch.records {
                record.withRecord { _ = batch.target.handle(&$0) }
            }
            state.withLock { $0.isFlushing = false }
        }
    }
}
