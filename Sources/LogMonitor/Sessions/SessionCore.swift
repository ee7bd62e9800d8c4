internal import LogRuntime

/// The memory of one block at a time, used again for the next.
///
/// While a block runs, the gate guards the record; after the gate was closed, the record belongs to the thread that closed
/// it, and whoever still holds the block's session finds the gate at another number.
@usableFromInline
final class SessionCore: @unchecked Sendable /* the record is guarded as said above */ {
    /// Lets the block's values in.
    private let gate: SessionGate
    /// The monitor, as long as a block runs or the core waits on the monitor's shelf; counted as a reference.
    ///
    /// Not in the monitor's pool: neither would ever go.
    private var monitor: Unmanaged<MonitorChannel>?
    /// The record of the block.
    let record: UnsafeMutablePointer<RecordInProgress>
    /// Counts what happens.
    let counters: MonitorCounters
    /// Says what is odd.
    let notices: MonitorNotices
    /// What becomes of certain columns.
    let redaction: ColumnRedaction?

    init(
        book: ColumnBook,
        counters: MonitorCounters,
        notices: MonitorNotices,
        redaction: ColumnRedaction?,
        layout: Unmanaged<ColumnLayout>
    ) {
        self.redaction = redaction
        // A column that is redacted takes the way of threads that meet others.
        gate = SessionGate(isShared: redaction != nil)
        self.counters = counters
        self.notices = notices
        record = .allocate(capacity: 1)
        record.initialize(to: RecordInProgress(layout: layout, book: book))
    }

    deinit {
        _ = abandon()
        record.deinitialize(count: 1)
        record.deallocate()
    }

    /// The monitor whose block this is; it lives as long as the block.
    @inline(__always) var channel: Unmanaged<MonitorChannel>? { monitor }

    /// Keeps a monitor alive from now on.
    func adopt(_ channel: MonitorChannel) {
        monitor = .passRetained(channel)
    }

    /// Lets go of the monitor, which the caller may have to keep alive.
    func abandon() -> MonitorChannel? {
        defer { monitor = nil }
        return monitor?.takeRetainedValue()
    }

    /// Lets a block log.
    ///
    /// - Parameter layout: what its record is expected to look like.
    /// - Returns: the block's number.
    @inline(__always)
    func open(layout: Unmanaged<ColumnLayout>) -> UInt64 {
        record.pointee.begin(layout: layout)
        return gate.open()
    }

    /// Ends a block: from here on the record belongs to the caller.
    ///
    /// - Returns: whether the block was open.
    @inline(__always)
    func close(_ block: UInt64) -> Bool {
        gate.close(block)
    }

    /// Lets the block's owner change the record without taking the gate.
    ///
    /// - Returns: whether the caller is the owner, so that it may, until ``leaveAsOwner()``.
    @inline(__always)
    func enterAsOwner(_ block: UInt64) -> Bool {
        gate.enterAsOwner(block)
    }

    /// Ends the owner's change.
    @inline(__always)
    func leaveAsOwner() {
        gate.leaveAsOwner()
    }

    /// Changes the record of a block.
    ///
    /// - Returns: whether the block was open, so that the change took place.
    @inline(__always)
    func change(_ block: UInt64, _ body: (inout RecordInProgress) -> Void) -> Bool {
        gate.pass(block) { body(&record.pointee) }
    }
}
