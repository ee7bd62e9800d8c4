/// Writes the lines of Django's development server: `[14/Nov/2023 22:13:20,123] "GET / HTTP/1.1" 200 5`.
///
/// A brace-style format that shows `server_time` gets the record's time for it, unless the record has one of its own.
/// Source: Django `ServerFormatter`. Unlike there, no colours follow the attribute `status_code`.
///
/// ## Configuration keys
/// Those of ``TextFormatter``; the standard date format is `%d/%b/%Y %H:%M:%S`.
public final class ServerFormatter: Formatter {
    private let text: TextFormatter
    private let date: DateText
    private let showsTime: Bool

    /// Creates a formatter.
    ///
    /// - Parameters:
    ///   - format: the format string.
    ///   - dateFormat: a pattern of `strftime` for `asctime` and `server_time`.
    ///   - style: the language of the format string.
    ///   - validate: whether mistakes that CPython looks for are errors.
    ///   - defaults: values for attributes that a record does not have.
    /// - Throws: ``FormattingError`` if the format string does not pass validation.
    public init(
        format: String? = nil,
        dateFormat: String? = nil,
        style: FormatStyle = .percent,
        validate: Bool = true,
        defaults: LogObject = LogObject()
    ) throws(FormattingError) {
        var options = TextFormatter.DateOptions()
        options.standardFormat = "%d/%b/%Y %H:%M:%S"
        text = try TextFormatter(
            format: format,
            dateFormat: dateFormat,
            style: style,
            validate: validate,
            defaults: defaults,
            date: options
        )
        date = DateText(format: dateFormat, standardFormat: options.standardFormat)
        // Django looks for these letters, whatever the style.
        showsTime = text.format.contains("{server_time}")
    }

    /// Appends the record's line, its error and its stack.
    public func format(_ record: borrowing LogRecord, into buffer: inout ByteBuffer) throws(FormattingError) {
        guard showsTime, record.extra["server_time"] == nil else { return try text.format(record, into: &buffer) }
        var time = ByteBuffer(capacity: 32)
        try date.append(record, to: &time)
        let overlay = AttributeOverlay(values: ["server_time": .string(time.string())])
        try text.formatMessage(of: record, overlay: overlay, into: &buffer)
        buffer.appendTrailers(of: record)
    }
}
