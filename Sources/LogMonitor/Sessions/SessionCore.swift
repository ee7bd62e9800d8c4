internal import LogRuntime
internal import Synchronization

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

/// The memory of one block at a time, used again for the next.
///
/// While a block runs, the gate guards the record; after the gate was closed, the record belongs to the thread that closed
/// it, and whoever still holds the block's session finds the gate at another number.
@usableFromInline
final class SessionCore: @unchecked Sendable /* the record is guarded as said above */ {
    /// The bit of the gate that says that a thread is changing the record right now.
    private static let busy: UInt64 = 1 << 63
    /// How often a thread looks at a gate in use before it lets others run.
    private static let spinLimit = 100

    /// The number of the block that may log; every block has another, and no block has an even one.
    ///
    /// A block's values mostly come from one thread, and a change is a few dozen bytes: whoever meets another one waits
    /// for it awake.
    private let gate = Atomic<UInt64>(0)
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
        self.counters = counters
        self.notices = notices
        record = .allocate(capacity: 1)
        record.initialize(to: RecordInProgress(layout: layout, book: book))
    }

    deinit {
        record.deinitialize(count: 1)
        record.deallocate()
    }

    /// Lets a block log.
    ///
    /// - Parameter layout: what its record is expected to look like.
    /// - Returns: the block's number.
    func open(layout: Unmanaged<ColumnLayout>) -> UInt64 {
        record.pointee.begin(layout: layout)
        // Nobody else can change it: sessions of earlier blocks only compare.
        let block = gate.load(ordering: .relaxed) + 1
        gate.store(block, ordering: .releasing)
        return block
    }

    /// Ends a block: from here on the record belongs to the caller.
    ///
    /// - Returns: whether the block was open.
    func close(_ block: UInt64) -> Bool {
        guard enter(block) else { return false }
        gate.store(block + 1, ordering: .releasing)
        return true
    }

    /// Changes the record of a block.
    ///
    /// - Returns: whether the block was open, so that the change took place.
    @inline(__always)
    func change(_ block: UInt64, _ body: (inout RecordInProgress) -> Void) -> Bool {
        guard enter(block) else { return false }
        body(&record.pointee)
        gate.store(block, ordering: .releasing)
        return true
    }

    /// Takes the gate, unless the block has ended.
    @inline(__always)
    private func enter(_ block: UInt64) -> Bool {
        if _fastPath(take(block).exchanged) { return true }
        return enterSlowly(block)
    }

    @inline(__always)
    private func take(_ block: UInt64) -> (exchanged: Bool, original: UInt64) {
        gate.compareExchange(expected: block, desired: block | SessionCore.busy, ordering: .acquiring)
    }

    @inline(never)
    private func enterSlowly(_ block: UInt64) -> Bool {
        var tries = 0
        while true {
            let (isTaken, found) = take(block)
            if isTaken { return true }
            guard found == block | SessionCore.busy else { return false }
            tries += 1
            if tries > SessionCore.spinLimit { sched_yield() }
        }
    }

    /// Says what was noted meanwhile; called without any lock.
    @inline(__always) func deliverNotices() {
        if notices.hasPending.load(ordering: .relaxed) { deliverPendingNotices() }
    }

    @inline(never) private func deliverPendingNotices() {
        notices.deliver()
    }
}
