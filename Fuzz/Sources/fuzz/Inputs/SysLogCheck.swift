/// Whether bytes are a message of RFC 5424, as its grammar in §6 has it.
struct SysLogCheck {
    private let bytes: [UInt8]
    private var position = 0

    /// Checks a message.
    static func accepts(_ bytes: [UInt8]) -> Bool {
        var check = SysLogCheck(bytes: bytes)
        return check.message()
    }

    private init(bytes: [UInt8]) { self.bytes = bytes }

    private var next: UInt8? { position < bytes.count ? bytes[position] : nil }

    private mutating func message() -> Bool {
        guard skip("<"), word(2, { (0x30...0x39).contains($0) }), skip(">1 ") else { return false }
        // Time, host, program, process, kind of message.
        for limit in [32, 255, 48, 128, 32] {
            guard word(limit, { (0x21...0x7E).contains($0) }), skip(" ") else { return false }
        }
        guard skip("-") || element() else { return false }
        return next == nil || next == UInt8(ascii: " ")
    }

    private mutating func element() -> Bool {
        guard skip("["), name() else { return false }
        while skip(" ") {
            guard name(), skip("=\""), value() else { return false }
        }
        return skip("]")
    }

    private mutating func name() -> Bool {
        word(32) { (0x21...0x7E).contains($0) && !"=]\"".utf8.contains($0) }
    }

    private mutating func value() -> Bool {
        let start = position
        while let byte = next {
            position += 1
            switch byte {
            case UInt8(ascii: "\\"): position += 1
            case UInt8(ascii: "\""):
                return String(validating: bytes[start..<position - 1], as: UTF8.self) != nil
            case UInt8(ascii: "]"): return false
            default: continue
            }
        }
        return false
    }

    private mutating func word(_ limit: Int, _ belongs: (UInt8) -> Bool) -> Bool {
        let start = position
        while let byte = next, belongs(byte) { position += 1 }
        return (1...limit).contains(position - start)
    }

    private mutating func skip(_ text: StaticString) -> Bool {
        let end = position + text.utf8CodeUnitCount
        guard end <= bytes.count, text.withUTF8Buffer({ $0.elementsEqual(bytes[position..<end]) }) else { return false }
        position = end
        return true
    }
}
