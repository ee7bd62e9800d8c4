/// Writes each record as a line to a sink.
///
/// The line is formatted in the thread's own buffer, without any lock; the sink locks for the write alone.
open class SinkHandler: Handler, @unchecked Sendable /* the sink guards itself; the rest is constant */ {
    /// Where the bytes go.
    public final let sink: any Sink
    /// What ends each record: a line feed.
    public final let terminator: [UInt8]
    private final let terminatorText: RawText
    /// The least level whose records are written at once, where lines are gathered.
    private final let flushThreshold: Int

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
        flushThreshold = (sink as? FileSink)?.settings.buffering?.flushLevel.rawValue ?? .max
        super.init(level: level, formatter: formatter)
        if let file = sink as? FileSink, flushThreshold != .max {
            file.setTroubleHook { [weak self] in self?.report($0, isLoss: false) }
        }
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
        if _fastPath(terminatorText.count == 1) {
            line.append(terminatorText.start.load(as: UInt8.self))
        } else {
            line.append(terminatorText.start, count: terminatorText.count)
        }
        try sink.write(line.bytes, at: time)
        if _slowPath(record.level.rawValue >= flushThreshold) { try sink.flush() }
    }

    /// Writes fields that are JSON already as a line.
    ///
    /// - Returns: `false` if that takes a record.
    @inline(__always) final func writeLine(_ level: Level, of fields: RawText, at time: WallTime) -> Bool {
        guard takesRenderedFields else { return false }
        guard takes(level) else { return true }
        let context = ThreadContext.current
        guard let frame = context.pointee.enter() else { return false }
        frame.pointee.line.removeAll()
        frame.pointee.line.reserve(fields.count + 2 + terminatorText.count)
        frame.pointee.line.append(UInt8(ascii: "{"))
        frame.pointee.line.append(fields.start, count: fields.count)
        frame.pointee.line.append(UInt8(ascii: "}"))
        frame.pointee.line.append(terminatorText.start, count: terminatorText.count)
        do {
            try sink.write(frame.pointee.line.bytes, at: time)
            if _slowPath(level.rawValue >= flushThreshold) { try sink.flush() }
        } catch {
            fail(error)
        }
        context.pointee.leave()
        return true
    }

    /// Flushes the sink.
    ///
    /// - Throws: ``SinkError`` when what is held back cannot be written; it is held back still.
    open override func flush() throws {
        try sink.flush()
    }

    /// Closes the sink.
    ///
    /// Lines that it has gathered and cannot write are lost, and counted one by one.
    open override func close() {
        if let gathering = sink as? any GatheringSink {
            do {
                try gathering.flush()
            } catch {
                for _ in 0..<gathering.dropHeld() { fail(error) }
            }
        }
        sink.close()
    }
}
