public import LogConfig

/// Writes a record as a line of a table that spreadsheets read, by RFC 4180: text in quotes, quotes doubled.
public final class TableFormatter: Formatter {
    /// What stands in a column.
    public enum Column: Sendable, Hashable {
        /// The moment, in UTC: `2026-01-01T00:00:00.000Z`.
        case time
        /// The level's name.
        case level
        /// The logger's name.
        case logger
        /// The message.
        case message
        /// The text of the record's error.
        case error
        /// An extra field; the cell is empty in records without it.
        case field(String)
    }

    /// The columns, from left to right.
    public let columns: [Column]
    private let separator: UInt8
    private let time = StrftimeFormat("%Y-%m-%dT%H:%M:%S.%3fZ", extensions: true)

    /// Creates a formatter.
    ///
    /// - Parameters:
    ///   - columns: the columns, from left to right.
    ///   - separator: what stands between them; a character of ASCII.
    public init(columns: [Column] = [.time, .level, .logger, .message], separator: Unicode.Scalar = ",") {
        self.columns = columns
        self.separator = UInt8(truncatingIfNeeded: separator.value)
    }

    /// Appends the line, without a line end: handlers add it.
    ///
    /// Called by several threads at once. Nothing here changes.
    public func format(_ record: borrowing LogRecord, into buffer: inout ByteBuffer) throws(FormattingError) {
        for (index, column) in columns.enumerated() {
            if index > 0 { buffer.append(separator) }
            switch column {
            case .time: time.append(record.time, in: .utc, to: &buffer)
            case .level: append(text: record.levelName, to: &buffer)
            case .logger: append(text: record.name, to: &buffer)
            case .message: append(text: try record.message(), to: &buffer)
            case .error: if let text = record.exceptionText { append(text: text, to: &buffer) }
            case .field(let name): if let value = record.extra[name] { append(value, to: &buffer) }
            }
        }
    }

    /// Appends a value: text in quotes, a list or a dictionary as JSON in quotes, numbers as they are.
    private func append(_ value: LogValue, to buffer: inout ByteBuffer) {
        switch value {
        case .null: return
        case .string(let text): append(text: text, to: &buffer)
        case .array, .object:
            var json = ByteBuffer()
            json.append(json: value)
            append(text: json.string(), to: &buffer)
        default: buffer.append(json: value)
        }
    }

    /// Appends text in quotes.
    private func append(text: String, to buffer: inout ByteBuffer) {
        let quote = UInt8(ascii: "\"")
        buffer.append(quote)
        for byte in text.utf8 {
            if byte == quote { buffer.append(quote) }
            buffer.append(byte)
        }
        buffer.append(quote)
    }
}
