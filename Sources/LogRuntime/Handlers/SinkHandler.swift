/// Writes each record as a line to a sink.
///
/// The line is formatted in the thread's own buffer, without any lock; the sink locks for the write alone.
open class SinkHandler: Handler, @unchecked Sendable /* the sink guards itself; the rest is constant */ {
    /// Where the bytes go.
    public final let sink: any Sink
    /// What ends each record: a line feed.
    public final let terminator: [UInt8]
    private final let terminatorText: RawText

    /// Creates a handler.
    ///
    /// - Parameters:
    ///   - sink: where the bytes go.
    ///   - level: records below are not taken.
    ///   - formatter: how records become text; `nil` for the message alone.
    ///   - terminator: what ends each record.
    public init(
        sink: any Sink,
        level: Level = .notSet,
        formatter: (any Formatter)? = nil,
        terminator: String = "\n"
    ) {
        self.sink = sink
        self.terminator = Array(terminator.utf8)
        self.terminatorText = terminator == "\n" ? RawText("\n") : RawText(immortal: terminator)
        super.init(level: level, formatter: formatter)
    }

    /// Formats the record and writes it.
    ///
    /// - Throws: ``FormattingError``, or ``SinkError`` from the sink.
    public final override func emit(_ record: inout LogRecord) throws {
        let context = ThreadContext.current
        let time = record.time
        guard let frame = context.pointee.topFrame else {
            // Not inside of a logging call: a record that was stored comes out of a queue.
            guard let frame = context.pointee.enter() else { return }
            defer { context.pointee.leave() }
            return try write(record, at: time, through: &frame.pointee.line)
        }
        try write(record, at: time, through: &frame.pointee.line)
    }

    @inline(__always)
    private final func write(
        _ record: borrowing LogRecord,
        at time: WallTime,
        through line: inout ByteBuffer
    ) throws {
        line.removeAll()
        do throws(FormattingError) {
            try format(record, into: &line)
        } catch {
            (sink as? TimedRotatingFileSink)?.rollOverBeforeFailure()
            throw error
        }
        line.append(terminatorText.start, count: terminatorText.count)
        try sink.write(line.bytes, at: time)
    }

    /// Flushes the sink.
    ///
    /// - Throws: ``SinkError`` when what is held back cannot be written.
    open override func flush() throws {
        try sink.flush()
    }

    /// Closes the sink.
    open override func close() {
        sink.close()
    }

    package override func makeSuccessor() -> Handler? {
        // A subclass may do more than this class.
        type(of: self) == SinkHandler.self ? SinkHandler(sink: sink, terminator: terminatorString) : nil
    }

    package final override func sharesDestination(with other: Handler) -> Bool {
        (other as? SinkHandler)?.sink === sink
    }

    /// What ends each record, as the initialisers take it.
    final var terminatorString: String { String(decoding: terminator, as: UTF8.self) }
}
