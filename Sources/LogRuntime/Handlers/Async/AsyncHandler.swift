internal import Synchronization

/// Queues records and lets a thread write them: the call that logs makes no system call and takes no lock.
///
/// With one handler behind the queue that writes lines (a file, a rotating file, a stream) the calling thread formats the line
/// straight for that handler and copies it into a ring; the thread behind it writes many lines with one system call. Nothing is
/// allocated. With other handlers, or several, records cross the queue whole. Records leave the queue in the order in which they
/// came into it, whichever thread they are of. The queue's size is fixed; ``BackPressure`` says what happens when it is full.
///
/// With a ``AsyncOptions/journal`` the ring is a file that outlives the process: a record whose call has returned is not
/// lost by `kill -9`. What a process has left is written to its log by the next start with the same journal, or by
/// `logconfig recover`, each record exactly once. See the article *Journals*.
///
/// A forked child does not write what is in its parent's queue; its first record makes a queue, a thread and a journal of its own. At
/// the end of the process the queue is emptied, for ``AsyncOptions/drainLimit`` at most. A record that comes later goes to
/// the handlers at once, and so does one that is too long for the queue, after those before it.
///
/// A file that cannot be written (a full disk) keeps its lines in the queue: writing is tried again five times a second, and
/// the policy decides about new records once the queue is full.
///
/// ## Configuration keys
/// - `handlers` (list of names, required): who gets the records behind the queue.
/// - `capacity` (integer, bytes, default 4194304): the size of the queue.
/// - `policy` (`block`, `drop_newest`, `drop_oldest` or `drop_lowest_severity`, default `block`): what happens when it is full.
/// - `timeout` (number, seconds, default 5): how long `block` waits for room.
/// - `drain_limit` (number, seconds, default 5): how long flushing, closing and the end of the process wait.
/// - `report_interval` (number, seconds, default 1, 0 = never): how often a record says how many were dropped.
/// - `respect_handler_level` (boolean, default true): whether the levels of the handlers behind the queue count.
/// - `journal` (string, default none): the name of the journal, beside the log as a rule; needs one handler that writes a file in UTF-8.
public final class AsyncHandler: Handler, @unchecked Sendable /* constants, a published queue, and counters */ {
    /// Who gets the records behind the queue.
    public let handlers: [Handler]
    /// How records are queued.
    public let options: AsyncOptions
    let environment: LogEnvironment
    /// The absolute name of the journal.
    let journalName: String?
    let target: AsyncQueue.Target
    /// The handler behind the queue, if lines cross it; `target` keeps it alive.
    let lineTarget: Unmanaged<SinkHandler>?
    let slot = PublishedProperty<AsyncQueue>(nil)
    // Lets one thread of a forked child make the queue.
    private let renewal = Turn()
    private let recovered = Atomic<Int>(0)
    /// How many records have left the queue, or passed it by.
    private let settled = Atomic<Int>(0)
    private let droppedBefore = Atomic<Int>(0)

    /// Creates a handler, and writes what processes that are gone have left in the journal.
    ///
    /// - Parameters:
    ///   - handlers: who gets the records behind the queue.
    ///   - options: how records are queued.
    ///   - environment: how file names become paths, and the clock of records about dropped ones.
    ///   - level: records below are not taken.
    ///   - formatter: makes lines in place of the formatter of the handler behind the queue; where records cross the queue
    ///     whole, makes text of them in front of it. `nil` for neither.
    /// - Throws: ``SinkError`` if there is no room for the queue, or no journal can be kept for these handlers.
    public init(
        handlers: [Handler],
        options: AsyncOptions = AsyncOptions(),
        environment: LogEnvironment = .system,
        level: Level = .notSet,
        formatter: (any Formatter)? = nil
    ) throws(SinkError) {
        self.handlers = handlers
        self.options = options
        self.environment = environment
        journalName = options.journal.map { environment.files.absolutePath(of: $0) }
        if handlers.count == 1, let single = handlers[0] as? SinkHandler {
            target = .lines(single)
            lineTarget = .passUnretained(single)
        } else {
            target = .records(handlers)
            lineTarget = nil
        }
        super.init(level: level, formatter: formatter)
        if let journalName { try recover(journalName) }
        slot.store(try AsyncQueue(for: self, target: target))
    }

    // MARK: What became of records

    /// How many records were dropped for want of room.
    public var droppedCount: Int {
        droppedBefore.load(ordering: .relaxed) + (slot.value?.dropped.load(ordering: .relaxed) ?? 0)
    }

    package override var handlersBehind: [Handler] { handlers }

    public override var pendingRecords: Int {
        // What has left is read first, so that records on their way are not taken for lost ones.
        let gone = settled.load(ordering: .acquiring) + droppedCount
        return max(0, counters.records.load(ordering: .relaxed) - gone)
    }

    public override func amend(_ statistics: inout HandlerStatistics) {
        statistics.move(droppedCount, toDropsBecause: "queue full")
    }

    /// Counts records that have left the queue.
    func settle(_ count: Int) {
        settled.add(count, ordering: .releasing)
    }

    /// How many bytes of the queue are taken.
    public var pendingBytes: Int {
        guard let ring = slot.value?.ring else { return 0 }
        return Int(ring.end - min(ring.start, ring.end))
    }

    /// How many records of processes that were killed this handler has written when it was made.
    public var recoveredCount: Int { recovered.load(ordering: .relaxed) }

    /// The journal's file in this process.
    package var journalPath: String? { slot.value?.journal?.path }

    /// Counts records that were recovered.
    func addRecovered(_ count: Int) {
        recovered.add(count, ordering: .relaxed)
    }

    // MARK: Taking records

    /// Formats the record and puts the line into the queue, or puts the record into it as it is.
    ///
    /// - Throws: ``FormattingError`` when the line cannot be made, and ``SinkError`` when a line that is too long for the queue
    ///   cannot be written.
    public override func emit(_ record: inout LogRecord) throws {
        guard let queue = slot.load() else { return handOn(&record) }
        switch target {
        case .lines(let target):
            if options.respectsHandlerLevel, !target.takes(record.level) { return settle(1) }
            guard target.passes(&record) else { return settle(1) }
            let context = ThreadContext.current
            if let frame = context.pointee.topFrame {
                return try put(&record, for: target, into: queue, through: &frame.pointee.line)
            }
            // Not inside of a logging call: a record that was stored comes out of another queue.
            guard let frame = context.pointee.enter() else { return }
            defer { context.pointee.leave() }
            try put(&record, for: target, into: queue, through: &frame.pointee.line)
        case .records:
            try put(&record, into: queue)
        }
    }

    /// Puts a line into the queue.
    @inline(__always) private func put(
        _ record: inout LogRecord,
        for target: SinkHandler,
        into queue: Unmanaged<AsyncQueue>,
        through line: inout ByteBuffer
    ) throws {
        line.removeAll()
        try formatLine(record, for: target, into: &line)
        let outcome = queue._withUnsafeGuaranteedRef { $0.put(line.bytes, level: record.level, at: record.time) }
        if _fastPath(outcome == .queued) { return }
        switch outcome {
        case .queued, .dropped: return
        case .closed: try write(line.bytes, to: target, at: record.time)
        case .tooLong:
            try queue.takeUnretainedValue().writeAtOnce(line.bytes, to: target.sink, at: record.time)
            countPast(line.count, for: target)
        case .foreign:
            guard let own = renew(after: queue) else { return try write(line.bytes, to: target, at: record.time) }
            try put(&record, for: target, into: own, through: &line)
        }
    }

    /// Writes a line past the queue that is no more.
    private func write(_ line: UnsafeRawBufferPointer, to target: SinkHandler, at time: WallTime) throws(SinkError) {
        try target.sink.write(line, at: time)
        countPast(line.count, for: target)
    }

    /// Counts a line that was written past the queue.
    private func countPast(_ size: Int, for target: SinkHandler) {
        settle(1)
        if target.countsDeliveries { target.countDelivery(of: size) }
    }

    /// Appends a record's line as it goes to a handler's sink.
    @inline(__always) func formatLine(
        _ record: borrowing LogRecord,
        for target: SinkHandler,
        into line: inout ByteBuffer
    ) throws(FormattingError) {
        if formatter == nil {
            try target.format(record, into: &line)
        } else {
            try format(record, into: &line)
        }
        target.appendTerminator(to: &line)
    }

    /// Puts a record into the queue as it is.
    private func put(_ record: inout LogRecord, into queue: Unmanaged<AsyncQueue>) throws {
        var stored = StoredRecord(record)
        if formatter != nil {
            var text = ByteBuffer()
            try format(record, into: &text)
            stored.flatten(to: Array(text.bytes))
        }
        let texts = record.text.count + (record.renderedFields?.count ?? 0)
        let weight = 512 + texts + 64 * (record.extra.count + (record.object?.count ?? 0))
        switch queue.takeUnretainedValue().put(stored, weight: weight, level: record.level) {
        case .queued, .dropped: return
        case .closed, .tooLong: stored.withRecord { handOn(&$0) }
        case .foreign:
            guard let own = renew(after: queue) else { return stored.withRecord { handOn(&$0) } }
            try put(&record, into: own)
        }
    }

    /// Gives a record to the handlers at once.
    private func handOn(_ record: inout LogRecord) {
        for handler in handlers where !options.respectsHandlerLevel || handler.takes(record.level) {
            handler.handle(&record)
        }
        settle(1)
    }

    /// The queue of a forked child, made by the first thread that needs it; `nil` if there is no room for one.
    private func renew(after old: Unmanaged<AsyncQueue>) -> Unmanaged<AsyncQueue>? {
        renewal.take()
        defer { renewal.end() }
        if let present = slot.load(), present.toOpaque() != old.toOpaque() { return present }
        droppedBefore.add(old.takeUnretainedValue().dropped.load(ordering: .relaxed), ordering: .relaxed)
        // What is in the parent's queue is the parent's to write.
        settled.add(pendingRecords, ordering: .relaxed)
        do {
            slot.store(try AsyncQueue(for: self, target: target))
        } catch {
            slot.store(nil)
            report(error, isLoss: false)
        }
        return slot.load()
    }

    // MARK: Flushing and closing

    /// Waits until every record that is in the queue now is written.
    ///
    /// - Throws: ``SinkError`` when that takes longer than ``AsyncOptions/drainLimit``, and what flushing the handlers throws.
    public override func flush() throws {
        if let queue = slot.value, !queue.isForeign.load(ordering: .relaxed) {
            guard queue.drain(seconds: options.drainLimit) else {
                throw SinkError("flush", "the queue", problem: "not all was written in \(options.drainLimit) s")
            }
        }
        for handler in handlers { try handler.flush() }
    }

    /// Empties the queue and ends its thread.
    ///
    /// What cannot be written in time stays in the journal, or is lost and counted. May be called more than once.
    public override func close() {
        guard let queue = slot.value, !queue.isForeign.load(ordering: .relaxed) else { return }
        queue.close()
    }
}
