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
        /// The time in UTC.
        case timestamp
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

    private let slots: [Slot]
    private let timestamp: Slot?
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
    init?(_ options: JSONFormatter.Options, required: [String]) {
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
        if let key = options.timestampKey, !key.isEmpty {
            let slot = Slot(key: renamed(key), prefix: JSONPlan.prefix(renamed(key), style), source: .timestamp)
            guard !slots.contains(where: { $0.key == slot.key }) else { return nil }
            timestamp = slot
        } else {
            timestamp = nil
        }
        self.slots = slots
        takesRenderedFields =
            slots.isEmpty && timestamp == nil && options.renames.isEmpty && style.isASCII && style.nonFinite == .python
        taken = NameSet(slots.map(\.key) + (timestamp.map { [$0.key] } ?? []))
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
        date: DateText,
        to buffer: inout ByteBuffer
    ) throws(FormattingError) {
        buffer.append(UInt8(ascii: "{"))
        var separator = JSONSeparator()
        for index in slots.indices {
            separator.append(to: &buffer)
            slots[index].prefix.withUnsafeBytes { bytes in
                if let start = bytes.baseAddress { buffer.append(piece: start, count: bytes.count) }
            }
            try append(slots[index].source, record, message, date, to: &buffer)
        }
        if let object = record.object { append(object, &separator, to: &buffer) }
        if let text = record.exceptionText, !text.isEmpty { append(exceptionKey, text, &separator, to: &buffer) }
        if let text = record.stackText, !text.isEmpty { append(stackKey, text, &separator, to: &buffer) }
        if !record.extra.isEmpty { appendExtra(record, &separator, to: &buffer) }
        if let timestamp {
            separator.append(to: &buffer)
            timestamp.prefix.withUnsafeBytes { buffer.append($0) }
            try append(timestamp.source, record, message, date, to: &buffer)
        }
        buffer.append(UInt8(ascii: "}"))
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

    private func append(
        _ source: Source,
        _ record: borrowing LogRecord,
        _ message: RawText,
        _ date: DateText,
        to buffer: inout ByteBuffer
    ) throws(FormattingError) {
        switch source {
        case .constant(let bytes): bytes.withUnsafeBytes { buffer.append($0) }
        case .extra(let name): buffer.append(json: record.extra[name] ?? .null, style: style, depth: 1)
        case .timestamp:
            buffer.append(UInt8(ascii: "\""))
            buffer.append(isoTimestampOf: record)
            buffer.append(UInt8(ascii: "\""))
        case .attribute(let field):
            switch field {
            case .name: buffer.append(jsonString: record.loggerName.bytes, isASCII: style.isASCII)
            case .levelName: buffer.append(jsonString: record.levelText.bytes, isASCII: style.isASCII)
            case .message: buffer.append(jsonString: message.bytes, isASCII: style.isASCII)
            case .path: buffer.append(jsonString: record.origin.file.bytes, isASCII: style.isASCII)
            case .fileName: buffer.append(jsonString: record.fileNameText.bytes, isASCII: style.isASCII)
            case .module: buffer.append(jsonString: record.moduleText.bytes, isASCII: style.isASCII)
            case .function: buffer.append(jsonString: record.origin.function.bytes, isASCII: style.isASCII)
            case .line: buffer.append(decimal: UInt64(record.origin.line))
            case .levelNumber: buffer.append(decimal: Int64(record.level.rawValue))
            case .created: buffer.append(pythonFloat: record.created)
            case .milliseconds: buffer.append(pythonFloat: Double(record.shownTime.milliseconds))
            case .relativeCreated: buffer.append(pythonFloat: record.relativeMilliseconds)
            case .thread: buffer.append(decimal: record.threadIdentifier)
            case .process: buffer.append(decimal: Int64(record.processIdentifier))
            case .timeText: try append(date, record, to: &buffer)
            default: buffer.append(json: record.value(of: field) ?? .null, style: style, depth: 1)
            }
        }
    }

    /// Appends the time as text, which is escaped where it stands.
    private func append(
        _ date: DateText,
        _ record: borrowing LogRecord,
        to buffer: inout ByteBuffer
    ) throws(FormattingError) {
        buffer.append(UInt8(ascii: "\""))
        let start = buffer.count
        try date.append(record, to: &buffer)
        let text = UnsafeRawBufferPointer(rebasing: buffer.bytes[start...])
        if !ByteBuffer.isPlainJSON(text) {
            let copy = Array(text)
            buffer.truncate(to: start)
            copy.withUnsafeBytes { buffer.append(jsonCharacters: $0, isASCII: style.isASCII) }
        }
        buffer.append(UInt8(ascii: "\""))
    }
}
