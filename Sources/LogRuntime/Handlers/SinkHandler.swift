internal import Synchronization

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
    // The sink, if it is one of those that most handlers have: called without looking up what it is.
    private final let fileSink: Unmanaged<FileSink>?
    private final let timedFile: Unmanaged<TimedRotatingFileSink>?
    private final let rotatingFile: Unmanaged<RotatingFileSink>?
    /// The sink, if it takes several lines at once.
    private final let linesSink: (any LinesSink)?
    /// Whether each record ends in a line feed and nothing else.
    private final let endsInLineFeed: Bool

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
        fileSink = (sink as? FileSink).map { .passUnretained($0) }
        timedFile = (sink as? TimedRotatingFileSink).map { .passUnretained($0) }
        rotatingFile = (sink as? RotatingFileSink).map { .passUnretained($0) }
        linesSink = sink as? any LinesSink
        endsInLineFeed = terminator == "\n"
        self.terminator = Array(terminator.utf8)
        self.terminatorText = terminator == "\n" ? RawText("\n") : RawText(interned: terminator)
        flushThreshold = (sink as? FileSink)?.settings.buffering?.flushLevel.rawValue ?? .max
        super.init(level: level, formatter: formatter)
        countsDeliveries = !(sink is any CountingSink)
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
        appendTerminator(to: &line)
        try sink.write(line.bytes, at: time)
        if countsDeliveries { counters.bytes.add(line.count, ordering: .relaxed) }
        if _slowPath(record.level.rawValue >= flushThreshold) { flushSevere() }
    }

    /// Writes a line.
    @inline(__always)
    private final func put(_ line: UnsafeRawBufferPointer, _ level: Level, at time: WallTime) {
        do {
            if let fileSink {
                try fileSink._withUnsafeGuaranteedRef { try $0.write(line, at: time) }
            } else if let timedFile {
                try timedFile._withUnsafeGuaranteedRef { try $0.write(line, at: time) }
            } else if let rotatingFile {
                try rotatingFile._withUnsafeGuaranteedRef { try $0.write(line, at: time) }
            } else {
                try sink.write(line, at: time)
            }
            if countsDeliveries { countDelivery(of: line.count) }
            if _slowPath(level.rawValue >= flushThreshold) { flushSevere() }
        } catch {
            fail(error)
        }
    }

    /// Counts a line that has passed by ``handle(_:)``.
    @inline(never) final func countDelivery(of size: Int) {
        counters.records.add(1, ordering: .relaxed)
        counters.bytes.add(size, ordering: .relaxed)
    }

    /// Writes what is gathered, because of a severe record that is among it: what cannot be written stays there.
    @inline(never) private final func flushSevere() {
        do {
            try sink.flush()
        } catch {
            report(error, isLoss: false)
        }
    }

    /// Whether lines of JSON can be written as they are.
    @inline(__always) final var takesRenderedLines: Bool { takesRenderedFields && endsInLineFeed }

    /// Writes lines of JSON.
    ///
    /// - Returns: `false` if that takes records: something looks at them, or the formatter adds something.
    @inline(__always) final func write(_ lines: RenderedLines, _ level: Level, at time: WallTime) -> Bool {
        guard takesRenderedLines else { return false }
        guard takes(level) else { return true }
        if _fastPath(lines.count == 1) {
            put(lines.bytes, level, at: time)
        } else {
            putAll(lines, level, at: time)
        }
        return true
    }

    /// Writes several lines, at once where the sink can.
    @inline(never) private final func putAll(_ lines: RenderedLines, _ level: Level, at time: WallTime) {
        var done = 0
        if let linesSink {
            let (count, problem) = linesSink.write(lines, at: time)
            if let problem { fail(problem) }
            if level.rawValue >= flushThreshold { flushSevere() }
            done = count
        }
        for index in done..<lines.count { put(lines.bytes(of: index..<(index + 1)), level, at: time) }
    }

    /// Writes a message as a line whose beginning this thread has written before.
    ///
    /// - Parameters:
    ///   - text: the message.
    ///   - level: its level.
    ///   - levelText: the level's name.
    ///   - core: the logger.
    ///   - frame: what the line is made in.
    /// - Returns: `false` if that takes a record.
    @inline(__always) final func writeLine(
        _ text: RawText,
        _ level: Level,
        _ levelText: RawText,
        of core: UnsafeMutablePointer<LoggerCore>,
        in frame: RecordFrame
    ) -> Bool {
        guard takes(level) else { return true }
        guard let (line, time) = makeLine(text, level, levelText, of: core, in: frame) else { return false }
        put(line, level, at: time)
        return true
    }

    /// Makes a line around the message of a frame, if this thread has written its beginning before.
    ///
    /// - Parameters:
    ///   - text: the message.
    ///   - level: its level.
    ///   - levelText: the level's name.
    ///   - core: the logger.
    ///   - frame: what the line is made in.
    /// - Returns: the line, valid until the frame ends, and its time; `nil` if it takes a record.
    @inline(__always) final func makeLine(
        _ text: RawText,
        _ level: Level,
        _ levelText: RawText,
        of core: UnsafeMutablePointer<LoggerCore>,
        in frame: RecordFrame
    ) -> (line: UnsafeRawBufferPointer, time: WallTime)? {
        guard let form = prefixedLine else { return nil }
        let time = core.pointee.environment._withUnsafeGuaranteedRef { $0.now() }
        let (name, world) = (core.pointee.name, core.pointee.environment)
        let known = frame.thread.pointee.linePrefix(of: form.number, name, level, levelText, time, world)
        guard let known, frame.scratch.pointee.hasMessageBehindRoom(text) else { return nil }
        let message = withUnsafeMutablePointer(to: &frame.scratch.pointee.message) { $0 }
        let end = message.pointee.length
        if form.end.count > 0 { message.pointee.append(piece: form.end.start, count: form.end.count) }
        appendTerminator(to: &message.pointee)
        let start = ScratchFrame.room &- known.pointee.text.length
        let place = UnsafeMutableRawPointer(message.pointee.base + start)
        let count = message.pointee.length &- start
        known.pointee.write(to: place, at: time)
        if form.isJSON {
            // Last: what was stored in small pieces is slow to load in large ones right behind.
            let text = UnsafeRawPointer(message.pointee.base + ScratchFrame.room)
            let count = end &- ScratchFrame.room
            guard ByteBuffer.isPlainJSON(UnsafeRawBufferPointer(start: text, count: count)) else { return nil }
        }
        return (UnsafeRawBufferPointer(start: place, count: count), time)
    }

    /// Appends what ends each record.
    @inline(__always) final func appendTerminator(to line: inout ByteBuffer) {
        if _fastPath(endsInLineFeed) {
            line.append(UInt8(ascii: "\n"))
        } else {
            line.append(terminatorText.start, count: terminatorText.count)
        }
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

    override final var sinkCounts: SinkCounts? { (sink as? any CountingSink)?.counts }

    override final var hasCountingSink: Bool { sink is any CountingSink }

    override final var sinkCountsIfFree: SinkCounts? { (sink as? any CountingSink)?.countsIfFree }

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
