/// Writes records as lines of text by a format string.
///
/// `%(asctime)s %(levelname)-8s %(name)s: %(message)s` becomes
/// `2026-11-22 21:53:18,123 WARNING  shop.cart: the cart is empty`, with the text of an error and of a stack on lines of
/// their own below. Source: CPython `logging.Formatter`. A line of plain fields allocates nothing.
///
/// ## Configuration keys
/// - `format` (string, default `%(message)s` in the style's language): what a line shows.
/// - `datefmt` (string, default `%Y-%m-%d %H:%M:%S` and milliseconds behind a comma): a pattern of `strftime` for
///   `asctime`.
/// - `style` (`%`, `{` or `$`, default `%`): the language of the format string.
/// - `validate` (boolean, default true): whether mistakes in the format string are errors now or with each record.
/// - `defaults` (mapping): values for attributes that a record does not have.
public final class TextFormatter: Formatter {
    /// How a formatter writes the time of records.
    public struct DateOptions: Sendable {
        /// The pattern in place of a missing one (`default_time_format`).
        public var standardFormat = "%Y-%m-%d %H:%M:%S"
        /// How milliseconds follow it, a `%` format of text and number (`default_msec_format`); `nil` for none.
        public var millisecondFormat: String? = "%s,%03d"
        /// The zone shown (`converter`); `nil` for that of the record's environment.
        public var zone: LogTimeZone?
        /// Whether `%f`, `%3f` and `%:z` mean something, which they do not in Python.
        public var hasExtensions = false

        /// CPython's way.
        public init() {}
    }

    /// The format string.
    public let format: String
    /// The pattern of dates; `nil` for the standard one.
    public let dateFormat: String?
    /// The language of the format string.
    public let style: FormatStyle

    private let program: TextProgram
    private let date: DateText

    /// Creates a formatter.
    ///
    /// - Parameters:
    ///   - format: the format string; the style's default if it is `nil` or empty.
    ///   - dateFormat: a pattern of `strftime` for `asctime`.
    ///   - style: the language of the format string.
    ///   - validate: whether mistakes that CPython looks for are errors.
    ///   - defaults: values for attributes that a record does not have.
    ///   - date: how the time is written otherwise.
    /// - Throws: ``FormattingError`` if the format string does not pass validation.
    public init(
        format: String? = nil,
        dateFormat: String? = nil,
        style: FormatStyle = .percent,
        validate: Bool = true,
        defaults: LogObject = LogObject(),
        date: DateOptions = DateOptions()
    ) throws(FormattingError) {
        let chosen = format.flatMap { $0.isEmpty ? nil : $0 } ?? style.defaultFormat
        if validate { try style.validate(chosen) }
        self.format = chosen
        self.dateFormat = dateFormat
        self.style = style
        self.date = DateText(
            format: dateFormat,
            standardFormat: date.standardFormat,
            millisecondFormat: date.millisecondFormat,
            zone: date.zone,
            hasExtensions: date.hasExtensions
        )
        program = TextProgram(format: chosen, style: style, defaults: defaults, date: self.date)
    }

    /// How a line is made of a message, when it has nothing beside it.
    var prefixedLine: PrefixedLine? {
        guard program.isPrefixAndMessage else { return nil }
        let end = program.segments[program.segmentCount - 1].kind == .message ? [] : program.endLiteral ?? []
        return PrefixedLine(number: program.number, end: RawText(interned: String(decoding: end, as: UTF8.self)))
    }

    /// Whether the format string shows the time of a record as text.
    public var usesTime: Bool { style.usesTime(format) }

    /// Appends the record's line, its error and its stack.
    public func format(_ record: borrowing LogRecord, into buffer: inout ByteBuffer) throws(FormattingError) {
        try formatMessage(of: record, overlay: nil, into: &buffer)
        buffer.appendTrailers(of: record)
    }

    /// Appends the record's line alone, with attributes of a formatter built upon this one.
    ///
    /// CPython: `Formatter.formatMessage`.
    func formatMessage(
        of record: borrowing LogRecord,
        overlay: AttributeOverlay?,
        into buffer: inout ByteBuffer
    ) throws(FormattingError) {
        if record.isPlainText {
            try program.append(record, message: record.text, overlay: overlay, to: &buffer)
        } else {
            // The message comes first: a mistake in its arguments is reported whatever the format string shows.
            var message = ByteBuffer()
            try record.appendMessage(to: &message)
            try formatMessage(of: record, message: message, overlay: overlay, into: &buffer)
        }
    }

    /// Appends the record's line with another message.
    func formatMessage(
        of record: borrowing LogRecord,
        message: borrowing ByteBuffer,
        overlay: AttributeOverlay?,
        into buffer: inout ByteBuffer
    ) throws(FormattingError) {
        let text = RawText(start: UnsafeRawPointer(message.base), count: message.count)
        try program.append(record, message: text, overlay: overlay, to: &buffer)
    }
}

extension TextFormatter: TimeLeaving {
    func timeText(of record: borrowing LogRecord) -> String? {
        usesTime ? date.string(record) : nil
    }
}
