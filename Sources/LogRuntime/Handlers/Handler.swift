internal import Synchronization

/// Delivers records to a place.
///
/// Subclasses override ``emit(_:)``; this class decides which records reach it (level, then filters), counts, and sees to it
/// that an error never reaches the program that logs. Source: CPython `logging.Handler`.
open class Handler: @unchecked Sendable /* the level is atomic, the rest is published or set before records arrive */ {
    /// The handler's name in the configuration.
    public final var name: String? {
        get { nameBox.value?.name }
        set { nameBox.store(newValue.map(HandlerName.init)) }
    }

    private final let nameBox = PublishedProperty<HandlerName>(nil)
    private final let threshold: Atomic<Int>
    private final let filterList = PublishedProperty<FilterList>(nil)
    private final let formatterBox = PublishedProperty<FormatterBox>(nil)
    private final let statusBox: PublishedProperty<StatusChannel>
    private final let failures = Atomic<Int>(0)
    /// What becomes of records; the sink may count for the handler what is delivered.
    final let counters = HandlerCounters()
    /// Looks for the end of trouble, once there is some.
    private final let recovery = Recovery()
    /// Whether this handler counts what is delivered itself: nobody does it under a lock that is held anyway.
    ///
    /// Set before records arrive. Known in this module alone: what others could change would be guarded at each record.
    final var countsDeliveries = true

    /// What is told of each record that passes; used by rehearsals.
    ///
    /// Set before records arrive.
    package final var deliveryObserver: (any DeliveryObserver)? {
        get { observerBox.value?.observer }
        set { setAftermath(observer: newValue, leavesTraces: leavesTraces) }
    }

    /// Whether the record remembers afterwards what this handler's formatter has worked out, as Python's record does.
    ///
    /// Set before records arrive.
    package final var leavesTraces: Bool {
        get { observerBox.value?.leavesTraces ?? false }
        set { setAftermath(observer: deliveryObserver, leavesTraces: newValue) }
    }

    /// Whether this handler sends the attributes of records, those included that earlier formatters have left.
    package final var sendsAttributes = false

    private final let observerBox = PublishedProperty<Aftermath>(nil)

    private final func setAftermath(observer: (any DeliveryObserver)?, leavesTraces: Bool) {
        let isNeeded = observer != nil || leavesTraces
        observerBox.store(isNeeded ? Aftermath(observer: observer, leavesTraces: leavesTraces) : nil)
    }

    /// Creates a handler that takes every record.
    ///
    /// - Parameters:
    ///   - level: records below are not taken.
    ///   - formatter: how records become text; `nil` for the message alone.
    public init(level: Level = .notSet, formatter: (any Formatter)? = nil) {
        threshold = Atomic(level.rawValue)
        statusBox = PublishedProperty(LoggerTree.defaultStatus)
        if let formatter { formatterBox.store(FormatterBox(formatter)) }
    }

    /// Records below this level are not taken.
    public final var level: Level {
        get { Level(rawValue: threshold.load(ordering: .relaxed)) }
        set { threshold.store(newValue.rawValue, ordering: .relaxed) }
    }

    /// What must let a record pass, in order.
    public final var filters: [any Filter] {
        get { filterList.value?.filters ?? [] }
        set { filterList.store(newValue.isEmpty ? nil : FilterList(newValue)) }
    }

    /// How records become text; `nil` for the message alone.
    public final var formatter: (any Formatter)? {
        get { formatterBox.value?.formatter }
        set { formatterBox.store(newValue.map(FormatterBox.init)) }
    }

    /// Where this handler reports what it could not deliver.
    public final var status: StatusChannel {
        get { statusBox.value ?? LoggerTree.defaultStatus }
        set { statusBox.store(newValue) }
    }

    /// How many records this handler could not deliver.
    public final var failureCount: Int { failures.load(ordering: .relaxed) }

    /// The name to show to people: the configured one, else the class' name.
    public final var displayName: String { name ?? String(describing: type(of: self)) }

    /// Takes a record whose level was checked: filters, then ``emit(_:)``.
    ///
    /// - Parameter record: the record; filters may change it.
    /// - Returns: whether the filters let it pass.
    @discardableResult
    @inline(__always) public final func handle(_ record: inout LogRecord) -> Bool {
        if let filters = filterList.load() {
            guard filters._withUnsafeGuaranteedRef({ $0.pass(&record) }) else {
                counters.filtered.add(1, ordering: .relaxed)
                return false
            }
        }
        do {
            try emit(&record)
            if countsDeliveries { counters.records.add(1, ordering: .relaxed) }
        } catch {
            fail(error)
        }
        if let box = observerBox.load() { finish(&record, box) }
        return true
    }

    /// Does what is to be done once a record was emitted, which is nothing for most handlers.
    @inline(never) private final func finish(_ record: inout LogRecord, _ box: Unmanaged<Aftermath>) {
        let aftermath = box.takeUnretainedValue()
        if aftermath.leavesTraces { record.leaveTraces(of: formatter) }
        aftermath.observer?.delivered(to: self)
    }

    /// Whether a line of fields that are JSON already is all that becomes of a record: nobody looks at it, and the formatter
    /// puts braces around the fields.
    @inline(__always) final var takesRenderedFields: Bool {
        guard filterList.load() == nil, observerBox.load() == nil, let box = formatterBox.load() else { return false }
        return box._withUnsafeGuaranteedRef { $0.takesRenderedFields }
    }

    /// Whether nobody looks at a record here or makes a line of it: no filter, no observer, no formatter.
    @inline(__always) final var leavesRecordsAlone: Bool {
        filterList.load() == nil && observerBox.load() == nil && formatterBox.load() == nil
    }

    /// How a line is made of a message where nobody but the formatter looks at a record; `nil` if that takes a record.
    @inline(__always) final var prefixedLine: PrefixedLine? {
        guard filterList.load() == nil, observerBox.load() == nil, let box = formatterBox.load() else { return nil }
        let line = box._withUnsafeGuaranteedRef { $0.prefixedLine }
        return line.number != 0 ? line : nil
    }

    /// Whether this handler's level takes a record.
    @inline(__always) final func takes(_ level: Level) -> Bool {
        level.rawValue >= threshold.load(ordering: .relaxed)
    }

    /// Delivers one record.
    ///
    /// Called by any thread, by several at once: the implementation guards what it shares.
    ///
    /// - Parameter record: valid until the call returns.
    /// - Throws: whatever kept the record from being delivered; it is reported and counted, and the program goes on.
    open func emit(_ record: inout LogRecord) throws {}

    /// Hands on what is held back.
    ///
    /// - Throws: whatever kept it from being handed on.
    open func flush() throws {}

    /// Flushes and lets go of the destination.
    ///
    /// May be called more than once.
    open func close() {}

    /// Makes a handler on the same open destination, to take this one's place with another level, formatter or filters.
    ///
    /// - Returns: the handler; `nil` where a destination belongs to one handler alone.
    package func makeSuccessor() -> Handler? { nil }

    /// Who gets this handler's records from it.
    package var handlersBehind: [Handler] { [] }

    /// How many records wait in this handler: it has taken them, and nobody has them from it yet.
    ///
    /// A handler with a queue of its own says here how many are in it.
    open var pendingRecords: Int { 0 }

    /// What the sink has counted, if it does.
    var sinkCounts: SinkCounts? { nil }

    /// Whether the sink counts what is delivered.
    var hasCountingSink: Bool { false }

    /// What the sink has counted, unless that would have to be waited for.
    var sinkCountsIfFree: SinkCounts? { nil }

    /// Adds to this handler's figures what it counts elsewhere, such as records that were lost after they were taken.
    ///
    /// - Parameter statistics: the figures so far; see ``HandlerStatistics/move(_:toDropsBecause:)``.
    open func amend(_ statistics: inout HandlerStatistics) {}

    /// Whether closing this handler would close the other one's destination.
    package func sharesDestination(with other: Handler) -> Bool { self === other }

    /// Has the destination tell this handler of its trouble, and no longer the one whose place this handler takes.
    package func takeCharge() {}

    /// Appends the record as this handler's formatter writes it.
    ///
    /// - Parameters:
    ///   - record: the record.
    ///   - buffer: takes the UTF-8.
    /// - Throws: ``FormattingError`` when the record cannot be written that way.
    public final func format(_ record: borrowing LogRecord, into buffer: inout ByteBuffer) throws(FormattingError) {
        if let box = formatterBox.load() {
            // Published values live as long as the handler: the formatter need not be retained. The method below rethrows untyped.
            var failure: FormattingError?
            box._withUnsafeGuaranteedRef { box in
                do throws(FormattingError) {
                    if let text = box.text {
                        try text.takeUnretainedValue().format(record, into: &buffer)
                    } else {
                        try box.formatter.format(record, into: &buffer)
                    }
                } catch {
                    failure = error
                }
            }
            if let failure { throw failure }
        } else {
            try MessageFormatter.shared.format(record, into: &buffer)
        }
    }

    /// Counts and reports a record that could not be delivered.
    package final func fail(_ error: any Error) {
        failures.add(1, ordering: .relaxed)
        counters.drop(1, because: HandlerCounters.reason(of: error))
        report(error, isLoss: true)
        watchForRecovery(from: error)
    }

    /// Reports several records at once that could not be delivered; what became of each is counted by the caller.
    package final func fail(_ message: String, records: Int) {
        failures.add(records, ordering: .relaxed)
        counters.errors.add(1, ordering: .relaxed)
        status.report(LogFailure(handler: displayName, message: message), records: records)
        recovery.begin(for: self)
    }

    /// Whether the filters let a record pass; they may change it.
    @inline(__always) final func passes(_ record: inout LogRecord) -> Bool {
        guard let filters = filterList.load() else { return true }
        guard filters._withUnsafeGuaranteedRef({ $0.pass(&record) }) else {
            counters.filtered.add(1, ordering: .relaxed)
            return false
        }
        return true
    }

    /// Counts and reports records that were taken, and are lost now by one error.
    package final func lose(_ error: any Error, records: Int) {
        drop(records, by: error)
        reportLoss(of: records, by: error)
    }

    /// Leaves the counting of what is delivered to a queue's owner; said before records arrive.
    package final func leaveCountingToOwner() { countsDeliveries = false }

    /// Counts a record that a queue has taken; done by the queue's owner where ``countsDeliveries`` is off.
    package final func countTaken() { counters.records.add(1, ordering: .relaxed) }

    /// Counts records that were taken, and are lost now by one error; ``reportLoss(of:by:)`` tells of them.
    package final func drop(_ count: Int, by error: any Error) {
        drop(count, because: HandlerCounters.reason(of: error))
    }

    /// Reports records that were taken, and are counted as lost by one error.
    package final func reportLoss(of records: Int, by error: any Error) {
        guard records > 0 else { return }
        failures.add(records, ordering: .relaxed)
        report(error, isLoss: true, records: records)
        watchForRecovery(from: error)
    }

    /// Has it told when records are delivered again; what is wrong with one record says nothing of the next.
    private final func watchForRecovery(from error: any Error) {
        if !(error is FormattingError) { recovery.begin(for: self) }
    }

    /// How many records were delivered so far; `nil` while that cannot be said without waiting.
    final var deliveriesIfKnown: Int? {
        let own = counters.records.load(ordering: .relaxed) - pendingRecords
        guard hasCountingSink else { return own }
        return sinkCountsIfFree.map { own + $0.records }
    }

    /// Counts records that were taken, and go now without a word because the configuration wants it so.
    package final func drop(_ count: Int, because reason: String) {
        counters.records.subtract(count, ordering: .relaxed)
        counters.drop(count, because: reason)
    }

    /// Reports trouble that has cost no record, or one that is counted already.
    package final func report(_ error: any Error, isLoss: Bool, records: Int = 1) {
        var failure = LogFailure(handler: displayName, message: "\(error)", isLoss: isLoss)
        if let error = error as? FormattingError {
            failure.message = error.message
            failure.pythonType = error.pythonType
        } else if let error = error as? SinkError {
            failure.pythonType = error.pythonType
            failure.pythonMessage = error.pythonMessage
        } else if error is QueueFullError {
            failure.pythonType = "Full"
            failure.pythonMessage = ""
        }
        counters.errors.add(1, ordering: .relaxed)
        status.report(failure, records: records)
    }
}

/// Learns which handlers a record reaches.
package protocol DeliveryObserver: AnyObject, Sendable {
    /// A record has passed a handler's filters and was emitted.
    func delivered(to handler: Handler)
}

/// A handler's name as a reference that can be published.
private final class HandlerName: Sendable {
    let name: String
    init(_ name: String) { self.name = name }
}

/// A formatter as a reference that can be published.
private final class FormatterBox: @unchecked Sendable /* constant; `formatter` keeps alive what `text` points to */ {
    let formatter: any Formatter
    /// The formatter, if it is the one that most handlers have: called without looking up what it is.
    let text: Unmanaged<TextFormatter>?
    /// How it makes a line of a message; the number is 0 if that takes a record.
    let prefixedLine: PrefixedLine
    /// Whether it puts braces around fields that are JSON already, and adds nothing.
    let takesRenderedFields: Bool

    init(_ formatter: any Formatter) {
        self.formatter = formatter
        text = (formatter as? TextFormatter).map { .passUnretained($0) }
        let prefixedLine = (formatter as? TextFormatter)?.prefixedLine ?? (formatter as? JSONFormatter)?.prefixedLine
        self.prefixedLine = prefixedLine ?? PrefixedLine(number: 0, end: RawText(""))
        takesRenderedFields = (formatter as? JSONFormatter)?.writesRenderedFieldsAlone == true
    }
}

/// What is done once a record was emitted, as a reference that can be published.
private final class Aftermath: Sendable {
    let observer: (any DeliveryObserver)?
    let leavesTraces: Bool

    init(observer: (any DeliveryObserver)?, leavesTraces: Bool) {
        self.observer = observer
        self.leavesTraces = leavesTraces
    }
}
