public import LogRuntime

/// Keeps what reaches it, for a test to look at.
///
/// ```swift
/// let memory = InMemoryHandler()
/// let tree = LoggerTree()
/// tree.root.handlers = [memory]
/// Checkout(log: tree.logger("shop")).pay()
/// #expect(memory.records.map(\.summary) == [#"WARNING shop: paid late {"days": 3}"#])
/// ```
///
/// In a configuration it is `logconfig.InMemoryHandler`, once a registry has been told by ``LogConfig/Registry/addTestHandlers(_:)``.
public final class InMemoryHandler: Handler, @unchecked Sendable /* the state is guarded by the lock */ {
    private struct State {
        var records: [CapturedRecord] = []
        var lines: [String] = []
    }

    private let state = Lock(State())

    /// Keeps the record, and its text as the handler's formatter writes it.
    ///
    /// - Throws: `FormattingError` when the formatter refuses the record, which is kept all the same.
    public override func emit(_ record: inout LogRecord) throws {
        let copy = CapturedRecord(record)
        state.withLock { $0.records.append(copy) }
        var buffer = ByteBuffer()
        try format(record, into: &buffer)
        let line = buffer.string()
        state.withLock { $0.lines.append(line) }
    }

    /// The records, in the order in which they came.
    public var records: [CapturedRecord] { state.withLock { $0.records } }

    /// The records' texts, in the order in which they came.
    public var lines: [String] { state.withLock { $0.lines } }

    /// Forgets everything.
    public func removeAll() {
        state.withLock { $0 = State() }
    }

    /// The records, which are then forgotten.
    public func takeRecords() -> [CapturedRecord] {
        state.withLock { state in
            defer { state = State() }
            return state.records
        }
    }
}
