/// How a JSON formatter writes the records whose fields do not clash: keys escaped beforehand, values written at once.
final class JSONPlan: Sendable {
    /// What a field shows.
    enum Source: Sendable {
        /// Text that was rendered beforehand.
        case constant([UInt8])
        /// An attribute of the record.
        case attribute(RecordField)
        /// One of the caller's own attributes.
        case extra(String)
    }

    /// One field.
    struct Slot: Sendable {
        /// The name.
        var key: String
        /// `"name": `, escaped.
        var prefix: [UInt8]
        /// What the field shows.
        var source: Source
    }

    /// Writes `{` and the fields that every record has.
    private let program: TextProgram
    /// Whether there are such fields.
    private let hasOwnFields: Bool
    /// The name of the field with the time in UTC, escaped; `nil` for none.
    private let timestampKey: [UInt8]?
    /// Names that the plan's own fields have.
    private let taken: NameSet
    /// Names that are not written as the caller's own attributes.
    private let skipped: NameSet
    /// Those of the caller's attributes that were asked for.
    private let requiredExtras: NameSet
    private let style: JSONStyle
    private let splitsLines: Bool
    private let hasRenames: Bool
    /// Whether columns that are rendered already are written as they are, and nothing beside them.
    let takesRenderedFields: Bool
    private let exceptionKey: [UInt8]
    private let stackKey: [UInt8]

    /// Prepares the fields; `nil` if the options leave their order to each record.
    init?(_ options: JSONFormatter.Options, required: [String], date: DateText) {
        guard options.style.indent == nil, !(options.keepsMissingRenames && !options.renames.isEmpty) else {
            return nil
        }
        style = options.style
        splitsLines = options.splitsException || options.splitsStack
        hasRenames = !options.renames.isEmpty
        skipped = NameSet(RecordField.allCases.map(\.rawValue) + (options.reservedAttributes ?? []))
        requiredExtras = NameSet(required.filter { RecordField(attribute: $0) == nil })
        exceptionKey = JSONPlan.prefix(RecordField.exceptionInfo.rawValue, options.style)
        stackKey = JSONPlan.prefix(RecordField.stackInfo.rawValue, options.style)

        let style = options.style
        var slots: [Slot] = []
        func add(_ key: String, _ source: Source) {
            if let place = slots.firstIndex(where: { $0.key == key }) {
                slots[place].source = source
            } else {
                slots.append(Slot(key: key, prefix: JSONPlan.prefix(key, style), source: source))
            }
        }
        let renamed = { (name: String) in options.renames.first { $0.field == name }?.key ?? name }
        for field in options.defaults.fields { add(renamed(field.key), .constant(JSONPlan.json(field.value, style))) }
        for name in required {
            let source = RecordField(attribute: name).map { Source.attribute($0) } ?? .extra(name)
            add(renamed(name), source)
        }
        for field in options.staticFields.fields {
            add(renamed(field.key), .constant(JSONPlan.json(field.value, style)))
        }
        var names = slots.map(\.key)
        if let key = options.timestampKey.map(renamed), options.timestampKey != "" {
            guard !names.contains(key) else { return nil }
            timestampKey = JSONPlan.prefix(key, style)
            names.append(key)
        } else {
            timestampKey = nil
        }
        taken = NameSet(names)
        hasOwnFields = !slots.isEmpty
        takesRenderedFields =
            names.isEmpty && options.renames.isEmpty && style.isASCII && style.nonFinite == .python
        program = JSONPlan.program(of: slots, style, date)
    }

    /// Compiles the fields.
    private static func program(of slots: [Slot], _ style: JSONStyle, _ date: DateText) -> TextProgram {
        var compiler = TextProgramCompiler()
        compiler.add(literal: Array("{".utf8))
        for (index, slot) in slots.enumerated() {
            if index > 0 { compiler.add(literal: Array(", ".utf8)) }
            compiler.add(literal: slot.prefix)
            switch slot.source {
            case .constant(let bytes): compiler.add(literal: bytes)
            case .attribute(let field): compiler.add(json: field, style: style)
            case .extra(let name): compiler.add(jsonExtra: name, style: style)
            }
        }
        return TextProgram(compiler, date: date)
    }

    /// How a line is made of a message that needs no escapes.
    var prefixedLine: PrefixedLine? {
        guard timestampKey == nil, program.isPrefixAndMessage, let end = program.endLiteral else { return nil }
        let text = String(decoding: end, as: UTF8.self) + "}"
        return PrefixedLine(number: program.number, isJSON: true, end: RawText(interned: text))
    }

    private static func prefix(_ key: String, _ style: JSONStyle) -> [UInt8] {
        var buffer = ByteBuffer()
        buffer.append(jsonString: key, isASCII: style.isASCII)
        buffer.append(": ")
        return Array(buffer.bytes)
    }

    private static func json(_ value: LogValue, _ style: JSONStyle) -> [UInt8] {
        var buffer = ByteBuffer()
        buffer.append(json: value, style: style)
        return Array(buffer.bytes)
    }
}

extension JSONPlan {
    /// Whether the record's own fields have names that nothing else has.
    @inline(__always) func fits(_ record: borrowing LogRecord) -> Bool {
        if record.renderedFields != nil {
            // The formatter writes them as they are where nothing has to be changed in them.
            return false
        }
        if !record.holdsReferences { return true }
        if record.extra.isEmpty, record.object == nil, record.exceptionText == nil, record.stackText == nil {
            return true
        }
        return hasDistinctFields(record)
    }

    @inline(never) private func hasDistinctFields(_ record: borrowing LogRecord) -> Bool {
        guard !hasRenames, !splitsLines else { return false }
        let hasError = record.exceptionText?.isEmpty == false
        let hasStack = record.stackText?.isEmpty == false
        if hasError, taken.contains(RecordField.exceptionInfo.rawValue) { return false }
        if hasStack, taken.contains(RecordField.stackInfo.rawValue) { return false }
        if let object = record.object {
            for field in object.fields {
                if taken.contains(field.key) { return false }
                if !record.extra.isEmpty, record.extra[field.key] != nil { return false }
                // Error and stack give way to fields of the same name, and hide those of the caller.
                if hasError || hasStack, RecordField(attribute: field.key) != nil { return false }
            }
        }
        for field in record.extra.fields where taken.contains(field.key) && !requiredExtras.contains(field.key) {
            return false
        }
        return true
    }

    /// Appends a record that ``fits(_:)``.
    func append(
        _ record: borrowing LogRecord,
        message: RawText,
        to buffer: inout ByteBuffer
    ) throws(FormattingError) {
        try program.append(record, message: message, to: &buffer)
        if record.holdsReferences || timestampKey != nil { appendFurtherFields(of: record, to: &buffer) }
        buffer.append(UInt8(ascii: "}"))
    }

    /// Appends what not every record has, and the time in UTC.
    @inline(never) private func appendFurtherFields(of record: borrowing LogRecord, to buffer: inout ByteBuffer) {
        var separator = JSONSeparator(isFirst: !hasOwnFields)
        if let object = record.object { append(object, &separator, to: &buffer) }
        if let text = record.exceptionText, !text.isEmpty { append(exceptionKey, text, &separator, to: &buffer) }
        if let text = record.stackText, !text.isEmpty { append(stackKey, text, &separator, to: &buffer) }
        if !record.extra.isEmpty { appendExtra(record, &separator, to: &buffer) }
        if let timestampKey {
            separator.append(to: &buffer)
            timestampKey.withUnsafeBytes { buffer.append($0) }
            buffer.append(UInt8(ascii: "\""))
            buffer.append(isoTimestampOf: record)
            buffer.append(UInt8(ascii: "\""))
        }
    }

    private func append(_ object: LogObject, _ separator: inout JSONSeparator, to buffer: inout ByteBuffer) {
        for field in object.fields {
            separator.append(to: &buffer)
            buffer.append(jsonString: field.key, isASCII: style.isASCII)
            buffer.append(": " as StaticString)
            buffer.append(json: field.value, style: style, depth: 1)
        }
    }

    private func append(
        _ key: [UInt8],
        _ text: String,
        _ separator: inout JSONSeparator,
        to buffer: inout ByteBuffer
    ) {
        separator.append(to: &buffer)
        key.withUnsafeBytes { buffer.append($0) }
        buffer.append(jsonString: text, isASCII: style.isASCII)
    }

    private func appendExtra(
        _ record: borrowing LogRecord,
        _ separator: inout JSONSeparator,
        to buffer: inout ByteBuffer
    ) {
        for field in record.extra.fields {
            guard field.key.utf8.first != UInt8(ascii: "_"), !skipped.contains(field.key),
                !requiredExtras.contains(field.key)
            else { continue }
            separator.append(to: &buffer)
            buffer.append(jsonString: field.key, isASCII: style.isASCII)
            buffer.append(": " as StaticString)
            buffer.append(json: field.value, style: style, depth: 1)
        }
    }
}

extension ByteBuffer {
    /// Appends an attribute of a record as JSON.
    mutating func append(json field: RecordField, of record: borrowing LogRecord, _ style: JSONStyle) {
        switch field {
        case .created: append(pythonFloat: record.created)
        case .milliseconds: append(pythonFloat: Double(record.shownTime.milliseconds))
        case .relativeCreated: append(pythonFloat: record.relativeMilliseconds)
        default: append(json: record.value(of: field) ?? .null, style: style, depth: 1)
        }
    }
}
