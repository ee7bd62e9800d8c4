/// Puts records into a queue, from which a thread of its own hands them to other handlers: who logs does not wait for them.
///
/// Source: CPython `logging.handlers.QueueHandler` and `QueueListener`. Records arrive there as they were logged, structure
/// and error included, where CPython makes them texts first; with ``Compatibility/python313`` they are texts, too. When the
/// queue is full, a record is dropped and reported. When the handler is closed, the queue is emptied first.
///
/// ## Configuration keys
/// - `queue` (`queue.Queue`, or `{(): queue.Queue, maxsize: …}`; default without a limit): how many records may wait.
/// - `handlers` (list of handlers' names): who gets the records.
/// - `respect_handler_level` (boolean, default false): whether their levels are asked.
/// - `listener` (`logging.handlers.QueueListener`): CPython's only listener.
public final class QueueHandler: Handler, @unchecked Sendable /* the queue guards itself; the rest is constant */ {
    /// Who gets the records.
    public let handlers: [Handler]
    /// Whether their levels are asked.
    public let respectsHandlerLevel: Bool
    private let queue: RecordQueue
    private let flattens: Bool
    private let worker = Lock<RecordQueueWorker?>(nil)

    /// Creates a handler; no thread runs yet.
    ///
    /// - Parameters:
    ///   - handlers: who gets the records.
    ///   - capacity: how many records may wait; 0 for any number.
    ///   - respectsHandlerLevel: whether the handlers' levels are asked.
    ///   - compatibility: whether records are made texts first, as in CPython.
    ///   - level: records below are not taken.
    public init(
        handlers: [Handler],
        capacity: Int = 0,
        respectsHandlerLevel: Bool = false,
        compatibility: Compatibility = .standard,
        level: Level = .notSet
    ) {
        self.handlers = handlers
        self.respectsHandlerLevel = respectsHandlerLevel
        queue = RecordQueue(capacity: capacity)
        flattens = compatibility == .python313
        super.init(level: level)
    }

    /// How many records wait.
    public var pendingCount: Int { queue.count }

    /// Puts the record into the queue.
    ///
    /// - Throws: ``SinkError`` when the queue is full, ``FormattingError`` when the record cannot be made a text.
    public override func emit(_ record: inout LogRecord) throws {
        var stored = StoredRecord(record)
        if flattens {
            var text = ByteBuffer()
            try format(record, into: &text)
            stored.flatten(to: Array(text.bytes))
        }
        guard queue.append(stored) else {
            throw SinkError(
                "queue",
                displayName,
                problem: "\(queue.capacity) records are waiting already",
                pythonType: "queue.Full"
            )
        }
    }

    /// Starts the thread that hands records on.
    ///
    /// Does nothing when it runs already.
    public func start() {
        worker.withLock { worker in
            guard worker == nil else { return }
            worker = RecordQueueWorker(queue) { [weak self] in self?.handOn($0) }
        }
    }

    /// Waits until the thread has handed on all records that wait now; without a thread it does nothing.
    public override func flush() throws {
        worker.withLock { $0 }?.waitUntilIdle()
    }

    /// Ends the thread after the last record.
    ///
    /// Without a thread records stay in the queue, as in CPython.
    public override func close() {
        let running = worker.withLock { worker in
            defer { worker = nil }
            return worker
        }
        running?.stop()
    }

    /// Hands on the first record that waits, on the present thread.
    ///
    /// - Returns: whether there was one.
    package func handOnNext() -> Bool {
        guard let record = queue.popFirst() else { return false }
        handOn(record)
        return true
    }

    /// Source: CPython `QueueListener.handle`.
    private func handOn(_ stored: StoredRecord) {
        for handler in handlers where !respectsHandlerLevel || handler.takes(stored.level) {
            stored.withRecord { _ = handler.handle(&$0) }
        }
    }
}
