internal import LogRuntime
internal import YAMLTree

extension Node {
    /// Whether Python takes the value for true.
    var isTrue: Bool {
        switch value {
        case .null: false
        case .bool(let flag): flag
        case .int(let number): number.int != 0
        case .float(let number): number != 0
        case .string(let text): !text.isEmpty
        case .timestamp, .date: true
        case .bytes(let bytes): !bytes.isEmpty
        case .sequence(let items), .set(let items): !items.isEmpty
        case .mapping(let mapping): mapping.count > 0
        case .omap(let pairs), .pairs(let pairs): !pairs.isEmpty
        }
    }

    /// The name of the value's Python type once CPython's configurator has taken it out of the document.
    var convertedTypeName: String {
        switch value {
        case .sequence, .omap, .pairs: "ConvertingList"
        case .mapping: "ConvertingDict"
        default: value.pythonTypeName
        }
    }

    /// The number, when the value is an integer or a truth value, as in Python.
    var integer: Int? {
        switch value {
        case .int(let number): number.int
        case .bool(let flag): flag ? 1 : 0
        default: nil
        }
    }

    /// The value as a record could carry it: dates and bytes become text, keys become strings, a recurrence becomes null.
    package var logValue: LogValue {
        guard !isRecurrence else { return .null }
        switch value {
        case .null: return .null
        case .bool(let flag): return .bool(flag)
        case .int(let number): return number.int.map { .int(Int64($0)) } ?? .digits(number.description)
        case .float(let number): return .double(number)
        case .string(let text): return .string(text)
        case .timestamp(let timestamp): return .string(timestamp.description)
        case .date(let date): return .string(date.description)
        case .bytes(let bytes): return .string(String(decoding: bytes, as: UTF8.self))
        case .sequence(let items), .set(let items): return .array(items.map(\.logValue))
        case .mapping(let mapping):
            return .object(LogObject(mapping.entries.map { ($0.key.pythonStr, $0.value.logValue) }))
        case .omap(let pairs), .pairs(let pairs):
            return .array(pairs.map { .array([$0.key.logValue, $0.value.logValue]) })
        }
    }

    /// The value as Python's `str` shows it.
    var pythonStr: String {
        switch value {
        case .string(let text): text
        case .timestamp(let timestamp): timestamp.description.replacing("T", with: " ")
        case .date(let date): date.description
        default: pythonRepr
        }
    }

    /// The value as Python's `repr` shows it, a recurrence as `[...]` or `{...}`.
    var pythonRepr: String {
        func list(_ items: [Node], _ open: String, _ close: String) -> String {
            open + items.map(\.pythonRepr).joined(separator: ", ") + close
        }
        switch value {
        case .sequence where isRecurrence, .omap where isRecurrence, .pairs where isRecurrence: return "[...]"
        case .mapping where isRecurrence: return "{...}"
        case .sequence(let items): return list(items, "[", "]")
        case .set(let items): return items.isEmpty ? "set()" : list(items, "{", "}")
        case .mapping(let mapping):
            let entries = mapping.entries.map { $0.key.pythonRepr + ": " + $0.value.pythonRepr }
            return "{" + entries.joined(separator: ", ") + "}"
        case .omap(let pairs), .pairs(let pairs):
            return "[" + pairs.map { list([$0.key, $0.value], "(", ")") }.joined(separator: ", ") + "]"
        case .date(let date): return "datetime.date(\(date.year), \(date.month), \(date.day))"
        case .bytes(let bytes):
            let text = PythonText.repr(String(decoding: bytes, as: UTF8.self))
            return "b" + text
        case .null, .bool, .int, .float, .string, .timestamp: return PythonText.repr(logValue)
        }
    }
}

/// Text as Python shows it.
enum PythonText {
    /// A value as `repr` shows it.
    static func repr(_ value: LogValue) -> String {
        var buffer = ByteBuffer()
        buffer.append(pythonRepr: value)
        return buffer.string()
    }

    /// A text as `repr` shows it: in quotes, escaped.
    static func repr(_ text: String) -> String { repr(.string(text)) }
}
