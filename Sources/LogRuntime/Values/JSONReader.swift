internal import CLogRuntime

/// Reads JSON text, with what Python writes beyond it: `NaN`, `Infinity`, `-Infinity`.
package struct JSONReader {
    /// How deep values may be nested.
    private static let depthLimit = 500

    private let bytes: UnsafeRawBufferPointer
    private var position = 0

    /// Starts with a text.
    init(_ bytes: UnsafeRawBufferPointer) {
        self.bytes = bytes
    }

    /// The value that a text is.
    ///
    /// - Parameter bytes: the text, in UTF-8.
    /// - Returns: the value; an integer that no word holds keeps its digits.
    /// - Throws: ``FormattingError`` saying where the text is not JSON.
    package static func value(of bytes: UnsafeRawBufferPointer) throws(FormattingError) -> LogValue {
        var reader = JSONReader(bytes)
        let value = try reader.value(depth: 0)
        reader.skipSpace()
        guard reader.position == bytes.count else { throw reader.error("end of text expected") }
        return value
    }

    /// Reads `"name": value` pairs between commas up to the end.
    mutating func readFields() throws(FormattingError) -> LogObject {
        let object = try fields(until: nil, depth: 0)
        guard position == bytes.count else { throw error("end of text expected") }
        return object
    }

    private mutating func value(depth: Int) throws(FormattingError) -> LogValue {
        guard depth < JSONReader.depthLimit else { throw error("nested deeper than \(JSONReader.depthLimit) levels") }
        skipSpace()
        switch peek() {
        case UInt8(ascii: "{"):
            position += 1
            return .object(try fields(until: UInt8(ascii: "}"), depth: depth + 1))
        case UInt8(ascii: "["):
            position += 1
            return .array(try elements(depth: depth + 1))
        case UInt8(ascii: "\""): return .string(try string())
        case UInt8(ascii: "t") where skip("true"): return .bool(true)
        case UInt8(ascii: "f") where skip("false"): return .bool(false)
        case UInt8(ascii: "n") where skip("null"): return .null
        case UInt8(ascii: "N") where skip("NaN"): return .double(.nan)
        case UInt8(ascii: "I") where skip("Infinity"): return .double(.infinity)
        case UInt8(ascii: "-") where skip("-Infinity"): return .double(-.infinity)
        default: return try number()
        }
    }

    private mutating func fields(until end: UInt8?, depth: Int) throws(FormattingError) -> LogObject {
        var object = LogObject()
        skipSpace()
        if peek() == end {
            if end != nil { position += 1 }
            return object
        }
        while true {
            skipSpace()
            let key = try string()
            skipSpace()
            try expect(UInt8(ascii: ":"))
            object[key] = try value(depth: depth)
            skipSpace()
            if peek() == end {
                if end != nil { position += 1 }
                return object
            }
            try expect(UInt8(ascii: ","))
        }
    }

    private mutating func elements(depth: Int) throws(FormattingError) -> [LogValue] {
        var elements: [LogValue] = []
        skipSpace()
        if peek() == UInt8(ascii: "]") {
            position += 1
            return elements
        }
        while true {
            elements.append(try value(depth: depth))
            skipSpace()
            if peek() == UInt8(ascii: "]") {
                position += 1
                return elements
            }
            try expect(UInt8(ascii: ","))
        }
    }

    private mutating func number() throws(FormattingError) -> LogValue {
        let start = position
        if peek() == UInt8(ascii: "-") { position += 1 }
        let first = position
        skipDigits()
        guard position > first, bytes[first] != UInt8(ascii: "0") || position == first + 1 else {
            position = start
            throw error("value expected")
        }
        var isInteger = true
        if peek() == UInt8(ascii: ".") {
            isInteger = false
            position += 1
            let fraction = position
            skipDigits()
            guard position > fraction else { throw error("digit expected") }
        }
        if peek() == UInt8(ascii: "e") || peek() == UInt8(ascii: "E") {
            isInteger = false
            position += 1
            if peek() == UInt8(ascii: "+") || peek() == UInt8(ascii: "-") { position += 1 }
            let exponent = position
            skipDigits()
            guard position > exponent else { throw error("digit expected") }
        }
        let text = String(decoding: bytes[start..<position], as: UTF8.self)
        guard isInteger else { return .double(clogruntime_parse_double(text)) }
        if let number = Int64(text) { return .int(number) }
        if let number = UInt64(text) { return .uint(number) }
        return .digits(text)
    }

    private mutating func string() throws(FormattingError) -> String {
        try expect(UInt8(ascii: "\""))
        var text = ByteBuffer(capacity: 32)
        while let byte = peek() {
            position += 1
            switch byte {
            case UInt8(ascii: "\""): return text.string()
            case UInt8(ascii: "\\"): text.append(try escape())
            case 0..<0x20: throw error("control character in a string")
            default: text.append(byte)
            }
        }
        throw error("string without an end")
    }

    private mutating func escape() throws(FormattingError) -> Unicode.Scalar {
        let letter = peek()
        position += 1
        switch letter {
        case UInt8(ascii: "\""): return "\""
        case UInt8(ascii: "\\"): return "\\"
        case UInt8(ascii: "/"): return "/"
        case UInt8(ascii: "b"): return "\u{8}"
        case UInt8(ascii: "f"): return "\u{C}"
        case UInt8(ascii: "n"): return "\n"
        case UInt8(ascii: "r"): return "\r"
        case UInt8(ascii: "t"): return "\t"
        case UInt8(ascii: "u"): break
        default: throw error("unknown escape")
        }
        let high = try codeUnit()
        guard 0xD800...0xDBFF ~= high, skip("\\u") else { return Unicode.Scalar(high) ?? "\u{FFFD}" }
        let low = try codeUnit()
        guard 0xDC00...0xDFFF ~= low else {
            // Half a pair stands for nothing; what follows it is read again.
            position -= 6
            return "\u{FFFD}"
        }
        return Unicode.Scalar(0x10000 + (high - 0xD800) << 10 + (low - 0xDC00)) ?? "\u{FFFD}"
    }

    private mutating func codeUnit() throws(FormattingError) -> UInt32 {
        let end = position + 4
        guard end <= bytes.count, let value = UInt32(String(decoding: bytes[position..<end], as: UTF8.self), radix: 16),
            bytes[position] != UInt8(ascii: "+")
        else { throw error("four hexadecimal digits expected") }
        position = end
        return value
    }

    private func peek() -> UInt8? { position < bytes.count ? bytes[position] : nil }

    private mutating func skipSpace() {
        while let byte = peek(), byte == 0x20 || byte == 0x09 || byte == 0x0A || byte == 0x0D { position += 1 }
    }

    private mutating func skipDigits() {
        while let byte = peek(), 48...57 ~= byte { position += 1 }
    }

    private mutating func skip(_ text: StaticString) -> Bool {
        let end = position + text.utf8CodeUnitCount
        guard end <= bytes.count else { return false }
        let isThere = text.withUTF8Buffer { bytes[position..<end].elementsEqual($0) }
        if isThere { position = end }
        return isThere
    }

    private mutating func expect(_ byte: UInt8) throws(FormattingError) {
        guard peek() == byte else { throw error("'\(Character(Unicode.Scalar(byte)))' expected") }
        position += 1
    }

    private func error(_ message: String) -> FormattingError {
        FormattingError("JSONDecodeError", "\(message) at byte \(position)")
    }
}
