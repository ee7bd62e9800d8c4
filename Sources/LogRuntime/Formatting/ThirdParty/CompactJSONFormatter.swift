/// Writes records as JSON objects without blanks, in UTF-8, as the encoders orjson and msgspec spell them.
///
/// `{"message":"the cart is empty","user":7}`. Source: python-json-logger 4.2 `OrjsonFormatter` and `MsgspecFormatter`: the
/// fields are those of ``JSONFormatter``, the bytes those of orjson 3.13 and msgspec 0.22. Numbers that JSON does not have are
/// `null`.
///
/// ## Configuration keys
/// Those of ``JSONFormatter`` but `json_encoder`, `json_serializer` and `json_ensure_ascii`; `json_indent` (boolean, orjson
/// alone) indents by two spaces.
public final class CompactJSONFormatter: Formatter {
    /// Whose spelling is written.
    public enum Spelling: Sendable {
        /// orjson: `1e+16`, times end in `+00:00`, an integer of more than 64 bits is an error.
        case orjson
        /// msgspec: `1e16`, times end in `Z`, integers have any size.
        case msgspec
    }

    private let fields: JSONFormatter
    private let writer: CompactJSONWriter

    /// Creates a formatter.
    ///
    /// - Parameters:
    ///   - options: what a JSON formatter is configured with; the style counts for nothing but whether it has an indent.
    ///   - spelling: whose spelling is written.
    /// - Throws: ``FormattingError`` for mistakes in the format string, and for a style that there is not.
    public init(
        _ options: JSONFormatter.Options = JSONFormatter.Options(),
        spelling: Spelling
    ) throws(FormattingError) {
        fields = try JSONFormatter(options)
        writer = CompactJSONWriter(spelling: spelling, isIndented: options.style.indent != nil && spelling == .orjson)
    }

    /// Appends the record's object.
    public func format(_ record: borrowing LogRecord, into buffer: inout ByteBuffer) throws(FormattingError) {
        var message = ByteBuffer()
        if record.arguments != nil || record.isPlainText { try record.appendMessage(to: &message) }
        let text = RawText(start: UnsafeRawPointer(message.base), count: message.count)
        var object = try fields.object(record, message: text)
        if writer.spelling == .msgspec, let key = fields.writtenTimestampKey, case .string(let time)? = object[key] {
            object[key] = .string(time.replacing("+00:00", with: "Z"))
        }
        buffer.append(fields.options.prefix)
        try writer.append(object, to: &buffer)
    }
}
