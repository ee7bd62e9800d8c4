/// Writes records as JSON objects, one a line.
///
/// `{"message": "the cart is empty", "levelname": "WARNING", "user": 7}`: the attributes that the format string names, then
/// fixed fields, the fields of a structured message, error and stack, the caller's own attributes and a timestamp. Bytes
/// are those of python-json-logger 4.2 `JsonFormatter`. Common records allocate nothing.
///
/// ## Configuration keys
/// See ``Options``; each property names the key.
public final class JSONFormatter: Formatter {
    /// What a formatter is configured with.
    public struct Options: Sendable {
        /// Which attributes are written (`fmt`).
        public enum Fields: Sendable {
            /// Those that a format string names; the style is `%`, `{`, `$`, or `,` for names between commas.
            case format(String?, style: String)
            /// Those listed.
            case names([String])
        }

        /// Which attributes are written (`fmt`, `format`, `style`; default the message).
        public var fields = Fields.format(nil, style: "%")
        /// Whether mistakes in the format string are errors (`validate`, default true).
        public var validate = true
        /// A pattern of `strftime` for `asctime` (`datefmt`).
        public var dateFormat: String?
        /// How the time is written otherwise.
        public var date = TextFormatter.DateOptions()
        /// Text in front of the object (`prefix`, default none).
        public var prefix = ""
        /// Names to write in place of attributes' own, in order (`rename_fields`).
        public var renames: [(field: String, key: String)] = []
        /// Whether a renamed attribute that a record lacks is written as `null` (`rename_fields_keep_missing`).
        public var keepsMissingRenames = false
        /// Fields of every record (`static_fields`).
        public var staticFields = LogObject()
        /// Attributes that are only written if they are asked for (`reserved_attrs`); `nil` for all that a record has.
        public var reservedAttributes: [String]?
        /// The name of a field with the time in UTC (`timestamp`); `nil` for none, `timestamp` is Python's for `true`.
        public var timestampKey: String?
        /// Values that anything else overrides (`defaults`).
        public var defaults = LogObject()
        /// Whether the text of an error becomes an array of lines (`exc_info_as_array`).
        public var splitsException = false
        /// Whether the text of a stack becomes an array of lines (`stack_info_as_array`).
        public var splitsStack = false
        /// How values are spelled (`json_ensure_ascii`, `json_indent`).
        public var style = JSONStyle()

        /// The defaults.
        public init() {}
    }

    let options: Options
    /// The attributes asked for.
    let required: [String]
    /// The attributes that are not written as the caller's own.
    private let skipped: Set<String>
    private let date: DateText
    private let prefix: [UInt8]
    /// How most records are written; `nil` if the options need more thought.
    private let plan: JSONPlan?
    /// Whether columns that are rendered already are written as they are, and nothing beside them.
    private let takesRenderedFields: Bool

    /// Creates a formatter.
    ///
    /// - Parameter options: what it is configured with.
    /// - Throws: ``FormattingError`` for mistakes in the format string, and for a style that there is not.
    public init(_ options: Options = Options()) throws(FormattingError) {
        self.options = options
        switch options.fields {
        case .names(let names): required = names
        case .format(let format, let style):
            required = try JSONFieldNames.parse(format, style: style, validate: options.validate)
        }
        skipped = Set(required).union(options.reservedAttributes ?? RecordField.allCases.map(\.rawValue))
        date = DateText(
            format: options.dateFormat,
            standardFormat: options.date.standardFormat,
            millisecondFormat: options.date.millisecondFormat,
            zone: options.date.zone,
            hasExtensions: options.date.hasExtensions
        )
        prefix = Array(options.prefix.utf8)
        let isSimple = RecordField.allCases.allSatisfy { [skipped] in skipped.contains($0.rawValue) }
        plan = isSimple ? JSONPlan(options, required: required, date: date) : nil
        takesRenderedFields = plan?.takesRenderedFields == true
    }

    /// Whether fields that are JSON already become a line by braces around them.
    var writesRenderedFieldsAlone: Bool { takesRenderedFields && prefix.isEmpty }

    /// How a line is made of a message that needs no escapes, when it has nothing beside it.
    var prefixedLine: PrefixedLine? { prefix.isEmpty ? plan?.prefixedLine : nil }

    /// Appends the record's object.
    public func format(_ record: borrowing LogRecord, into buffer: inout ByteBuffer) throws(FormattingError) {
        if record.arguments == nil {
            let text = record.isPlainText ? record.text : RawText("")
            try write(record, message: text, to: &buffer)
        } else {
            var message = ByteBuffer()
            try record.appendMessage(to: &message)
            let text = RawText(start: UnsafeRawPointer(message.base), count: message.count)
            try write(record, message: text, to: &buffer)
        }
    }

    private func write(
        _ record: borrowing LogRecord,
        message: RawText,
        to buffer: inout ByteBuffer
    ) throws(FormattingError) {
        if !prefix.isEmpty { prefix.withUnsafeBytes { buffer.append($0) } }
        if takesRenderedFields, let fields = record.renderedFields, !record.holdsReferences || isAlone(record) {
            buffer.append(UInt8(ascii: "{"))
            buffer.append(fields.start, count: fields.count)
            buffer.append(UInt8(ascii: "}"))
        } else if let plan, plan.fits(record) {
            try plan.append(record, message: message, to: &buffer)
        } else {
            buffer.append(json: try object(record, message: message), style: options.style)
        }
    }
}

extension JSONFormatter {
    /// Whether a record has nothing to write but what is rendered already.
    @inline(never) private func isAlone(_ record: borrowing LogRecord) -> Bool {
        record.extra.isEmpty && record.object == nil && record.exceptionText == nil && record.stackText == nil
    }

    /// Gathers all fields of a record.
    ///
    /// Source: `BaseJsonFormatter.format` and `add_fields`.
    func object(_ record: borrowing LogRecord, message: RawText) throws(FormattingError) -> LogObject {
        var data = LogObject()
        for field in options.defaults.fields { data[renamed(field.key)] = field.value }
        for name in required { data[renamed(name)] = try value(name, record, message) ?? .null }
        for field in options.staticFields.fields { data[renamed(field.key)] = field.value }
        for field in structure(record).fields { data[renamed(field.key)] = field.value }
        for field in RecordField.dictionaryOrder {
            merge(field.rawValue, record.value(of: field), into: &data)
        }
        for field in record.extra.fields { merge(field.key, field.value, into: &data) }
        merge(RecordField.message.rawValue, .string(message.string), into: &data)
        if let key = options.timestampKey, !key.isEmpty {
            var text = ByteBuffer(capacity: 40)
            text.append(isoTimestampOf: record)
            data[renamed(key)] = .string(text.string())
        }
        if options.keepsMissingRenames {
            for (_, key) in options.renames where data[key] == nil { data[key] = .null }
        }
        return data
    }

    /// The name under which the time in UTC is written; `nil` if it is not.
    var writtenTimestampKey: String? { options.timestampKey.flatMap { $0.isEmpty ? nil : renamed($0) } }

    /// The fields of a structured message, error and stack.
    private func structure(_ record: borrowing LogRecord) -> LogObject {
        var structure = record.structuredMessage ?? LogObject()
        let errorKey = RecordField.exceptionInfo.rawValue
        if let text = record.exceptionText, !text.isEmpty, structure[errorKey]?.isPythonTrue != true {
            structure[errorKey] = options.splitsException ? .array(JSONFormatter.lines(text)) : .string(text)
        }
        let stackKey = RecordField.stackInfo.rawValue
        if let text = record.stackText, !text.isEmpty, structure[stackKey]?.isPythonTrue != true {
            structure[stackKey] = options.splitsStack ? .array(JSONFormatter.lines(text)) : .string(text)
        }
        return structure
    }

    /// Adds an attribute that was not asked for, unless it is reserved.
    ///
    /// Source: `merge_record_extra`.
    private func merge(_ name: String, _ value: LogValue?, into data: inout LogObject) {
        guard let value, !skipped.contains(name), name.utf8.first != UInt8(ascii: "_") else { return }
        data[renamed(name)] = value
    }

    private func value(
        _ name: String,
        _ record: borrowing LogRecord,
        _ message: RawText
    ) throws(FormattingError) -> LogValue? {
        switch RecordField(attribute: name) {
        case nil: return record.extra[name]
        case .message: return .string(message.string)
        case .timeText:
            var text = ByteBuffer(capacity: 32)
            try date.append(record, to: &text)
            return .string(text.string())
        case let field?: return record.value(of: field)
        }
    }

    /// The name under which an attribute is written.
    private func renamed(_ name: String) -> String {
        for rename in options.renames where rename.field == name { return rename.key }
        return name
    }

    /// The lines of a text.
    ///
    /// CPython: `str.splitlines`.
    static func lines(_ text: String) -> [LogValue] {
        var lines: [LogValue] = []
        var line = String.UnicodeScalarView()
        var rest = text.unicodeScalars[...]
        while let scalar = rest.popFirst() {
            guard scalar.isPythonLineBreak else {
                line.append(scalar)
                continue
            }
            if scalar == "\r", rest.first == "\n" { rest.removeFirst() }
            lines.append(.string(String(line)))
            line = String.UnicodeScalarView()
        }
        if !line.isEmpty { lines.append(.string(String(line))) }
        return lines
    }
}

extension JSONFormatter: TimeLeaving {
    func timeText(of record: borrowing LogRecord) -> String? {
        required.contains(RecordField.timeText.rawValue) ? date.string(record) : nil
    }
}
