/// Whether bytes are JSON as RFC 8259 has it, any depth, by a reading that shares nothing with the library's.
struct JSONCheck {
    private let bytes: [UInt8]
    private var position = 0
    /// Whether Python's `NaN` and `Infinity` pass.
    private let acceptsNonFinite: Bool

    /// Checks a text.
    ///
    /// - Parameters:
    ///   - bytes: the text.
    ///   - acceptsNonFinite: whether Python's `NaN` and `Infinity` pass.
    /// - Returns: whether it is one value with nothing but white space around it.
    static func accepts(_ bytes: [UInt8], acceptsNonFinite: Bool) -> Bool {
        guard String(validating: bytes, as: UTF8.self) != nil else { return false }
        var check = JSONCheck(bytes: bytes, acceptsNonFinite: acceptsNonFinite)
        return check.document()
    }

    private init(bytes: [UInt8], acceptsNonFinite: Bool) {
        self.bytes = bytes
        self.acceptsNonFinite = acceptsNonFinite
    }

    private var next: UInt8? { position < bytes.count ? bytes[position] : nil }

    private mutating func document() -> Bool {
        // What is open, outermost first: `}` or `]`.
        var open: [UInt8] = []
        while true {
            skipSpace()
            // A value.
            if skip("{") {
                skipSpace()
                if !skip("}") {
                    open.append(UInt8(ascii: "}"))
                    guard name() else { return false }
                    continue
                }
            } else if skip("[") {
                skipSpace()
                if !skip("]") {
                    open.append(UInt8(ascii: "]"))
                    continue
                }
            } else {
                guard scalar() else { return false }
            }
            // What follows a value.
            while true {
                skipSpace()
                guard let close = open.last else { return position == bytes.count }
                if next == close {
                    position += 1
                    open.removeLast()
                    continue
                }
                guard skip(",") else { return false }
                skipSpace()
                if close == UInt8(ascii: "}") {
                    guard name() else { return false }
                }
                break
            }
        }
    }

    private mutating func name() -> Bool {
        guard text() else { return false }
        skipSpace()
        return skip(":")
    }

    private mutating func scalar() -> Bool {
        if next == UInt8(ascii: "\"") { return text() }
        if skip("true") || skip("false") || skip("null") { return true }
        if acceptsNonFinite, skip("NaN") || skip("Infinity") || skip("-Infinity") { return true }
        return number()
    }

    private mutating func text() -> Bool {
        guard skip("\"") else { return false }
        while let byte = next {
            position += 1
            switch byte {
            case UInt8(ascii: "\""): return true
            case UInt8(ascii: "\\"):
                guard let escape = next else { return false }
                position += 1
                if escape == UInt8(ascii: "u") {
                    for _ in 0..<4 {
                        guard let digit = next, Character(Unicode.Scalar(digit)).isHexDigit else { return false }
                        position += 1
                    }
                } else if !"\"\\/bfnrt".utf8.contains(escape) {
                    return false
                }
            case ..<0x20: return false
            default: continue
            }
        }
        return false
    }

    private mutating func number() -> Bool {
        _ = skip("-")
        if !skip("0") {
            guard digits() else { return false }
        }
        if skip(".") {
            guard digits() else { return false }
        }
        if skip("e") || skip("E") {
            if !skip("+") { _ = skip("-") }
            guard digits() else { return false }
        }
        return true
    }

    private mutating func digits() -> Bool {
        let start = position
        while let byte = next, (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) { position += 1 }
        return position > start
    }

    private mutating func skipSpace() {
        while let byte = next, byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 { position += 1 }
    }

    private mutating func skip(_ word: StaticString) -> Bool {
        let end = position + word.utf8CodeUnitCount
        guard end <= bytes.count, word.withUTF8Buffer({ $0.elementsEqual(bytes[position..<end]) }) else { return false }
        position = end
        return true
    }
}
