/// Writes records by a format string of their level, with colours.
///
/// Source: colorlog `LevelFormatter`. Levels are found by name; one that is not there takes the fallback.
///
/// ## Configuration keys
/// - `fmt` (mapping of level names to format strings, required): `DEFAULT` is the fallback's.
/// - all others: those of ``ColoredFormatter``.
public final class LevelFormatter: Formatter {
    private let formatters: [String: ColoredFormatter]
    private let fallback: ColoredFormatter

    /// Creates a formatter.
    ///
    /// - Parameters:
    ///   - formatters: the formatters of levels by name.
    ///   - fallback: the formatter of all other levels.
    public init(_ formatters: [String: ColoredFormatter], fallback: ColoredFormatter) {
        self.formatters = formatters
        self.fallback = fallback
    }

    /// Appends the record's line, its error and its stack.
    public func format(_ record: borrowing LogRecord, into buffer: inout ByteBuffer) throws(FormattingError) {
        try (formatters[record.levelName] ?? fallback).format(record, into: &buffer)
    }
}
