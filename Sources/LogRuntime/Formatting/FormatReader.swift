/// Reads a format string character by character.
struct FormatReader {
    private let bytes: UnsafeRawBufferPointer
    /// The offset of the next character, in bytes.
    private(set) var position: Int
    /// The number of characters that were read.
    private(set) var characterPosition = 0

    /// Reads from the beginning.
    init(_ bytes: UnsafeRawBufferPointer) {
        self.bytes = bytes
        position = 0
    }

    /// Whether everything was read.
    var isAtEnd: Bool { position >= bytes.count }

    /// The next character, which stays.
    func peek() -> Unicode.Scalar? {
        guard position < bytes.count else { return nil }
        return bytes.scalar(at: position).scalar ?? "\u{FFFD}"
    }

    /// Reads a character.
    mutating func next() -> Unicode.Scalar? {
        guard position < bytes.count else { return nil }
        let (scalar, length) = bytes.scalar(at: position)
        position += length
        characterPosition += 1
        return scalar ?? "\u{FFFD}"
    }

    /// Passes over a character.
    mutating func advance() {
        _ = next()
    }

    /// Passes over a character if it is the given one.
    mutating func skip(_ expected: Unicode.Scalar) -> Bool {
        guard peek() == expected else { return false }
        advance()
        return true
    }

    /// Reads up to a `%`, or to the end.
    ///
    /// - Parameter stop: an ASCII character.
    mutating func skip(to stop: UInt8) {
        while position < bytes.count, bytes[position] != stop {
            if bytes[position] & 0xC0 != 0x80 { characterPosition += 1 }
            position += 1
        }
    }

    /// Reads a digit of ASCII.
    mutating func asciiDigit() -> Int? {
        guard position < bytes.count, UInt8(ascii: "0")...UInt8(ascii: "9") ~= bytes[position] else { return nil }
        defer { advance() }
        return Int(bytes[position]) - 48
    }

    /// Reads the rest of a decimal number of ASCII digits.
    ///
    /// - Parameters:
    ///   - first: the first digit, which was read.
    ///   - limit: the greatest number.
    /// - Returns: `nil` if the number is greater.
    mutating func number(from first: Int, limit: Int) -> Int? {
        var result = first
        while let digit = asciiDigit() {
            guard result <= (limit - digit) / 10 else { return nil }
            result = result * 10 + digit
        }
        return result
    }

    /// A part of the format string.
    func text(_ range: Range<Int>) -> String {
        String(decoding: bytes[range], as: UTF8.self)
    }
}
