/// Turns a record into bytes.
///
/// A formatter is shared by handlers and threads: it holds what it was configured with and nothing else.
public protocol Formatter: AnyObject, Sendable {
    /// Appends the record's text, without a line end.
    ///
    /// - Parameters:
    ///   - record: what to write.
    ///   - buffer: takes the UTF-8; what was appended before an error is discarded by the caller.
    /// - Throws: ``FormattingError`` when the record cannot be written this way.
    func format(_ record: borrowing LogRecord, into buffer: inout ByteBuffer) throws(FormattingError)
}

/// Writes the message and nothing else: what a handler without a formatter does.
///
/// Source: CPython `logging._defaultFormatter`, with error and stack text below the message.
public final class MessageFormatter: Formatter {
    /// The one instance there need be.
    public static let shared = MessageFormatter()

    /// Appends message, error and stack.
    public func format(_ record: borrowing LogRecord, into buffer: inout ByteBuffer) throws(FormattingError) {
        try record.appendMessage(to: &buffer)
        buffer.appendTrailers(of: record)
    }
}

extension ByteBuffer {
    /// Appends a record's error text and stack text, each on lines of its own.
    ///
    /// Source: the end of CPython `Formatter.format`.
    package mutating func appendTrailers(of record: borrowing LogRecord) {
        if let text = record.exceptionText, !text.isEmpty { appendOnOwnLine(text) }
        if let text = record.stackText, !text.isEmpty { appendOnOwnLine(text) }
    }

    private mutating func appendOnOwnLine(_ text: String) {
        // CPython looks at the whole string made so far: an empty one gets a line end, too.
        if bytes.last != UInt8(ascii: "\n") { append(UInt8(ascii: "\n")) }
        append(text)
    }
}
