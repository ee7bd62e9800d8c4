/// Writes records as ``TextFormatter`` does, in lines that a hostile text cannot forge, hide or blow up.
///
/// One record is one line: line ends, control characters, terminal escapes, characters that turn the direction of writing and bytes
/// that are no UTF-8 are shown as `\n`, `\x1b`, `\u202e`, `\xff`, wherever in the line they are; a tab stays. (A backslash stays
/// as it is, too: what is shown is for eyes.) The text of an error and of a stack follows on lines that begin with four spaces,
/// so that none of them can pass for a record's. What is too long is cut, and the line says so:
/// `… [cut: 104857600 bytes, 65536 shown]`.
///
/// ## Configuration keys
/// - `format`, `datefmt`, `style`, `validate`, `defaults`: as ``TextFormatter`` has them.
/// - `maxBytes` (integer, bytes, default 65536, 0 = no limit): how much is shown of a message, an error text and a stack, each.
public final class SafeFormatter: Formatter {
    /// How many bytes are shown of a text if nothing is said.
    public static let defaultLimit = 65_536

    /// How many bytes are shown of a message, an error text and a stack, each; 0 for no limit (`maxBytes`).
    public let limit: Int
    private let text: TextFormatter

    /// Creates a formatter.
    ///
    /// - Parameters:
    ///   - text: writes the lines.
    ///   - limit: how many bytes are shown of a message, an error text and a stack, each; 0 for no limit.
    public init(_ text: TextFormatter, limit: Int = SafeFormatter.defaultLimit) {
        self.text = text
        self.limit = limit
    }

    /// Appends the record's line, its error and its stack.
    public func format(_ record: borrowing LogRecord, into buffer: inout ByteBuffer) throws(FormattingError) {
        let start = buffer.count
        if record.isPlainText, fits(record.text.bytes) {
            try text.formatMessage(of: record, overlay: nil, into: &buffer)
        } else {
            var raw = ByteBuffer()
            if !record.isPlainText { try record.appendMessage(to: &raw) }
            var message = ByteBuffer()
            message.append(visible: record.isPlainText ? record.text.bytes : raw.bytes, limit: limit, lineEnd: "\\n")
            try text.formatMessage(of: record, message: message, overlay: nil, into: &buffer)
        }
        escape(&buffer, from: start)
        appendIndented(record.exceptionText, to: &buffer)
        appendIndented(record.stackText, to: &buffer)
    }

    private func fits(_ bytes: UnsafeRawBufferPointer) -> Bool { limit == 0 || bytes.count <= limit }

    /// Makes visible what was appended from an offset on: any attribute can be hostile.
    private func escape(_ buffer: inout ByteBuffer, from start: Int) {
        let line = UnsafeRawBufferPointer(rebasing: buffer.bytes[start...])
        guard !line.isVisible else { return }
        var copy = ByteBuffer(capacity: line.count)
        copy.append(line)
        buffer.truncate(to: start)
        buffer.append(visible: copy.bytes, limit: 0, lineEnd: "\\n")
    }

    private func appendIndented(_ text: String?, to buffer: inout ByteBuffer) {
        guard var text, !text.isEmpty else { return }
        buffer.append("\n    ")
        text.withUTF8 { buffer.append(visible: UnsafeRawBufferPointer($0), limit: limit, lineEnd: "\n    ") }
    }
}

extension SafeFormatter: TimeLeaving {
    func timeText(of record: borrowing LogRecord) -> String? { text.timeText(of: record) }
}
