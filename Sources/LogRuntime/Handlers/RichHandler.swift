/// Writes records in columns for people: time, level, message, and where the call is.
///
/// ```
/// [11/14/23 22:13:20] WARNING  the cart is empty                        cart.py:42
///                     INFO     within the same second                   cart.py:43
/// ```
///
/// Source: rich 15 `RichHandler`. A message that fits is laid out as there; unlike there, a longer one is not broken into
/// several lines, blanks at the end of lines are left out, markup is shown as it is written, and of colours there are those of
/// time, level and path.
///
/// ## Configuration keys
/// - `show_time`, `show_level`, `show_path` (booleans, default true): which columns there are.
/// - `omit_repeated_times` (boolean, default true): whether a time that was just shown is left blank.
/// - `log_time_format` (string, default `[%x %X]`): a pattern of `strftime`; the formatter's `datefmt` comes first.
public final class RichHandler: Handler, @unchecked Sendable /* what changes is guarded by the lock */ {
    /// The columns.
    public struct Options: Sendable {
        /// Whether the time is shown (`show_time`).
        public var showsTime = true
        /// Whether a time that was just shown is left blank (`omit_repeated_times`).
        public var omitsRepeatedTimes = true
        /// Whether the level is shown (`show_level`).
        public var showsLevel = true
        /// Whether file and line of the call are shown (`show_path`).
        public var showsPath = true
        /// A pattern of `strftime` with `%f` for microseconds (`log_time_format`).
        public var timeFormat = "[%x %X]"
        /// The column at which lines end, in cells.
        public var width = 80
        /// Whether there are colours.
        public var hasColors = false

        /// The defaults.
        public init() {}
    }

    /// What is kept from one record to the next.
    private struct State: ~Copyable {
        var date: DateText
        var dateFormat: String
        var lastTime: String?
        var lines = ByteBuffer(capacity: 256)
    }

    private let sink: any Sink
    private let isTerminal: Bool
    private let options: Options
    // Keeps lines and the time shown last in step; the sink's own lock is taken inside.
    private let state: Lock<State>

    /// Creates a handler.
    ///
    /// - Parameters:
    ///   - sink: where the lines go.
    ///   - options: the columns.
    ///   - level: records below are not taken.
    ///   - formatter: what the column of the message shows; `nil` for the message alone.
    public init(
        sink: any Sink = StreamSink.standardOutput,
        options: Options = Options(),
        level: Level = .notSet,
        formatter: (any Formatter)? = nil
    ) {
        self.sink = sink
        isTerminal = (sink as? StreamSink)?.isTerminal ?? false
        self.options = options
        state = Lock(State(date: RichHandler.date(options.timeFormat), dateFormat: options.timeFormat))
        super.init(level: level, formatter: formatter)
    }

    private static func date(_ format: String) -> DateText {
        DateText(format: format, hasExtensions: format.contains("%f"))
    }

    /// Formats the record and writes its lines.
    ///
    /// - Throws: ``FormattingError``, or ``SinkError`` from the sink.
    public override func emit(_ record: inout LogRecord) throws {
        // Formatted outside of the lock: a value that is shown may log itself.
        var message = ByteBuffer(capacity: 256)
        if isTerminal {
            try TerminalFormatter(formatter).format(record, into: &message)
        } else {
            try format(record, into: &message)
        }
        let dateFormat =
            (formatter as? TextFormatter)?.dateFormat.flatMap { $0.isEmpty ? nil : $0 } ?? options.timeFormat
        try write(record, message: message, dateFormat: dateFormat)
    }

    private func write(
        _ record: borrowing LogRecord,
        message: borrowing ByteBuffer,
        dateFormat: String
    ) throws {
        let date = state.withLock { state in
            if state.dateFormat != dateFormat {
                state.dateFormat = dateFormat
                state.date = RichHandler.date(dateFormat)
            }
            return state.date
        }
        var layout = RichLayout(options: options)
        if options.showsTime {
            var time = ByteBuffer(capacity: 32)
            try date.append(record, to: &time)
            layout.time = time.string()
        }
        if options.showsLevel { layout.level = record.levelName }
        if options.showsPath, !record.fileNameText.bytes.isEmpty {
            layout.path = record.fileNameText.string + (record.origin.line > 0 ? ":\(record.origin.line)" : "")
        }
        try write(layout, message: message.string(), at: record.time)
    }

    private func write(_ layout: RichLayout, message: String, at time: WallTime) throws(SinkError) {
        try state.withLock { state throws(SinkError) in
            let isRepeated = options.omitsRepeatedTimes && state.lastTime == layout.time
            state.lastTime = layout.time
            state.lines.removeAll()
            layout.append(message, isRepeated: isRepeated, to: &state.lines)
            try sink.write(state.lines.bytes, at: time)
        }
    }

    /// Flushes the sink.
    ///
    /// - Throws: ``SinkError`` when what is held back cannot be written.
    public override func flush() throws {
        try sink.flush()
    }

    /// Closes the sink.
    public override func close() {
        sink.close()
    }
}
