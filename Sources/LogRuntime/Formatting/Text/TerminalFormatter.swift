/// Writes records as another formatter does, for a terminal that a hostile text must not command.
///
/// Where a record's own texts hold control characters, terminal escapes, or marks that turn the direction of writing, these are
/// shown as `\x1b` or `\u202e`; tabs and line ends stay as they are. What the formatter itself adds, such as colours, reaches the
/// terminal. A configuration puts this formatter in front of terminals by itself.
///
/// A line without such characters costs a look at its bytes more.
public final class TerminalFormatter: Formatter {
    private let formatter: any Formatter

    /// Creates a formatter.
    ///
    /// - Parameter formatter: writes the lines; `nil` for the message alone.
    public init(_ formatter: (any Formatter)? = nil) {
        self.formatter = formatter ?? MessageFormatter.shared
    }

    /// Appends the record as the other formatter writes it, made harmless.
    public func format(_ record: borrowing LogRecord, into buffer: inout ByteBuffer) throws(FormattingError) {
        let start = buffer.count
        try formatter.format(record, into: &buffer)
        guard UnsafeRawBufferPointer(rebasing: buffer.bytes[start...]).commandsTerminals else { return }
        // The formatter's own colours, or the record's: without the record's only the former are left.
        buffer.truncate(to: start)
        var stored = StoredRecord(record)
        stored.makeVisible()
        try stored.withRecord { (record) throws(FormattingError) in try formatter.format(record, into: &buffer) }
    }
}

extension TerminalFormatter: TimeLeaving {
    func timeText(of record: borrowing LogRecord) -> String? {
        (formatter as? any TimeLeaving)?.timeText(of: record)
    }
}

extension LogValue {
    /// The value with everything made visible that is more, or less, than a character on a line; line ends stay.
    var visible: LogValue {
        switch self {
        case .string(let text): .string(text.visible(lineEnd: "\n"))
        case .array(let elements): .array(elements.map(\.visible))
        case .object(let object): .object(object.visible)
        case .null, .bool, .int, .uint, .digits, .double: self
        }
    }
}

extension LogObject {
    /// The object with its names and values made visible; line ends stay.
    var visible: LogObject {
        LogObject(fields.map { ($0.key.visible(lineEnd: "\n"), $0.value.visible) })
    }
}
