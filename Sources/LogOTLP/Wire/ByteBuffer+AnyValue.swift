#if OTLP
internal import LogRuntime

/// Values as the content of an `AnyValue`: types are kept.
extension ByteBuffer {
    /// Appends a value; null is an `AnyValue` without content.
    ///
    /// An integer that 64 signed bits cannot hold becomes the text of its digits: the protocol has no wider number, and a
    /// rounded one would be wrong without a word.
    ///
    /// - Parameters:
    ///   - value: the value.
    ///   - depth: how deep its message is.
    mutating func append(anyValue value: LogValue, depth: Int = MessageDepth.body) {
        switch value {
        case .null: break
        case .bool(let flag): append(anyValue: flag)
        case .int(let number): append(anyValue: number)
        case .uint(let number):
            if let signed = Int64(exactly: number) {
                append(anyValue: signed)
            } else {
                append(field: AnyValueField.string, text: String(number))
            }
        case .digits(let digits): append(field: AnyValueField.string, text: digits)
        case .double(let number): append(anyValue: number)
        case .string(let text): append(field: AnyValueField.string, text: text)
        case .array where depth + MessageDepth.element > MessageDepth.limit,
            .object where depth + MessageDepth.namedValue > MessageDepth.limit:
            let text = beginMessage(field: AnyValueField.string)
            append(json: value)
            endMessage(from: text)
        case .array(let elements):
            let start = beginMessage(field: AnyValueField.array)
            for element in elements {
                let inside = beginMessage(field: AnyValueField.elements)
                append(anyValue: element, depth: depth + MessageDepth.element)
                endMessage(from: inside)
            }
            endMessage(from: start)
        case .object(let object):
            let start = beginMessage(field: AnyValueField.list)
            let inside = depth + MessageDepth.namedValue
            for field in object.fields {
                append(field: AnyValueField.elements, key: field.key, value: field.value, depth: inside)
            }
            endMessage(from: start)
        }
    }

    /// Appends a truth value.
    @inline(__always) mutating func append(anyValue value: Bool) {
        append(field: AnyValueField.bool, .varint)
        append(value ? 1 : 0 as UInt8)
    }

    /// Appends an integer.
    @inline(__always) mutating func append(anyValue value: Int64) {
        append(field: AnyValueField.int, .varint)
        append(varint: UInt64(bitPattern: value))
    }

    /// Appends a floating point number.
    @inline(__always) mutating func append(anyValue value: Double) {
        append(field: AnyValueField.double, .fixed64)
        append(fixed64: value.bitPattern)
    }

    /// Appends a field that is a named value.
    ///
    /// - Parameters:
    ///   - field: the field's number.
    ///   - key: the name.
    ///   - value: the value.
    ///   - depth: how deep the value's message is.
    mutating func append(field: Int, key: String, value: LogValue, depth: Int = MessageDepth.attribute) {
        let start = beginMessage(field: field)
        if !key.isEmpty { append(field: AnyValueField.key, text: key) }
        let inside = beginMessage(field: AnyValueField.value)
        append(anyValue: value, depth: depth)
        endMessage(from: inside)
        endMessage(from: start)
    }
}
#endif
