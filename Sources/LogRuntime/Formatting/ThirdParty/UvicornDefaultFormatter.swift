/// Writes records as uvicorn does: `%(levelprefix)s` is the level with a colon, padded to nine characters.
///
/// Source: uvicorn `DefaultFormatter`. With colours, an attribute `color_message` takes the place of the message.
///
/// ## Configuration keys
/// - `fmt`, `datefmt`, `style`: as ``TextFormatter`` has them.
/// - `use_colors` (boolean or null, default null): whether there are colours; null if standard output is a terminal.
public final class UvicornDefaultFormatter: Formatter {
    private let text: TextFormatter
    private let colors: UvicornColors

    /// Creates a formatter.
    ///
    /// - Parameters:
    ///   - format: the format string.
    ///   - dateFormat: a pattern of `strftime` for `asctime`.
    ///   - style: the language of the format string.
    ///   - usesColors: whether there are colours; `nil` if standard output is a terminal.
    ///   - date: how the time is written otherwise.
    /// - Throws: ``FormattingError`` if the format string does not pass validation.
    public init(
        format: String? = nil,
        dateFormat: String? = nil,
        style: FormatStyle = .percent,
        usesColors: Bool? = nil,
        date: TextFormatter.DateOptions = TextFormatter.DateOptions()
    ) throws(FormattingError) {
        text = try TextFormatter(format: format, dateFormat: dateFormat, style: style, date: date)
        colors = UvicornColors(usesColors)
    }

    /// Appends the record's line, its error and its stack.
    public func format(_ record: borrowing LogRecord, into buffer: inout ByteBuffer) throws(FormattingError) {
        // A message whose arguments do not fit is an error even if another takes its place.
        if record.arguments != nil { _ = try record.message() }
        try colors.append(record, by: text, overlay: LogObject(), to: &buffer)
        buffer.appendTrailers(of: record)
    }
}

extension UvicornDefaultFormatter: TimeLeaving {
    func timeText(of record: borrowing LogRecord) -> String? { text.timeText(of: record) }
}
