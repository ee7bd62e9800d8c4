internal import CLogRuntime

extension ByteBuffer {
    /// Appends a string as JSON, with quotes.
    ///
    /// The escapes are those of Python's `json.dumps`: `\"`, `\\`, `\b`, `\f`, `\n`, `\r`, `\t`, others as `\u001f` in small
    /// letters. CPython: `_json.encode_basestring_ascii` and `encode_basestring`.
    ///
    /// - Parameters:
    ///   - text: the string.
    ///   - isASCII: whether everything outside of ASCII is escaped, beyond 16 bits as a surrogate pair.
    public mutating func append(jsonString text: String, isASCII: Bool) {
        let done: Void? = text.utf8.withContiguousStorageIfAvailable {
            append(jsonString: UnsafeRawBufferPointer($0), isASCII: isASCII)
        }
        if done == nil {
            var copy = text
            copy.withUTF8 { append(jsonString: UnsafeRawBufferPointer($0), isASCII: isASCII) }
        }
    }

    /// Appends UTF-8 bytes as a JSON string, with quotes; what is not UTF-8 becomes U+FFFD.
    public mutating func append(jsonString text: UnsafeRawBufferPointer, isASCII: Bool) {
        append(UInt8(ascii: "\""))
        append(jsonCharacters: text, isASCII: isASCII)
        append(UInt8(ascii: "\""))
    }

    /// Appends UTF-8 bytes as the inside of a JSON string.
    mutating func append(jsonCharacters text: UnsafeRawBufferPointer, isASCII: Bool) {
        guard let start = text.baseAddress else { return }
        let count = text.count
        reserve(count)
        if count >= 8, count <= 16 {
            // Two words that overlap are all of it, and mostly nothing in them needs an escape.
            let first = UInt64(littleEndian: start.loadUnaligned(as: UInt64.self))
            let last = UInt64(littleEndian: start.loadUnaligned(fromByteOffset: count &- 8, as: UInt64.self))
            let stops =
                isASCII
                ? ByteBuffer.escapesOfASCII(first) | ByteBuffer.escapesOfASCII(last)
                : ByteBuffer.escapesOfUTF8(first) | ByteBuffer.escapesOfUTF8(last)
            if _fastPath(stops == 0) {
                ByteBuffer.copyEnds(
                    of: start,
                    count: count,
                    to: UnsafeMutableRawPointer(base + length),
                    as: UInt64.self,
                    size: 8
                )
                length &+= count
                return
            }
        }
        var position = 0
        while position < count {
            // Eight bytes at a time: stored at once, counted up to the first that needs an escape.
            let word = ByteBuffer.word(start, at: position, before: count)
            let step = min(count &- position, 8)
            UnsafeMutableRawPointer(base + length).storeBytes(of: word.littleEndian, as: UInt64.self)
            let stops = isASCII ? ByteBuffer.escapesOfASCII(word) : ByteBuffer.escapesOfUTF8(word)
            let plain = min(stops.trailingZeroBitCount / 8, step)
            length &+= plain
            position &+= plain
            if plain < step {
                position &+= append(jsonEscapeAt: position, of: text, isASCII: isASCII)
                reserve(count &- position)
            }
        }
    }

    /// Whether text needs no escapes, even if everything outside of ASCII gets one.
    static func isPlainJSON(_ text: UnsafeRawBufferPointer) -> Bool {
        guard let start = text.baseAddress else { return true }
        let count = text.count
        return count >= 16 ? clogruntime_is_plain_json(start, count) != 0 : isShortPlainJSON(start, count)
    }

    /// Whether less than 16 bytes need no escapes.
    @inline(never) private static func isShortPlainJSON(_ start: UnsafeRawPointer, _ count: Int) -> Bool {
        var stops: UInt64 = 0
        if count > 0 { stops |= escapesOfASCII(word(start, at: 0, before: count)) }
        if count > 8 { stops |= escapesOfASCII(word(start, at: 8, before: count)) }
        return stops == 0
    }

    /// Up to eight bytes, the first in the lowest place; what lies behind the end reads as spaces.
    @inline(__always) private static func word(_ start: UnsafeRawPointer, at position: Int, before end: Int) -> UInt64 {
        if position &+ 8 <= end {
            return UInt64(littleEndian: start.loadUnaligned(fromByteOffset: position, as: UInt64.self))
        }
        if end >= 8 {
            // The eight bytes that end at the end, those already seen moved out.
            let last = UInt64(littleEndian: start.loadUnaligned(fromByteOffset: end &- 8, as: UInt64.self))
            let seen = UInt64(truncatingIfNeeded: position &- (end &- 8)) &* 8
            return last &>> seen | 0x2020_2020_2020_2020 &<< (64 &- seen)
        }
        // Text of less than eight bytes: its first and its last four, or all of less than four.
        let count = end &- position
        let gap = UInt64(truncatingIfNeeded: 8 &* count)
        let spaces: UInt64 = 0x2020_2020_2020_2020 &<< gap
        if count >= 4 {
            let first = UInt32(littleEndian: start.loadUnaligned(fromByteOffset: position, as: UInt32.self))
            let last = UInt32(littleEndian: start.loadUnaligned(fromByteOffset: end &- 4, as: UInt32.self))
            return spaces | UInt64(first) | UInt64(last) &<< (gap &- 32)
        }
        guard count > 0 else { return 0x2020_2020_2020_2020 }
        let first = UInt64(start.load(fromByteOffset: position, as: UInt8.self))
        let middle = UInt64(start.load(fromByteOffset: position &+ count &>> 1, as: UInt8.self))
        let last = UInt64(start.load(fromByteOffset: end &- 1, as: UInt8.self))
        return spaces | first | middle &<< UInt64(8 &* (count &>> 1)) | last &<< (gap &- 8)
    }

    /// The high bit of each byte that ASCII-only JSON escapes; bits above the lowest may be wrong.
    @inlinable @inline(__always) package static func escapesOfASCII(_ word: UInt64) -> UInt64 {
        // DEL becomes 0x80; what is above has the bit already.
        (escapes(word) | (word &+ 0x0101_0101_0101_0101)) & 0x8080_8080_8080_8080
    }

    /// The high bit of each byte that is a control character, quote, backslash or outside of ASCII; bits above the lowest
    /// may be wrong.
    @inlinable @inline(__always) package static func escapesOfUTF8(_ word: UInt64) -> UInt64 {
        escapes(word) & 0x8080_8080_8080_8080
    }

    /// The same, beside other bits.
    ///
    /// A subtraction sets the high bit of what is too small, and that of bytes outside of ASCII, which have it anyway; it
    /// borrows from the next byte only where it does so.
    @inlinable @inline(__always) static func escapes(_ word: UInt64) -> UInt64 {
        let quote = (word ^ 0x2222_2222_2222_2222) &- 0x0101_0101_0101_0101
        let backslash = (word ^ 0x5C5C_5C5C_5C5C_5C5C) &- 0x0101_0101_0101_0101
        return word | (word &- 0x2020_2020_2020_2020) | quote | backslash
    }

    /// Appends the character that stopped the fast loop.
    ///
    /// - Returns: its length in bytes in the source.
    private mutating func append(jsonEscapeAt position: Int, of text: UnsafeRawBufferPointer, isASCII: Bool) -> Int {
        let byte = text[position]
        if byte < 0x80 {
            append(jsonEscape: byte)
            return 1
        }
        let (scalar, taken) = text.scalar(at: position)
        let value = scalar?.value ?? 0xFFFD
        if isASCII {
            if value > 0xFFFF {
                append(hexEscape: 0xD800 | (value - 0x10000) >> 10)
                append(hexEscape: 0xDC00 | (value - 0x10000) & 0x3FF)
            } else {
                append(hexEscape: value)
            }
        } else if scalar == nil {
            append("\u{FFFD}")
        } else {
            for index in 0..<taken { append(text[position + index]) }
        }
        return taken
    }

    /// Appends the escape of an ASCII character.
    private mutating func append(jsonEscape byte: UInt8) {
        switch byte {
        case UInt8(ascii: "\""): append("\\\"")
        case UInt8(ascii: "\\"): append("\\\\")
        case UInt8(ascii: "\n"): append("\\n")
        case UInt8(ascii: "\r"): append("\\r")
        case UInt8(ascii: "\t"): append("\\t")
        case 0x08: append("\\b")
        case 0x0C: append("\\f")
        default: append(hexEscape: UInt32(byte))
        }
    }

    /// Appends `\u` and four hexadecimal digits.
    private mutating func append(hexEscape value: UInt32) {
        append("\\u")
        append(hexadecimal: value, digits: 4)
    }

    /// Appends a number in small hexadecimal digits.
    mutating func append(hexadecimal value: UInt32, digits: Int) {
        for index in (0..<digits).reversed() {
            let digit = UInt8(truncatingIfNeeded: value >> UInt32(4 * index) & 0xF)
            append(digit < 10 ? UInt8(ascii: "0") + digit : UInt8(ascii: "a") - 10 + digit)
        }
    }
}
