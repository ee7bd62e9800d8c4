internal import LogRuntime

/// The memory of one block at a time, used again for the next.
///
/// While a block runs, the gate guards the record; after the gate was closed, the record belongs to the thread that closed
/// it, and whoever still holds the block's session finds the gate at another number.
final class SessionCore: @unchecked Sendable /* the record is guarded as said above */ {
    /// The number of the block that may log; every block has another, and no block has an even one.
    private let gate = Lock<UInt64>(0)
    /// The record of the block.
    let record: UnsafeMutablePointer<RecordInProgress>
    /// Knows the monitor's columns.
    let book: ColumnBook
    /// Counts what happens.
    let counters: MonitorCounters
    /// Says what is odd.
    let notices: MonitorNotices

    init(book: ColumnBook, counters: MonitorCounters, notices: MonitorNotices, layout: ColumnLayout) {
        self.book = book
        self.counters = counters
        self.notices = notices
        record = .allocate(capacity: 1)
        record.initialize(to: RecordInProgress(layout: layout))
    }

    deinit {
        record.deinitialize(count: 1)
        record.deallocate()
    }

    /// Lets a block log.
    ///
    /// - Parameter layout: what its record is expected to look like.
    /// - Returns: the block's number.
    func open(layout: ColumnLayout) -> UInt64 {
        record.pointee.begin(layout: layout)
        return gate.withLock { number in
            number += 1
            return number
        }
    }

    /// Ends a block: from here on the record belongs to the caller.
    ///
    /// - Returns: whether the block was open.
    func close(_ block: UInt64) -> Bool {
        gate.withLock { number in
            guard number == block else { return false }
            number += 1
            return true
        }
    }

    /// Changes the record of a block.
    ///
    /// - Returns: whether the block was open, so that the change took place.
    @inline(__always)
    func change(_ block: UInt64, _ body: (inout RecordInProgress) -> Void) -> Bool {
        gate.withLock { number in
            guard number == block else { return false }
            body(&record.pointee)
            return true
        }
    }
}
