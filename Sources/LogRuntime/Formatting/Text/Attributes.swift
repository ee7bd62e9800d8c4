/// The attributes of a record as a format string sees them: a formatter's, the record's, the caller's, the defaults.
struct Attributes {
    /// Has the defaults and writes the time.
    let program: TextProgram
    /// The message, arguments merged in.
    let message: RawText
    /// Attributes that a formatter adds to the record's or puts in their place.
    let overlay: LogObject?

    /// The value of an attribute.
    ///
    /// - Throws: ``FormattingError`` in place of Python's `KeyError`.
    func require(_ name: String, _ record: borrowing LogRecord) throws(FormattingError) -> LogValue {
        if let value = try value(name, record) { return value }
        throw FormattingError(missingKey: name)
    }

    /// The values of those of the attributes that there are.
    func object(of names: [String], _ record: borrowing LogRecord) throws(FormattingError) -> LogObject {
        var object = LogObject()
        for name in names {
            if let value = try value(name, record) { object[name] = value }
        }
        return object
    }

    /// All attributes, in the order of CPython's `LogRecord`.
    func all(_ record: borrowing LogRecord) throws(FormattingError) -> LogObject {
        var object = program.defaults
        for field in RecordField.dictionaryOrder { object[field.rawValue] = try value(field.rawValue, record) }
        for field in record.extra.fields { object[field.key] = field.value }
        for field in [RecordField.message, .timeText] { object[field.rawValue] = try value(field.rawValue, record) }
        for field in overlay?.fields ?? [] { object[field.key] = field.value }
        return object
    }

    private func value(_ name: String, _ record: borrowing LogRecord) throws(FormattingError) -> LogValue? {
        if let value = overlay?[name] { return value }
        switch RecordField(attribute: name) {
        case nil: return record.extra[name] ?? program.defaults[name]
        case .message: return .string(message.string)
        // Only looked at as text: positional arguments are a tuple, which values cannot say.
        case .arguments: return .string(record.argumentsText)
        case .timeText:
            var text = ByteBuffer(capacity: 32)
            try program.date.append(record, to: &text)
            return .string(text.string())
        case let field?: return record.value(of: field)
        }
    }
}

extension RecordField {
    /// The attributes that every record has, in the order in which CPython sets them.
    static let dictionaryOrder: [RecordField] = [
        .name, .rawMessage, .arguments, .levelName, .levelNumber, .path, .fileName, .module, .exceptionInfo,
        .exceptionText, .stackInfo, .line, .function, .created, .milliseconds, .relativeCreated, .thread, .threadName,
        .processName, .process, .taskName,
    ]
}
