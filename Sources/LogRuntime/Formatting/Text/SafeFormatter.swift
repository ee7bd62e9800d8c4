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

extension UnsafeRawBufferPointer {
    /// Whether all of it is plain ASCII text, as nearly every line is; anything else is looked at one by one.
    fileprivate var isVisible: Bool {
        var isPlain = true
        for byte in self { isPlain = isPlain && (byte &- 0x20 < 0x5F || byte == 0x09) }
        return isPlain
    }
}

extension ByteBuffer {
    /// Appends text with everything made visible that is more, or less, than a character on the line.
    ///
    /// - Parameters:
    ///   - bytes: what is to be UTF-8.
    ///   - limit: how many of them are shown at most; 0 for all.
    ///   - lineEnd: what is shown in place of a line end.
    fileprivate mutating func append(visible bytes: UnsafeRawBufferPointer, limit: Int, lineEnd: StaticString) {
        var end = bytes.count
        if limit > 0, limit < end {
            end = limit
            // A character is shown or it is not.
            while end > 0, end > limit - 3, bytes[end] & 0xC0 == 0x80 { end -= 1 }
        }
        let shown = UnsafeRawBufferPointer(rebasing: bytes[..<end])
        if shown.isVisible { append(shown) } else { append(escaping: shown, lineEnd: lineEnd) }
        guard end < bytes.count else { return }
        append("… [cut: ")
        append(decimal: UInt64(bytes.count))
        append(" bytes, ")
        append(decimal: UInt64(end))
        append(" shown]")
    }

    private mutating func append(escaping bytes: UnsafeRawBufferPointer, lineEnd: StaticString) {
        reserve(bytes.count)
        var position = 0
        while position < bytes.count {
            let (scalar, length) = bytes.scalar(at: position)
            defer { position += length }
            guard let scalar else {
                for byte in bytes[position..<position + length] { append(hexadecimal: UInt32(byte), "\\x", digits: 2) }
                continue
            }
            switch scalar.value {
            case 0x0A: append(UnsafeRawPointer(lineEnd.utf8Start), count: lineEnd.utf8CodeUnitCount)
            case 0x0D: append("\\r")
            case 0x09, 0x20...0x7E: append(bytes[position])
            case 0x00...0x1F, 0x7F...0x9F: append(hexadecimal: scalar.value, "\\x", digits: 2)
            // Line and paragraph separators; marks, embeddings, overrides and isolates that turn the direction of writing.
            case 0x2028, 0x2029, 0x200E, 0x200F, 0x061C, 0x202A...0x202E, 0x2066...0x2069:
                append(hexadecimal: scalar.value, "\\u", digits: 4)
            default: append(UnsafeRawBufferPointer(rebasing: bytes[position..<position + length]))
            }
        }
    }

    private mutating func append(hexadecimal value: UInt32, _ prefix: StaticString, digits: UInt32) {
        append(UnsafeRawPointer(prefix.utf8Start), count: prefix.utf8CodeUnitCount)
        for place in (0..<digits).reversed() {
            let digit = UInt8(value >> (4 * place) & 0xF)
            append(digit < 10 ? 0x30 + digit : 0x57 + digit)
        }
    }
}
