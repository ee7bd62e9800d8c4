extension ByteBuffer {
    /// Appends a character.
    @_disfavoredOverload
    mutating func append(_ scalar: Unicode.Scalar) {
        let value = scalar.value
        if value < 0x80 {
            append(UInt8(truncatingIfNeeded: value))
        } else {
            for unit in UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter { append(unit) }
        }
    }

    /// The number of characters from an offset on.
    ///
    /// Python counts code points; a byte of the form 10xxxxxx continues one.
    func characterCount(from start: Int) -> Int {
        UnsafeRawBufferPointer(start: base + start, count: length - start).characterCount
    }

    /// The offset behind a number of characters.
    ///
    /// - Returns: `nil` if there are no more than so many.
    func offset(ofCharacter number: Int, from start: Int) -> Int? {
        var left = number
        var position = start
        while position < length {
            if base[position] & 0xC0 != 0x80 {
                if left == 0 { return position }
                left -= 1
            }
            position += 1
        }
        return nil
    }
}

extension UnsafeRawBufferPointer {
    /// The number of characters of UTF-8 text.
    var characterCount: Int {
        var result = 0
        for byte in self where byte & 0xC0 != 0x80 { result += 1 }
        return result
    }

    /// The character that begins at an offset, and its length in bytes.
    ///
    /// - Parameter position: less than `count`.
    /// - Returns: `nil` in place of the character where the bytes are no UTF-8; the length is then that of the longest
    ///   beginning of a character, at least 1.
    @inline(__always) func scalar(at position: Int) -> (scalar: Unicode.Scalar?, length: Int) {
        let first = UInt32(self[position])
        if first < 0x80 { return (Unicode.Scalar(first), 1) }
        let length: Int
        var value: UInt32
        var lowest: UInt8 = 0x80
        var highest: UInt8 = 0xBF
        switch first {
        case 0xC2...0xDF: (length, value) = (2, first & 0x1F)
        case 0xE0...0xEF:
            (length, value) = (3, first & 0x0F)
            if first == 0xE0 { lowest = 0xA0 }
            if first == 0xED { highest = 0x9F }
        case 0xF0...0xF4:
            (length, value) = (4, first & 0x07)
            if first == 0xF0 { lowest = 0x90 }
            if first == 0xF4 { highest = 0x8F }
        default: return (nil, 1)
        }
        for index in 1..<length {
            guard position + index < count else { return (nil, index) }
            let byte = self[position + index]
            guard byte >= lowest, byte <= highest else { return (nil, index) }
            value = value << 6 | UInt32(byte & 0x3F)
            (lowest, highest) = (0x80, 0xBF)
        }
        return (Unicode.Scalar(value), length)
    }
}
