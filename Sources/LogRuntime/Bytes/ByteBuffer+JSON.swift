extension ByteBuffer {
    /// How deep values may be nested before ``tooDeep`` stands for what is inside.
    static let depthLimit = 500

    /// Appends a value as JSON.
    ///
    /// The text is that of Python's `json.dumps`. Values nested deeper than 500 levels, where Python gives up, are
    /// replaced by `"..."`.
    public mutating func append(json value: LogValue, style: JSONStyle = JSONStyle()) {
        append(json: value, style: style, depth: 0)
    }

    /// Appends an object as JSON.
    public mutating func append(json object: LogObject, style: JSONStyle = JSONStyle()) {
        append(json: object, style: style, depth: 0)
    }

    /// Appends a value that is inside of others.
    mutating func append(json value: LogValue, style: borrowing JSONStyle, depth: Int) {
        switch value {
        case .null: append("null")
        case .bool(let flag): append(flag ? "true" : "false")
        case .int(let number): append(decimal: number)
        case .uint(let number): append(decimal: number)
        case .digits(let digits):
            // Whoever made it may not have given digits; the line is JSON all the same.
            if digits.isJSONInteger { append(digits) } else { append(jsonString: digits, isASCII: style.isASCII) }
        case .double(let number): append(jsonNumber: number, nonFinite: style.nonFinite)
        case .string(let text): append(jsonString: text, isASCII: style.isASCII)
        case .array(let elements): append(json: elements, style: style, depth: depth)
        case .object(let object): append(json: object, style: style, depth: depth)
        }
    }

    /// Appends a number.
    mutating func append(jsonNumber number: Double, nonFinite: JSONStyle.NonFinite) {
        if number.isFinite {
            append(pythonFloat: number)
        } else if nonFinite == .null {
            append("null")
        } else if number.isNaN {
            append("NaN")
        } else {
            append(number < 0 ? "-Infinity" : "Infinity")
        }
    }

    private mutating func append(json elements: [LogValue], style: borrowing JSONStyle, depth: Int) {
        guard !elements.isEmpty else { return append("[]") }
        guard depth < ByteBuffer.depthLimit else { return append("\"...\"") }
        append(UInt8(ascii: "["))
        var isFirst = true
        for element in elements {
            append(jsonSeparator: style, depth: depth + 1, isFirst: isFirst)
            isFirst = false
            append(json: element, style: style, depth: depth + 1)
        }
        append(jsonEnd: UInt8(ascii: "]"), style: style, depth: depth)
    }

    /// Appends an object that is inside of other values.
    mutating func append(json object: LogObject, style: borrowing JSONStyle, depth: Int) {
        guard !object.isEmpty else { return append("{}") }
        guard depth < ByteBuffer.depthLimit else { return append("\"...\"") }
        append(UInt8(ascii: "{"))
        var isFirst = true
        for field in object.fields {
            append(jsonSeparator: style, depth: depth + 1, isFirst: isFirst)
            isFirst = false
            append(jsonString: field.key, isASCII: style.isASCII)
            append(": ")
            append(json: field.value, style: style, depth: depth + 1)
        }
        append(jsonEnd: UInt8(ascii: "}"), style: style, depth: depth)
    }

    /// Appends what stands before an element: a comma behind the one before, and the line's indentation.
    mutating func append(jsonSeparator style: borrowing JSONStyle, depth: Int, isFirst: Bool) {
        if let indent = style.indent {
            append(isFirst ? "\n" : ",\n")
            for _ in 0..<depth { append(indent) }
        } else if !isFirst {
            append(", ")
        }
    }

    /// Appends the closing bracket.
    mutating func append(jsonEnd bracket: UInt8, style: borrowing JSONStyle, depth: Int) {
        if let indent = style.indent {
            append(UInt8(ascii: "\n"))
            for _ in 0..<depth { append(indent) }
        }
        append(bracket)
    }
}

extension String {
    /// Whether the text is an integer as JSON writes it: digits without leading zeros, perhaps behind a minus.
    var isJSONInteger: Bool {
        let digits = utf8.first == UInt8(ascii: "-") ? utf8.dropFirst() : utf8[...]
        guard let first = digits.first, digits.allSatisfy({ (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) })
        else {
            return false
        }
        return first != UInt8(ascii: "0") || digits.count == 1
    }
}
