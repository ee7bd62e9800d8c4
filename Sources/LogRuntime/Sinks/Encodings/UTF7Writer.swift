/// Writes UTF-7: ASCII, and between plus and minus the units of UTF-16 in base 64.
///
/// Source: RFC 2152, and CPython's choice of what is written directly.
struct UTF7Writer {
    private var isShifted = false
    private var bits: UInt32 = 0
    private var bitCount = 0

    /// Appends a character.
    mutating func append(_ scalar: Unicode.Scalar, to buffer: inout ByteBuffer) {
        if UTF7Writer.isDirect(scalar.value) {
            let byte = UInt8(scalar.value)
            if isShifted {
                finishBits(in: &buffer)
                // What could belong to the base-64 part is kept apart from it.
                if UTF7Writer.digits.contains(byte) || byte == UInt8(ascii: "-") { buffer.append(UInt8(ascii: "-")) }
                isShifted = false
            }
            return buffer.append(byte)
        }
        if !isShifted {
            buffer.append(UInt8(ascii: "+"))
            if scalar == "+" { return buffer.append(UInt8(ascii: "-")) }
            isShifted = true
        }
        for unit in UTF16.encode(scalar) ?? UTF16.encodedReplacementCharacter {
            bits = bits << 16 | UInt32(unit)
            bitCount += 16
            while bitCount >= 6 {
                bitCount -= 6
                buffer.append(UTF7Writer.digits[Int(bits >> UInt32(bitCount) & 0x3F)])
            }
            bits &= 1 << UInt32(bitCount) - 1
        }
    }

    /// Ends a text.
    mutating func finish(in buffer: inout ByteBuffer) {
        guard isShifted else { return }
        finishBits(in: &buffer)
        buffer.append(UInt8(ascii: "-"))
        isShifted = false
    }

    private mutating func finishBits(in buffer: inout ByteBuffer) {
        if bitCount > 0 { buffer.append(UTF7Writer.digits[Int(bits << UInt32(6 - bitCount) & 0x3F)]) }
        (bits, bitCount) = (0, 0)
    }

    /// Whether a character stands for itself: printable ASCII but for backslash, plus and tilde, and the usual blanks.
    private static func isDirect(_ value: UInt32) -> Bool {
        switch value {
        case 9, 10, 13: true
        case 0x20...0x7D: value != 0x2B && value != 0x5C
        default: false
        }
    }

    private static let digits = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)
}
