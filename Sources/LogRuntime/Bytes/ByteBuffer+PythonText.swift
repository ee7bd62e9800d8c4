extension ByteBuffer {
    /// Appends a value as Python's `str` shows it: `True`, `None`, `4.9`, text as it is, `{'x': [1, 2]}`.
    public mutating func append(pythonStr value: LogValue) {
        if case .string(let text) = value { append(text) } else { append(pythonRepr: value) }
    }

    /// Appends a value as Python's `repr` shows it: like `str`, with text in quotes.
    ///
    /// What is nested deeper than 500 levels, where Python gives up, appears as `[...]` or `{...}`.
    public mutating func append(pythonRepr value: LogValue) {
        append(pythonRepr: value, depth: 0)
    }

    /// Appends a value as Python's `ascii` shows it: like `repr`, with everything outside of ASCII escaped.
    public mutating func append(pythonASCII value: LogValue) {
        let start = length
        append(pythonRepr: value)
        let text = UnsafeRawBufferPointer(start: base + start, count: length - start)
        guard text.contains(where: { $0 >= 0x80 }) else { return }
        var escaped = ByteBuffer(capacity: text.count * 2)
        var position = 0
        while position < text.count {
            let (scalar, taken) = text.scalar(at: position)
            position += taken
            if let scalar, scalar.isASCII {
                escaped.append(scalar)
            } else {
                escaped.append(pythonEscape: scalar?.value ?? 0xFFFD)
            }
        }
        length = start
        append(escaped.bytes)
    }

    private mutating func append(pythonRepr value: LogValue, depth: Int) {
        switch value {
        case .null: append("None")
        case .bool(let flag): append(flag ? "True" : "False")
        case .int(let number): append(decimal: number)
        case .uint(let number): append(decimal: number)
        case .digits(let digits): append(digits)
        case .double(let number): append(pythonFloat: number)
        case .string(let text): append(pythonRepr: text)
        case .array(let elements): append(pythonRepr: elements, depth: depth)
        case .object(let object): append(pythonRepr: object, depth: depth)
        }
    }

    private mutating func append(pythonRepr elements: [LogValue], depth: Int) {
        guard depth < ByteBuffer.depthLimit else { return append("[...]") }
        append(UInt8(ascii: "["))
        var isFirst = true
        for element in elements {
            if !isFirst { append(", ") }
            isFirst = false
            append(pythonRepr: element, depth: depth + 1)
        }
        append(UInt8(ascii: "]"))
    }

    private mutating func append(pythonRepr object: LogObject, depth: Int) {
        guard depth < ByteBuffer.depthLimit else { return append("{...}") }
        append(UInt8(ascii: "{"))
        var isFirst = true
        for field in object.fields {
            if !isFirst { append(", ") }
            isFirst = false
            append(pythonRepr: field.key)
            append(": ")
            append(pythonRepr: field.value, depth: depth + 1)
        }
        append(UInt8(ascii: "}"))
    }

    /// Appends text in the quotes that Python would choose, escaped.
    ///
    /// CPython: `unicode_repr`.
    mutating func append(pythonRepr text: String) {
        let isDoubleQuoted = text.utf8.contains(UInt8(ascii: "'")) && !text.utf8.contains(UInt8(ascii: "\""))
        let quote = UInt8(ascii: isDoubleQuoted ? "\"" : "'")
        append(quote)
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\\": append("\\\\")
            case "\n": append("\\n")
            case "\r": append("\\r")
            case "\t": append("\\t")
            case " "..."~":
                if scalar.value == UInt32(quote) { append(UInt8(ascii: "\\")) }
                append(UInt8(truncatingIfNeeded: scalar.value))
            default:
                if scalar.isPythonPrintable { append(scalar) } else { append(pythonEscape: scalar.value) }
            }
        }
        append(quote)
    }

    /// Appends `\x7f`, `\u2028` or `\U000e0001`.
    private mutating func append(pythonEscape value: UInt32) {
        if value <= 0xFF {
            append("\\x")
            append(hexadecimal: value, digits: 2)
        } else if value <= 0xFFFF {
            append("\\u")
            append(hexadecimal: value, digits: 4)
        } else {
            append("\\U")
            append(hexadecimal: value, digits: 8)
        }
    }
}
