/// Collects records, and forgets them all when there are many.
///
/// Source: CPython `logging.handlers.BufferingHandler`, which is made to be built upon: override ``flush()`` to do something
/// with ``records``, and ``shouldFlush(_:)`` for another idea of when. By itself it writes nothing anywhere.
///
/// ## Configuration keys
/// - `capacity` (integer, required): the number of records at which they are flushed.
open class BufferingHandler: Handler, @unchecked Sendable /* the records are guarded by the lock */ {
    /// The number of records at which they are flushed.
    public final let capacity: Int
    // Guards the records; not held while they are flushed.
    private final let buffer = Lock<[StoredRecord]>([])

    /// Creates a handler.
    ///
    /// - Parameters:
    ///   - capacity: the number of records at which they are flushed.
    ///   - level: records below are not taken.
    public init(capacity: Int, level: Level = .notSet) {
        self.capacity = capacity
        super.init(level: level)
    }

    /// The records collected since the last flush.
    public final var records: [StoredRecord] { buffer.withLock { $0 } }

    public final override var pendingRecords: Int { buffer.withLock { $0.count } }

    /// Takes the records out.
    public final func takeRecords() -> [StoredRecord] {
        buffer.withLock { records in
            let taken = records
            records = []
            return taken
        }
    }

    /// Whether it is time to flush, asked with each record that was collected.
    ///
    /// - Parameter record: the newest one.
    /// - Returns: whether ``flush()`` is called now; by default, whether there are as many records as the capacity.
    open func shouldFlush(_ record: borrowing LogRecord) -> Bool { records.count >= capacity }

    /// Collects the record, and flushes if it is time.
    ///
    /// - Throws: what ``flush()`` throws.
    open override func emit(_ record: inout LogRecord) throws {
        let stored = StoredRecord(record)
        buffer.withLock { $0.append(stored) }
        if shouldFlush(record) { try flush() }
    }

    /// Forgets the records.
    open override func flush() throws {
        _ = takeRecords()
    }

    /// Flushes.
    open override func close() {
        do { try flush() } catch { report(error, isLoss: true) }
    }
}
