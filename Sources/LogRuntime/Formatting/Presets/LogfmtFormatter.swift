/// Writes records as logfmt: `time=2026-11-22T21:53:18.123Z level=info logger=shop.cart msg="the cart is empty" user=7`.
///
/// The caller's own attributes follow the message; nested ones get names with dots, lists are written as JSON. A value is
/// quoted as in JSON where it is empty or holds a blank, `=`, `"` or a control character; in a name each of these becomes `_`.
/// Source: github.com/go-logfmt/logfmt.
///
/// ## Configuration keys
/// - `static_fields` (mapping, default none): fields of every record, behind the message.
public final class LogfmtFormatter: Formatter {
    private static let style = JSONStyle(isASCII: false)
    private let staticFields: LogObject

    /// Creates a formatter.
    ///
    /// - Parameter staticFields: fields of every record.
    public init(staticFields: LogObject = LogObject()) {
        self.staticFields = staticFields
    }

    /// Appends the record's line.
    public func format(_ record: borrowing LogRecord, into buffer: inout ByteBuffer) throws(FormattingError) {
        buffer.append("time=")
        buffer.append(utcTimestampOf: record, digits: 3)
        buffer.append(" level=")
        append(record.levelName.lowercased(), to: &buffer)
        buffer.append(" logger=")
        append(record.name, to: &buffer)
        let object = record.structuredMessage
        if object == nil {
            buffer.append(" msg=")
            append(try record.message(), to: &buffer)
        }
        for field in staticFields.fields { append(field.key, field.value, to: &buffer) }
        for field in object?.fields ?? [] { append(field.key, field.value, to: &buffer) }
        for field in record.extra.fields { append(field.key, field.value, to: &buffer) }
        if let text = record.exceptionText { append("error", .string(text), to: &buffer) }
        if let text = record.stackText { append("stack", .string(text), to: &buffer) }
    }

    private func append(_ name: String, _ value: LogValue, to buffer: inout ByteBuffer) {
        switch value {
        case .object(let object):
            for field in object.fields { append(name + "." + field.key, field.value, to: &buffer) }
            return
        case .string(let text):
            appendName(name, to: &buffer)
            append(text, to: &buffer)
        case .array:
            appendName(name, to: &buffer)
            var text = ByteBuffer()
            text.append(json: value, style: LogfmtFormatter.style)
            append(text.string(), to: &buffer)
        default:
            appendName(name, to: &buffer)
            buffer.append(json: value, style: LogfmtFormatter.style)
        }
    }

    private func appendName(_ name: String, to buffer: inout ByteBuffer) {
        buffer.append(UInt8(ascii: " "))
        for byte in name.utf8 { buffer.append(LogfmtFormatter.isPlain(byte) ? byte : UInt8(ascii: "_")) }
        buffer.append(UInt8(ascii: "="))
    }

    private func append(_ text: String, to buffer: inout ByteBuffer) {
        if !text.isEmpty, text.utf8.allSatisfy(LogfmtFormatter.isPlain) {
            buffer.append(text)
        } else {
            buffer.append(jsonString: text, isASCII: false)
        }
    }

    /// Whether a byte needs no quotes.
    private static func isPlain(_ byte: UInt8) -> Bool {
        byte > UInt8(ascii: " ") && byte != UInt8(ascii: "=") && byte != UInt8(ascii: "\"") && byte != 0x7F
    }
}
