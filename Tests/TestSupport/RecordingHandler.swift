public import LogRuntime

/// Keeps what reaches it, so that tests can assert on it.
public final class RecordingHandler: Handler, @unchecked Sendable /* the records are guarded by the lock */ {
    private let stored = Lock<[StoredRecord]>([])
    private let texts = Lock<[String]>([])

    /// Creates a handler that takes every record.
    public init(_ name: String? = nil, level: Level = .notSet) {
        super.init(level: level)
        self.name = name
    }

    /// Keeps the record and its formatted text.
    public override func emit(_ record: inout LogRecord) throws {
        let copy = StoredRecord(record)
        stored.withLock { $0.append(copy) }
        var buffer = ByteBuffer()
        try format(record, into: &buffer)
        let text = buffer.string()
        texts.withLock { $0.append(text) }
    }

    /// The records so far.
    public var records: [StoredRecord] { stored.withLock { $0 } }

    /// The formatted records so far.
    public var lines: [String] { texts.withLock { $0 } }
}
