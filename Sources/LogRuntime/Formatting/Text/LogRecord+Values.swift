extension LogRecord {
    /// The value of an attribute, as Python's record has it.
    ///
    /// - Parameter field: the attribute; ``RecordField/message`` and ``RecordField/timeText`` are the formatter's to know.
    /// - Returns: `nil` for those two.
    func value(of field: RecordField) -> LogValue? {
        switch field {
        case .message, .timeText: nil
        case .name: .string(name)
        case .rawMessage: structuredMessage.map { .object($0) } ?? .string(text.string)
        case .arguments: argumentsValue
        case .levelName: .string(levelName)
        case .levelNumber: .int(Int64(level.rawValue))
        case .path: .string(path)
        case .fileName: .string(fileNameText.string)
        case .module: .string(moduleText.string)
        // Python has the error itself here; what is known of it is its text.
        // Python's tuple of type, value and traceback: there is none, the error has become text already.
        case .exceptionInfo: .null
        case .exceptionText: exceptionText.map { .string($0) } ?? .null
        case .stackInfo: stackText.map { .string($0) } ?? .null
        case .line: .int(Int64(clamping: line))
        case .function: .string(function)
        case .created: .double(created)
        case .milliseconds: .double(Double(shownTime.milliseconds))
        case .relativeCreated: .double(relativeMilliseconds)
        case .thread: .uint(threadIdentifier)
        case .threadName: .string(threadName)
        case .processName: .string(processName)
        case .process: .int(Int64(processIdentifier))
        case .taskName: taskName.map { .string($0) } ?? .null
        }
    }

    private var argumentsValue: LogValue {
        switch arguments {
        case nil: .array([])
        case .positional(let values): .array(values)
        case .mapping(let object): .object(object)
        }
    }

    /// The arguments as Python prints them: positional ones are a tuple.
    var argumentsText: String {
        var text = ByteBuffer()
        switch arguments {
        case nil: text.append("()")
        case .mapping(let object): text.append(pythonRepr: .object(object))
        case .positional(let values):
            text.append("(")
            for (index, value) in values.enumerated() {
                if index > 0 { text.append(", ") }
                text.append(pythonRepr: value)
            }
            text.append(values.count == 1 ? ",)" : ")")
        }
        return text.string()
    }
}
