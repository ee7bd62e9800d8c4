#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

/// Puts records into a queue, and lets a thread of its own give them to other handlers.
///
/// A record crosses the queue whole: a structured message stays structured, arguments stay arguments, the thread's and the
/// task's name go with it. Only a handler with a ``Handler/formatter`` of its own makes text of the record in front of the
/// queue. The thread starts with the first record; ``flush()`` and ``close()`` wait until the queue is empty, for a limited
/// time. A record that comes later is given to the handlers at once.
///
/// CPython's handler makes text of every record, and the listener that its configuration makes is never started.
/// ``Compatibility/python313`` does the same: records wait until the program calls ``start()``.
/// Source: CPython `logging.handlers.QueueHandler`, `QueueListener`, `DictConfigurator._configure_queue_handler`.
///
/// ## Configuration keys
/// - `handlers` (list of names, default none): who gets the records behind the queue.
/// - `respect_handler_level` (boolean, default false): whether the levels of these handlers count.
/// - `queue` (a name or a mapping with `()`, default `queue.Queue`): the queue; `maxsize` limits it. A record for which there
///   is no room is lost and counted.
/// - `listener` (a name, default `logging.handlers.QueueListener`): what takes records out of the queue.
public final class QueueHandler: Handler, @unchecked Sendable /* constants, and a queue behind its lock */ {
    private struct State {
        /// Records that wait, the oldest first.
        var waiting: [StoredRecord] = []
        /// How many records the thread has taken and not yet given to the handlers.
        var inHand = 0
        /// The thread that takes records, once it runs.
        var thread: pthread_t?
        /// Whether the thread is to end when the queue is empty.
        var isStopping = false
        /// Whether records pass the queue by: it was closed.
        var isClosed = false
        /// Whether the thread starts with the first record.
        var startsItself: Bool

        var isEmpty: Bool { waiting.isEmpty && inHand == 0 }
    }

    /// Who gets the records behind the queue.
    public let handlers: [Handler]
    /// Whether the levels of these handlers count.
    public let respectsHandlerLevel: Bool
    /// How many records may wait; 0 for any number.
    public let capacity: Int
    /// Seconds that ``flush()`` and ``close()`` wait for the queue to be empty.
    public let drainLimit: Double
    private let isPython: Bool
    private let state: WaitingLock<State>

    /// Creates a handler.
    ///
    /// - Parameters:
    ///   - handlers: who gets the records behind the queue.
    ///   - capacity: how many records may wait (`maxsize`); 0 for any number.
    ///   - respectsHandlerLevel: whether their levels count (`respect_handler_level`).
    ///   - drainLimit: seconds that ``flush()`` and ``close()`` wait for the queue to be empty.
    ///   - compatibility: whose behaviour the handler has.
    ///   - level: records below are not taken.
    ///   - formatter: makes text of records in front of the queue; `nil` keeps them whole.
    public init(
        handlers: [Handler],
        capacity: Int = 0,
        respectsHandlerLevel: Bool = false,
        drainLimit: Double = 5,
        compatibility: Compatibility = .standard,
        level: Level = .notSet,
        formatter: (any Formatter)? = nil
    ) {
        self.handlers = handlers
        self.respectsHandlerLevel = respectsHandlerLevel
        self.capacity = max(0, capacity)
        self.drainLimit = drainLimit
        isPython = compatibility == .python313
        state = WaitingLock(State(startsItself: compatibility != .python313))
        super.init(level: level, formatter: formatter)
        countsDeliveries = false
    }

    /// How many records have not reached the handlers behind the queue.
    public var pendingCount: Int { state.withLock { $0.waiting.count + $0.inHand } }

    package override var handlersBehind: [Handler] { handlers }

    public override var pendingRecords: Int { pendingCount }

    public override func amend(_ statistics: inout HandlerStatistics) {
        state.withLock { count(into: &statistics, pending: $0.waiting.count + $0.inHand) }
    }

    /// Puts the record into the queue.
    ///
    /// - Throws: ``FormattingError`` when a text is wanted and cannot be made, ``QueueFullError`` when there is no room.
    public override func emit(_ record: inout LogRecord) throws {
        var stored = StoredRecord(record)
        if isPython || formatter != nil {
            var text = ByteBuffer()
            try format(record, into: &text)
            stored.flatten(to: Array(text.bytes))
        }
        enum Outcome { case queued, isFirst, full, passing }
        let outcome = state.withLock { state -> Outcome in
            if !state.isClosed, capacity > 0, state.waiting.count >= capacity { return .full }
            countTaken()
            if state.isClosed { return .passing }
            state.waiting.append(stored)
            return state.startsItself && state.thread == nil ? .isFirst : .queued
        }
        switch outcome {
        case .queued: state.wakeAll()
        case .isFirst: start()
        case .full: throw QueueFullError()
        case .passing: stored.withRecord { give(&$0) }
        }
    }

    /// Gives a record to the handlers.
    ///
    /// Source: CPython `QueueListener.handle`.
    private func give(_ record: inout LogRecord) {
        for handler in handlers where !respectsHandlerLevel || handler.takes(record.level) { handler.handle(&record) }
    }

    // MARK: The thread

    /// Starts the thread that empties the queue, unless it runs.
    public func start() {
        let failure = state.withLock { state -> Int32 in
            guard state.thread == nil, !state.isClosed else { return 0 }
            state.isStopping = false
            let (thread, failure) = QueueHandler.makeThread(for: self)
            state.thread = thread
            return failure
        }
        state.wakeAll()
        if failure != 0 {
            // The records stay in the queue, and the next one tries again.
            report(SinkError("start", "the queue's thread", errorNumber: failure), isLoss: false)
        }
    }

    /// Makes a thread that takes no signals: those are the program's.
    private static func makeThread(for handler: QueueHandler) -> (thread: pthread_t?, failure: Int32) {
        var all = sigset_t()
        var previous = sigset_t()
        sigfillset(&all)
        pthread_sigmask(SIG_BLOCK, &all, &previous)
        defer { pthread_sigmask(SIG_SETMASK, &previous, nil) }
        let box = Unmanaged.passRetained(handler)
        #if canImport(Darwin)
        var thread: pthread_t?
        let failure = pthread_create(&thread, nil, { QueueHandler.runThread($0) }, box.toOpaque())
        #else
        var made = pthread_t()
        let failure = pthread_create(&made, nil, { QueueHandler.runThread($0) }, box.toOpaque())
        let thread: pthread_t? = made
        #endif
        guard failure == 0 else {
            box.release()
            return (nil, failure)
        }
        return (thread, 0)
    }

    private static func runThread(_ argument: UnsafeMutableRawPointer?) -> UnsafeMutableRawPointer? {
        guard let argument else { return nil }
        let handler = Unmanaged<QueueHandler>.fromOpaque(argument).takeRetainedValue()
        pthread_detach(pthread_self())
        handler.run()
        return nil
    }

    /// Takes records out of the queue until it is to stop.
    ///
    /// Source: CPython `QueueListener._monitor`.
    private func run() {
        while let records = nextRecords() {
            for record in records {
                record.withRecord { give(&$0) }
                state.withLock { $0.inHand -= 1 }
            }
            state.wakeAll()
        }
    }

    /// Waits for records and takes all that are there; `nil` ends the thread.
    private func nextRecords() -> [StoredRecord]? {
        var records: [StoredRecord]?
        state.wait { state in
            guard state.waiting.isEmpty else {
                state.inHand = state.waiting.count
                records = state.waiting
                state.waiting = []
                return true
            }
            guard state.isStopping else { return false }
            state.thread = nil
            return true
        }
        return records
    }

    // MARK: Emptying the queue

    /// Waits until the handlers have all records that are in the queue, and flushes them.
    ///
    /// - Throws: ``SinkError`` when that takes longer than ``drainLimit``.
    public override func flush() throws {
        guard waitForDrain() else {
            throw SinkError(
                "flush",
                "the queue",
                problem: "\(pendingCount) records wait for longer than \(drainLimit) s"
            )
        }
        for handler in handlers { try handler.flush() }
    }

    /// Waits until the queue is empty; not on the queue's own thread, and not when nobody empties it.
    private func waitForDrain() -> Bool {
        let caller = pthread_self()
        return state.wait(until: deadline) { state in
            guard let thread = state.thread else { return true }
            return state.isEmpty || pthread_equal(thread, caller) != 0
        }
    }

    private var deadline: WallTime {
        let now = WallTime.now()
        let end = now.epochSeconds + drainLimit
        return WallTime(epochSeconds: end)
    }

    /// Empties the queue and ends its thread; what is then still in the queue is lost and counted.
    ///
    /// In CPython closing the handler leaves the listener as it is; ``Compatibility/python313`` does the same.
    public override func close() {
        guard !isPython else { return }
        // First of all, so that no record comes in behind the last that is waited for.
        state.withLock { $0.isClosed = true }
        _ = waitForDrain()
        // Whether no thread could be made, or none was to run.
        if state.withLock({ $0.thread == nil }) { while handOnNext() {} }
        let reason = SinkError("flush", "the queue", problem: "closed before the handlers had taken all")
        let lost = state.withLock { state -> Int in
            state.isStopping = true
            let lost = state.waiting.count
            state.waiting.removeAll()
            drop(lost, by: reason)
            return lost
        }
        state.wakeAll()
        reportLoss(of: lost, by: reason)
    }

    /// Keeps records until they are taken out by hand, which a rehearsal asks for before records arrive.
    package func waitForHand() {
        state.withLock { $0.startsItself = false }
    }

    /// Gives the first record that waits to the handlers, on this thread, where no other runs.
    ///
    /// - Parameter willGive: is told of the record's time before.
    /// - Returns: whether there was one.
    @discardableResult
    package func handOnNext(_ willGive: (_ time: WallTime) -> Void = { _ in }) -> Bool {
        let record = state.withLock { state in state.waiting.isEmpty ? nil : state.waiting.removeFirst() }
        guard let record else { return false }
        record.withRecord { record in
            willGive(record.time)
            give(&record)
        }
        return true
    }
}
