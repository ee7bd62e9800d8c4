extension UnsafeRawBufferPointer {
    /// Whether all of it is plain ASCII text, as nearly every line is; anything else is looked at one by one.
    var isVisible: Bool {
        var isPlain = true
        for byte in self { isPlain = isPlain && (byte &- 0x20 < 0x5F || byte == 0x09) }
        return isPlain
    }

    /// Whether there is more in it than characters, tabs and line ends.
    var commandsTerminals: Bool {
        var position = 0
        while position < count {
            let (scalar, length) = scalar(at: position)
            guard let scalar, !scalar.isHidden || scalar == "\n" else { return true }
            position += length
        }
        return false
    }
}

extension Unicode.Scalar {
    /// Whether it is more, or less, than a character on the line; a tab is one.
    fileprivate var isHidden: Bool {
        switch value {
        case 0x09: false
        case 0x00...0x1F, 0x7F...0x9F: true
        // Line and paragraph separators; marks, embeddings, overrides and isolates that turn the direction of writing.
        case 0x2028, 0x2029, 0x200E, 0x200F, 0x061C, 0x202A...0x202E, 0x2066...0x2069: true
        default: false
        }
    }
}

extension String {
    /// The text with everything made visible that is more, or less, than a character on the line.
    ///
    /// - Parameter lineEnd: what is shown in place of a line end.
    /// - Returns: the text to show.
    package func visible(lineEnd: StaticString) -> String {
        var text = self
        return text.withUTF8 { bytes in
            let bytes = UnsafeRawBufferPointer(bytes)
            if bytes.isVisible { return nil }
            var buffer = ByteBuffer(capacity: bytes.count)
            buffer.append(visible: bytes, limit: 0, lineEnd: lineEnd)
            return buffer.string()
        } ?? self
    }
}

extension ByteBuffer {
    /// Appends text with everything made visible that is more, or less, than a character on the line.
    ///
    /// - Parameters:
    ///   - bytes: what is to be UTF-8.
    ///   - limit: how many of them are shown at most; 0 for all.
    ///   - lineEnd: what is shown in place of a line end.
    package mutating func append(visible bytes: UnsafeRawBufferPointer, limit: Int, lineEnd: StaticString) {
        var end = bytes.count
        if limit > 0, limit < end {
            end = limit
            // A character is shown or it is not.
            while end > 0, end > limit - 3, bytes[end] & 0xC0 == 0x80 { end -= 1 }
        }
        let shown = UnsafeRawBufferPointer(rebasing: bytes[..<end])
        if shown.isVisible { append(shown) } else { append(escaping: shown, lineEnd: lineEnd) }
        guard end < bytes.count else { return }
        append("… [cut: ")
        append(decimal: UInt64(bytes.count))
        append(" bytes, ")
        append(decimal: UInt64(end))
        append(" shown]")
    }

    private mutating func append(escaping bytes: UnsafeRawBufferPointer, lineEnd: StaticString) {
        reserve(bytes.count)
        var position = 0
        while position < bytes.count {
            let (scalar, length) = bytes.scalar(at: position)
            defer { position += length }
            guard let scalar else {
                for byte in bytes[position..<position + length] { append(hexadecimal: UInt32(byte), "\\x", digits: 2) }
                continue
            }
            switch scalar.value {
            case 0x0A: append(UnsafeRawPointer(lineEnd.utf8Start), count: lineEnd.utf8CodeUnitCount)
            case 0x0D: append("\\r")
            case 0x00...0xFF where scalar.isHidden: append(hexadecimal: scalar.value, "\\x", digits: 2)
            case _ where scalar.isHidden: append(hexadecimal: scalar.value, "\\u", digits: 4)
            default: append(UnsafeRawBufferPointer(rebasing: bytes[position..<position + length]))
            }
        }
    }

    private mutating func append(hexadecimal value: UInt32, _ prefix: StaticString, digits: UInt32) {
        append(UnsafeRawPointer(prefix.utf8Start), count: prefix.utf8CodeUnitCount)
        for place in (0..<digits).reversed() {
            let digit = UInt8(value >> (4 * place) & 0xF)
            append(digit < 10 ? 0x30 + digit : 0x57 + digit)
        }
    }
}
