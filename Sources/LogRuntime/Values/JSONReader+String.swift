extension JSONReader {
    /// Reads a string, the opening quote being the next byte.
    ///
    /// Eight bytes are looked at in one step; text without escapes is copied once, into the string.
    mutating func readString() throws(JSONError) -> String {
        position += 1
        let start = position
        var isASCII = skipPlainText()
        if next == UInt8(ascii: "\"") {
            let text = UnsafeBufferPointer(rebasing: bytes.assumingMemoryBound(to: UInt8.self)[start..<position])
            position += 1
            return try string(text, isASCII: isASCII, from: start)
        }
        var unescaped = Array(bytes[start..<position])
        while true {
            switch next {
            case UInt8(ascii: "\""):
                position += 1
                return try string(unescaped, isASCII: isASCII, from: start)
            case UInt8(ascii: "\\"): if try readEscape(into: &unescaped) { isASCII = false }
            case nil: throw problem("expected '\"' at the end of a string")
            default: throw problem("a control character in a string is not escaped")
            }
            let piece = position
            if !skipPlainText() { isASCII = false }
            unescaped.append(contentsOf: bytes[piece..<position])
        }
    }

    /// Goes to the next quote, backslash or control character, or to the end.
    ///
    /// - Returns: whether everything on the way was ASCII.
    mutating func skipPlainText() -> Bool {
        var seen: UInt64 = 0
        while position &+ 8 <= bytes.count {
            let word = UInt64(littleEndian: bytes.loadUnaligned(fromByteOffset: position, as: UInt64.self))
            let stops = JSONReader.stops(in: word)
            guard stops != 0 else {
                seen |= word
                position &+= 8
                continue
            }
            let plain = stops.trailingZeroBitCount / 8
            if plain > 0 { seen |= word &<< UInt64(64 &- 8 &* plain) }
            position &+= plain
            return seen & 0x8080_8080_8080_8080 == 0
        }
        while let byte = next, byte >= 0x20, byte != UInt8(ascii: "\""), byte != UInt8(ascii: "\\") {
            seen |= UInt64(byte)
            position &+= 1
        }
        return seen & 0x8080_8080_8080_8080 == 0
    }

    /// The high bit of each byte that ends plain text; bits above the lowest may be wrong.
    @inline(__always) private static func stops(in word: UInt64) -> UInt64 {
        let quote = word ^ (0x22 &* 0x0101_0101_0101_0101)
        let backslash = word ^ (0x5C &* 0x0101_0101_0101_0101)
        let found =
            ((word &- 0x2020_2020_2020_2020) & ~word)
            | ((quote &- 0x0101_0101_0101_0101) & ~quote)
            | ((backslash &- 0x0101_0101_0101_0101) & ~backslash)
        return found & 0x8080_8080_8080_8080
    }

    /// Makes a string of bytes that have no escapes left.
    private func string(
        _ text: some Collection<UInt8>,
        isASCII: Bool,
        from start: Int
    ) throws(JSONError) -> String {
        if isASCII { return String(decoding: text, as: UTF8.self) }
        guard let string = String(validating: text, as: UTF8.self) else {
            throw JSONError("a string is not UTF-8", at: start, of: bytes)
        }
        return string
    }

    /// Reads an escape, the backslash being the next byte.
    ///
    /// - Parameter text: takes the character's UTF-8.
    /// - Returns: whether the character is outside of ASCII.
    /// - Throws: ``JSONError`` when it is not an escape.
    private mutating func readEscape(into text: inout [UInt8]) throws(JSONError) -> Bool {
        let start = position
        position += 1
        guard let letter = next else { throw problem("expected '\"' at the end of a string") }
        position += 1
        switch letter {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): text.append(letter)
        case UInt8(ascii: "b"): text.append(0x08)
        case UInt8(ascii: "f"): text.append(0x0C)
        case UInt8(ascii: "n"): text.append(0x0A)
        case UInt8(ascii: "r"): text.append(0x0D)
        case UInt8(ascii: "t"): text.append(0x09)
        case UInt8(ascii: "u"):
            let character = Unicode.Scalar(try readCodePoint()) ?? "\u{FFFD}"
            text.append(contentsOf: UTF8.encode(character) ?? UTF8.encodedReplacementCharacter)
            return !character.isASCII
        default: throw JSONError("unknown escape in a string", at: start, of: bytes)
        }
        return false
    }

    /// Reads the digits of a `\u` escape, and of the one after it when both are halves of one character.
    private mutating func readCodePoint() throws(JSONError) -> UInt32 {
        let first = try readHexadecimal()
        guard first & 0xFC00 == 0xD800 else { return first }
        let afterFirst = position
        guard skip("\\u") else { return first }
        let second = try readHexadecimal()
        guard second & 0xFC00 == 0xDC00 else {
            position = afterFirst
            return first
        }
        return 0x10000 + ((first & 0x3FF) << 10 | second & 0x3FF)
    }

    /// Reads four hexadecimal digits.
    private mutating func readHexadecimal() throws(JSONError) -> UInt32 {
        var value: UInt32 = 0
        for _ in 0..<4 {
            guard let byte = next, let digit = JSONReader.hexadecimalDigit(byte) else {
                throw problem("expected four hexadecimal digits")
            }
            value = value << 4 | digit
            position += 1
        }
        return value
    }

    /// The value of a hexadecimal digit.
    private static func hexadecimalDigit(_ byte: UInt8) -> UInt32? {
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"): UInt32(byte - UInt8(ascii: "0"))
        case UInt8(ascii: "a")...UInt8(ascii: "f"): UInt32(byte - UInt8(ascii: "a") + 10)
        case UInt8(ascii: "A")...UInt8(ascii: "F"): UInt32(byte - UInt8(ascii: "A") + 10)
        default: nil
        }
    }
}
