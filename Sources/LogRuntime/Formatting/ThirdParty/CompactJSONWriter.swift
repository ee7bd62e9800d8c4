/// Spells values as JSON as orjson and msgspec do.
struct CompactJSONWriter: Sendable {
    /// Whose spelling is written.
    let spelling: CompactJSONFormatter.Spelling
    /// Whether each element has a line of its own, indented by two spaces a level.
    let isIndented: Bool

    /// Appends an object.
    ///
    /// - Throws: ``FormattingError`` in place of orjson's for an integer of more than 64 bits.
    func append(_ object: LogObject, to buffer: inout ByteBuffer) throws(FormattingError) {
        try append(object, depth: 0, to: &buffer)
    }

    private func append(_ value: LogValue, depth: Int, to buffer: inout ByteBuffer) throws(FormattingError) {
        switch value {
        case .double(let number): append(number, to: &buffer)
        case .digits(let digits) where !digits.isJSONInteger: buffer.append(jsonString: digits, isASCII: false)
        case .digits(let digits):
            if spelling == .orjson, Int64(digits) == nil, UInt64(digits) == nil {
                throw FormattingError("TypeError", "Integer exceeds 64-bit range")
            }
            buffer.append(digits)
        case .array(let elements):
            guard !elements.isEmpty else { return buffer.append("[]") }
            guard depth < ByteBuffer.depthLimit else { return buffer.append("\"...\"") }
            buffer.append(UInt8(ascii: "["))
            for (index, element) in elements.enumerated() {
                separate(index, depth: depth, in: &buffer)
                try append(element, depth: depth + 1, to: &buffer)
            }
            end(UInt8(ascii: "]"), depth: depth, in: &buffer)
        case .object(let object): try append(object, depth: depth, to: &buffer)
        default: buffer.append(json: value, style: JSONStyle(isASCII: false))
        }
    }

    private func append(_ object: LogObject, depth: Int, to buffer: inout ByteBuffer) throws(FormattingError) {
        guard !object.isEmpty else { return buffer.append("{}") }
        guard depth < ByteBuffer.depthLimit else { return buffer.append("\"...\"") }
        buffer.append(UInt8(ascii: "{"))
        for (index, field) in object.fields.enumerated() {
            separate(index, depth: depth, in: &buffer)
            buffer.append(jsonString: field.key, isASCII: false)
            buffer.append(isIndented ? ": " : ":")
            try append(field.value, depth: depth + 1, to: &buffer)
        }
        end(UInt8(ascii: "}"), depth: depth, in: &buffer)
    }

    private func separate(_ index: Int, depth: Int, in buffer: inout ByteBuffer) {
        if index > 0 { buffer.append(UInt8(ascii: ",")) }
        if isIndented { breakLine(depth: depth + 1, in: &buffer) }
    }

    private func end(_ bracket: UInt8, depth: Int, in buffer: inout ByteBuffer) {
        if isIndented { breakLine(depth: depth, in: &buffer) }
        buffer.append(bracket)
    }

    private func breakLine(depth: Int, in buffer: inout ByteBuffer) {
        buffer.append(UInt8(ascii: "\n"))
        for _ in 0..<depth { buffer.append("  ") }
    }

    /// Appends a number: Python's digits, with another idea of where the exponent begins and how it is written.
    private func append(_ number: Double, to buffer: inout ByteBuffer) {
        guard number.isFinite else { return buffer.append("null") }
        var text = ByteBuffer(capacity: 32)
        text.append(pythonFloat: number)
        let parts = text.string().split(separator: "e")
        guard parts.count == 2, let exponent = Int(parts[1]) else { return buffer.append(text.bytes) }
        let mantissa = String(parts[0])
        if exponent == -5 {
            if number < 0 { buffer.append("-") }
            buffer.append("0.0000")
            buffer.append(String(mantissa.filter(\.isNumber)))
        } else {
            buffer.append(mantissa)
            buffer.append(exponent > 0 && spelling == .orjson ? "e+" : "e")
            buffer.append(decimal: Int64(exponent))
        }
    }
}
