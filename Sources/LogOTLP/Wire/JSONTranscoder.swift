#if OTLP
internal import LogRuntime

/// Turns fields of JSON that this library has rendered into named values of the protocol, without values in between.
///
/// Monitoring renders rows while the block runs; this is what a row costs on its way into a request. Numbers with a point, an
/// exponent or no finite value are floating point, the others integers; one that 64 signed bits cannot hold becomes text.
struct JSONTranscoder {
    /// The text: `"name": value` pairs with commas between them.
    private let bytes: UnsafeRawBufferPointer
    private var position = 0

    /// Prepares to read.
    ///
    /// - Parameter bytes: of this library's own making, valid as long as the transcoder is used.
    init(_ bytes: UnsafeRawBufferPointer) {
        self.bytes = bytes
    }

    private var next: UInt8? { position < bytes.count ? bytes[position] : nil }

    /// Appends all pairs as fields of a `KeyValueList`.
    ///
    /// - Parameters:
    ///   - buffer: takes the fields.
    ///   - depth: how deep the messages of the values are.
    mutating func appendFields(to buffer: inout ByteBuffer, depth: Int = MessageDepth.bodyField) {
        skipSeparators()
        while next == UInt8(ascii: "\"") {
            let start = buffer.beginMessage(field: AnyValueField.elements)
            appendText(field: AnyValueField.key, sparesEmpty: true, to: &buffer)
            skipSeparators()
            let inside = buffer.beginMessage(field: AnyValueField.value)
            appendValue(to: &buffer, depth: depth)
            buffer.endMessage(from: inside)
            buffer.endMessage(from: start)
            skipSeparators()
        }
    }

    /// Goes over commas, colons and spaces.
    @inline(__always) private mutating func skipSeparators() {
        while let byte = next, byte == UInt8(ascii: " ") || byte == UInt8(ascii: ",") || byte == UInt8(ascii: ":") {
            position &+= 1
        }
    }

    /// Appends the content of an `AnyValue`; the next byte begins a value.
    private mutating func appendValue(to buffer: inout ByteBuffer, depth: Int) {
        switch next {
        case UInt8(ascii: "\""): appendText(field: AnyValueField.string, sparesEmpty: false, to: &buffer)
        case UInt8(ascii: "{"):
            let inside = depth + MessageDepth.namedValue
            guard inside <= MessageDepth.limit else { return appendJSON(to: &buffer) }
            position += 1
            let start = buffer.beginMessage(field: AnyValueField.list)
            appendFields(to: &buffer, depth: inside)
            buffer.endMessage(from: start)
            position += 1
        case UInt8(ascii: "["):
            let inside = depth + MessageDepth.element
            guard inside <= MessageDepth.limit else { return appendJSON(to: &buffer) }
            position += 1
            appendElements(to: &buffer, depth: inside)
            position += 1
        case UInt8(ascii: "t"):
            buffer.append(anyValue: true)
            position += 4
        case UInt8(ascii: "f"):
            buffer.append(anyValue: false)
            position += 5
        case UInt8(ascii: "n"): position += 4
        case nil: break
        default: appendNumber(to: &buffer)
        }
    }

    /// Appends a value as the text that it is; its opening bracket is the next byte.
    private mutating func appendJSON(to buffer: inout ByteBuffer) {
        let start = position
        var open = 0
        repeat {
            switch next {
            case UInt8(ascii: "["), UInt8(ascii: "{"): open += 1
            case UInt8(ascii: "]"), UInt8(ascii: "}"): open -= 1
            case UInt8(ascii: "\""): skipText()
            case nil: open = 0
            default: break
            }
            position = min(position + 1, bytes.count)
        } while open > 0
        buffer.append(field: AnyValueField.string, bytes: UnsafeRawBufferPointer(rebasing: bytes[start..<position]))
    }

    /// Goes from the opening quote of a text to the closing one.
    private mutating func skipText() {
        position += 1
        while let byte = next, byte != UInt8(ascii: "\"") { position += byte == UInt8(ascii: "\\") ? 2 : 1 }
    }

    private mutating func appendElements(to buffer: inout ByteBuffer, depth: Int) {
        let start = buffer.beginMessage(field: AnyValueField.array)
        skipSeparators()
        while let byte = next, byte != UInt8(ascii: "]") {
            let before = position
            let inside = buffer.beginMessage(field: AnyValueField.elements)
            appendValue(to: &buffer, depth: depth)
            buffer.endMessage(from: inside)
            skipSeparators()
            if position == before { break }
        }
        buffer.endMessage(from: start)
    }

    /// Appends a number; an integer is read here, anything else by the reader that reads configurations' JSON.
    private mutating func appendNumber(to buffer: inout ByteBuffer) {
        let start = position
        let isNegative = next == UInt8(ascii: "-")
        if isNegative { position += 1 }
        var magnitude: UInt64 = 0
        var overflows = false
        var isInteger = true
        loop: while let byte = next {
            switch byte {
            case UInt8(ascii: "0")...UInt8(ascii: "9"):
                let (product, isTooLarge) = magnitude.multipliedReportingOverflow(by: 10)
                let (sum, carry) = product.addingReportingOverflow(UInt64(byte &- UInt8(ascii: "0")))
                magnitude = sum
                if isTooLarge || carry { overflows = true }
            case UInt8(ascii: ","), UInt8(ascii: " "), UInt8(ascii: "]"), UInt8(ascii: "}"): break loop
            default: isInteger = false
            }
            position &+= 1
        }
        let text = UnsafeRawBufferPointer(rebasing: bytes[start..<position])
        if !isInteger {
            var reader = JSONReader(text, acceptsNonFinite: true)
            guard case .double(let number)? = try? reader.readDocument() else { return }
            buffer.append(anyValue: number)
        } else if !overflows, magnitude <= Int64.max.magnitude || (isNegative && magnitude == Int64.min.magnitude) {
            buffer.append(anyValue: Int64(truncatingIfNeeded: isNegative ? 0 &- magnitude : magnitude))
        } else {
            buffer.append(field: AnyValueField.string, bytes: text)
        }
    }

    /// Appends a text, whose opening quote is the next byte, as a field.
    private mutating func appendText(field: Int, sparesEmpty: Bool, to buffer: inout ByteBuffer) {
        position += 1
        let start = position
        while let byte = next, byte != UInt8(ascii: "\""), byte != UInt8(ascii: "\\") { position &+= 1 }
        if next == UInt8(ascii: "\"") {
            if position > start || !sparesEmpty {
                buffer.append(field: field, bytes: UnsafeRawBufferPointer(rebasing: bytes[start..<position]))
            }
            position += 1
            return
        }
        let content = buffer.beginMessage(field: field)
        buffer.append(UnsafeRawBufferPointer(rebasing: bytes[start..<position]))
        while let byte = next, byte != UInt8(ascii: "\"") {
            position += 1
            if byte == UInt8(ascii: "\\") { appendEscape(to: &buffer) } else { buffer.append(byte) }
        }
        position += 1
        buffer.endMessage(from: content)
    }

    /// Appends what an escape stands for; the byte behind the backslash is the next.
    private mutating func appendEscape(to buffer: inout ByteBuffer) {
        guard let byte = next else { return }
        position += 1
        switch byte {
        case UInt8(ascii: "b"): buffer.append(0x08)
        case UInt8(ascii: "f"): buffer.append(0x0C)
        case UInt8(ascii: "n"): buffer.append(0x0A)
        case UInt8(ascii: "r"): buffer.append(0x0D)
        case UInt8(ascii: "t"): buffer.append(0x09)
        case UInt8(ascii: "u"): buffer.append(scalar: readScalar())
        default: buffer.append(byte)
        }
    }

    /// Reads the digits of `\u`, and of the second half of a pair; half a pair alone becomes U+FFFD.
    private mutating func readScalar() -> UInt32 {
        let first = readHex()
        guard first & 0xF800 == 0xD800 else { return first }
        let isPair =
            first < 0xDC00 && position + 6 <= bytes.count && bytes[position] == UInt8(ascii: "\\")
            && bytes[position + 1] == UInt8(ascii: "u")
        guard isPair else { return 0xFFFD }
        let mark = position
        position += 2
        let second = readHex()
        guard second & 0xFC00 == 0xDC00 else {
            position = mark
            return 0xFFFD
        }
        return 0x10000 + (first & 0x3FF) << 10 + (second & 0x3FF)
    }

    private mutating func readHex() -> UInt32 {
        var value: UInt32 = 0
        for _ in 0..<4 {
            guard let byte = next else { return 0xFFFD }
            position += 1
            let digit: UInt8 =
                switch byte {
                case UInt8(ascii: "0")...UInt8(ascii: "9"): byte - UInt8(ascii: "0")
                case UInt8(ascii: "a")...UInt8(ascii: "f"): byte - UInt8(ascii: "a") + 10
                default: byte - UInt8(ascii: "A") + 10
                }
            value = value << 4 | UInt32(digit)
        }
        return value
    }
}

extension ByteBuffer {
    /// Appends a scalar's UTF-8.
    fileprivate mutating func append(scalar: UInt32) {
        guard let scalar = Unicode.Scalar(scalar) else { return append("\u{FFFD}") }
        for byte in UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter { append(byte) }
    }
}
#endif
