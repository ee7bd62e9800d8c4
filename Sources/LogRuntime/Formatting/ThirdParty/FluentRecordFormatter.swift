#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

/// Makes a map of each record, which ``FluentHandler`` sends to Fluentd or Fluent Bit.
///
/// `{"sys_host": "web-1", "sys_name": "shop.cart", "sys_module": "Cart", "message": "the cart is empty"}`. Source:
/// fluent-logger 0.11.1 `FluentRecordFormatter`: the keys of the format come first, then those of the message: a structured
/// message's own, those of a message that is a JSON object, else `message` with the texts of error and stack below it.
///
/// A handler that writes lines gets the map as JSON.
///
/// ## Configuration keys
/// - `format` or `fmt` (mapping, default `sys_host`, `sys_name`, `sys_module`): format strings by key; `hostname` is the
///   machine's name.
/// - `datefmt` (string): a pattern of `strftime` for `asctime`.
/// - `style` (`%`, `{` or `$`, default `%`): the language of the format strings.
/// - `fill_missing_fmt_key` (boolean, default false): whether a key whose attributes a record lacks is null; else the
///   record is lost, and counted.
/// - `format_json` (boolean, default true): whether a message that is a JSON object is taken apart.
/// - `exclude_attrs` (list of strings): all attributes but these are sent, and `format` does not count.
public final class FluentRecordFormatter: Formatter {
    /// What a record's map begins with.
    private enum Layout: Sendable {
        /// Format strings by key.
        case keys([Key])
        /// All attributes but these.
        case allBut(Set<String>)
    }

    /// One key of the map.
    private struct Key: Sendable {
        let name: String
        /// The name as MessagePack.
        let packed: [UInt8]
        /// Writes the value; `nil` for an empty text.
        let text: TextFormatter?
    }

    private let layout: Layout
    private let fillsMissing: Bool
    private let readsJSON: Bool
    private let overlay: AttributeOverlay
    /// Whether a map of the keys and `message` has no key twice.
    private let isPlain: Bool

    /// Creates a formatter.
    ///
    /// - Parameters:
    ///   - format: format strings by key, in their order; the three standard keys if there are none.
    ///   - dateFormat: a pattern of `strftime` for `asctime`.
    ///   - style: the language of the format strings.
    ///   - fillsMissing: whether a key whose attributes a record lacks is null.
    ///   - readsJSON: whether a message that is a JSON object is taken apart.
    ///   - excluding: the attributes that are not sent; with `nil`, `format` says which ones are.
    /// - Throws: never for lack of validation: mistakes in format strings are told with each record.
    public init(
        format: [(key: String, format: String)] = [],
        dateFormat: String? = nil,
        style: FormatStyle = .percent,
        fillsMissing: Bool = false,
        readsJSON: Bool = true,
        excluding: [String]? = nil
    ) throws(FormattingError) {
        self.fillsMissing = fillsMissing
        self.readsJSON = readsJSON
        overlay = AttributeOverlay(values: ["hostname": .string(FluentRecordFormatter.hostname)])
        if let excluding {
            layout = .allBut(Set(excluding))
            isPlain = false
            return
        }
        var keys: [Key] = []
        for (name, text) in format.isEmpty ? FluentRecordFormatter.standard(style) : format {
            var packed = ByteBuffer()
            packed.append(messagePack: name)
            var formatter: TextFormatter?
            // An empty format string is the standard one for the styles that have a class for it.
            if !text.isEmpty || style != .percent {
                formatter = try TextFormatter(format: text, dateFormat: dateFormat, style: style, validate: false)
            }
            keys.append(Key(name: name, packed: Array(packed.bytes), text: formatter))
        }
        isPlain = !keys.contains { $0.name == "message" }
        layout = .keys(keys)
    }

    private static func standard(_ style: FormatStyle) -> [(key: String, format: String)] {
        func field(_ name: String) -> String {
            switch style {
            case .percent: "%(\(name))s"
            case .brace: "{\(name)}"
            case .dollar: "${\(name)}"
            }
        }
        return [("sys_host", field("hostname")), ("sys_name", field("name")), ("sys_module", field("module"))]
    }

    private static let hostname: String = {
        var name = [CChar](repeating: 0, count: 256)
        gethostname(&name, name.count - 1)
        return String(decoding: name.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }()

    /// Appends the map as JSON.
    public func format(_ record: borrowing LogRecord, into buffer: inout ByteBuffer) throws(FormattingError) {
        buffer.append(json: .object(try object(of: record)))
    }

    /// Appends the map as MessagePack.
    ///
    /// A text without arguments, the usual case, is not looked at as values: nothing is allocated.
    ///
    /// - Parameters:
    ///   - record: the record.
    ///   - buffer: takes the map; what was appended before an error is left there.
    ///   - isSingle: whether floating point numbers have 32 bits.
    /// - Throws: ``FormattingError`` when the record cannot be written that way.
    func appendMap(
        of record: borrowing LogRecord,
        to buffer: inout ByteBuffer,
        isSingle: Bool
    ) throws(FormattingError) {
        guard isPlain, case .keys(let keys) = layout, record.isPlainText, !mayBeJSON(record.text) else {
            return buffer.append(messagePack: try object(of: record), isSingle: isSingle)
        }
        buffer.appendMessagePackMapHead(keys.count + 1)
        for key in keys {
            buffer.append(key.packed)
            let start = buffer.count
            buffer.append(0)
            guard try append(key, of: record, to: &buffer) else {
                buffer.truncate(to: start)
                buffer.appendMessagePackNil()
                continue
            }
            let count = buffer.count - start - 1
            buffer.setMessagePackHead(at: start) { $0.appendMessagePackTextHead(count) }
        }
        buffer.append(messagePack: "message")
        let start = buffer.count
        buffer.append(0)
        try MessageFormatter.shared.format(record, into: &buffer)
        let count = buffer.count - start - 1
        buffer.setMessagePackHead(at: start) { $0.appendMessagePackTextHead(count) }
    }

    /// Whether a message may be a JSON object.
    private func mayBeJSON(_ text: RawText) -> Bool {
        guard readsJSON else { return false }
        let first = text.bytes.first { $0 != 0x20 && $0 != 0x0A && $0 != 0x0D && $0 != 0x09 }
        return first == UInt8(ascii: "{")
    }

    /// Appends a key's text.
    ///
    /// - Returns: `false` if the record lacks an attribute and null is to stand for it.
    private func append(
        _ key: Key,
        of record: borrowing LogRecord,
        to buffer: inout ByteBuffer
    ) throws(FormattingError) -> Bool {
        guard let text = key.text else { return true }
        do throws(FormattingError) {
            try text.formatMessage(of: record, overlay: overlay, into: &buffer)
            return true
        } catch {
            guard fillsMissing, error.pythonType == "KeyError" else { throw error }
            return false
        }
    }

    /// The map of a record.
    private func object(of record: borrowing LogRecord) throws(FormattingError) -> LogObject {
        var object = LogObject()
        switch layout {
        case .keys(let keys):
            var buffer = ByteBuffer()
            for key in keys {
                buffer.removeAll()
                object[key.name] = try append(key, of: record, to: &buffer) ? .string(buffer.string()) : .null
            }
        case .allBut(let excluded):
            for field in RecordField.dictionaryOrder where !excluded.contains(field.rawValue) {
                object[field.rawValue] = record.value(of: field)
            }
            for field in record.extra.fields where !excluded.contains(field.key) { object[field.key] = field.value }
            if !excluded.contains("message") { object["message"] = .string(try record.message()) }
            if !excluded.contains("hostname") { object["hostname"] = overlay.value("hostname") }
        }
        for field in try message(of: record).fields { object[field.key] = field.value }
        return object
    }

    /// What the message adds.
    private func message(of record: borrowing LogRecord) throws(FormattingError) -> LogObject {
        if let object = record.structuredMessage { return object }
        if mayBeJSON(record.text) {
            // As there: what is read is the text before arguments are merged into it.
            var reader = JSONReader(record.text.bytes, acceptsNonFinite: true)
            if case .object(let object)? = try? reader.readDocument() { return object }
        }
        var buffer = ByteBuffer()
        try MessageFormatter.shared.format(record, into: &buffer)
        return ["message": .string(buffer.string())]
    }
}
