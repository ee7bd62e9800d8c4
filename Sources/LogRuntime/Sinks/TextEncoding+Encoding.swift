extension TextEncoding {
    /// Appends text in this encoding, without a signature.
    ///
    /// - Parameters:
    ///   - text: UTF-8.
    ///   - buffer: takes the encoded bytes; holds a part of them after an error.
    ///   - place: the file, for the error.
    /// - Throws: ``SinkError`` in CPython's words (`UnicodeEncodeError`) for a character that the encoding lacks, if the
    ///   error handler is `strict`.
    func encode(
        _ text: UnsafeRawBufferPointer,
        into buffer: inout ByteBuffer,
        place: @autoclosure () -> String
    ) throws(SinkError) {
        var position = 0
        var missing: (start: Int, scalar: Unicode.Scalar)?
        var missingCount = 0
        var state = WritingState()
        for scalar in String(decoding: text, as: UTF8.self).unicodeScalars {
            let isWritten = append(scalar, state: &state, to: &buffer)
            if !isWritten, !substitute(scalar, by: try policy(place: place()), state: &state, in: &buffer) {
                if missing == nil { missing = (position, scalar) }
                missingCount += 1
                if !refusesRuns { break }
            } else if missing != nil {
                break
            }
            position += 1
        }
        if let missing { throw refusal(of: missing.scalar, at: missing.start, count: missingCount, place: place()) }
        switch characterSet {
        case .utf7: state.utf7.finish(in: &buffer)
        case .table(let table): table.finish(shift: &state.shift, in: &buffer)
        default: break
        }
    }

    /// What the bytes so far mean for those to come.
    private struct WritingState {
        /// The set of characters that was announced last.
        var shift: UInt32 = 0
        var utf7 = UTF7Writer()
    }

    /// Whether an error names all of several missing characters in a row.
    private var refusesRuns: Bool {
        guard case .table(let table) = characterSet else { return true }
        return table.form == .charmap
    }

    /// Appends a character that the encoding has.
    ///
    /// - Returns: whether it has it.
    private func append(_ scalar: Unicode.Scalar, state: inout WritingState, to buffer: inout ByteBuffer) -> Bool {
        let value = scalar.value
        switch characterSet {
        case .utf8, .utf8WithSignature:
            for unit in UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter { buffer.append(unit) }
        case .ascii:
            guard value < 0x80 else { return false }
            buffer.append(UInt8(value))
        case .latin1:
            guard value < 0x100 else { return false }
            buffer.append(UInt8(value))
        case .windows1252:
            guard let byte = TextEncoding.windows1252Byte(of: value) else { return false }
            buffer.append(byte)
        case .utf16, .utf16LittleEndian, .utf16BigEndian:
            for unit in UTF16.encode(scalar) ?? UTF16.encodedReplacementCharacter {
                append(unit, bigEndian: characterSet == .utf16BigEndian, to: &buffer)
            }
        case .utf32, .utf32LittleEndian, .utf32BigEndian:
            append(value, bigEndian: characterSet == .utf32BigEndian, to: &buffer)
        case .utf7: state.utf7.append(scalar, to: &buffer)
        case .table(let table): return table.append(scalar, shift: &state.shift, to: &buffer)
        }
        return true
    }

    /// Appends a text of ASCII that stands for a missing character.
    ///
    /// - Returns: whether the character set has all of it.
    private func append(_ text: String, state: inout WritingState, to buffer: inout ByteBuffer) -> Bool {
        text.unicodeScalars.allSatisfy { append($0, state: &state, to: &buffer) }
    }

    private func append(_ unit: some FixedWidthInteger, bigEndian: Bool, to buffer: inout ByteBuffer) {
        let ordered = bigEndian ? unit.bigEndian : unit.littleEndian
        withUnsafeBytes(of: ordered) { buffer.append($0) }
    }

    /// Writes what the error handler puts in a missing character's place.
    ///
    /// - Returns: `false` if the error handler refuses.
    private func substitute(
        _ scalar: Unicode.Scalar,
        by policy: ErrorPolicy,
        state: inout WritingState,
        in buffer: inout ByteBuffer
    ) -> Bool {
        switch policy {
        case .strict, .surrogateescape, .surrogatepass: return false
        case .ignore: return true
        case .replace: return append("?", state: &state, to: &buffer)
        case .backslashreplace: return append(SinkError.pythonEscaped(scalar), state: &state, to: &buffer)
        case .xmlcharrefreplace: return append("&#\(scalar.value);", state: &state, to: &buffer)
        case .namereplace:
            let name = scalar.properties.name.map { "\\N{\($0)}" }
            return append(name ?? SinkError.pythonEscaped(scalar), state: &state, to: &buffer)
        }
    }

    /// The error for characters that the encoding lacks.
    private func refusal(of scalar: Unicode.Scalar, at start: Int, count: Int, place: String) -> SinkError {
        let (codec, reason) =
            switch characterSet {
            case .ascii: ("ascii", "ordinal not in range(128)")
            case .latin1: ("latin-1", "ordinal not in range(256)")
            case .table(let table) where table.form != .charmap: (table.name, "illegal multibyte sequence")
            default: ("charmap", "character maps to <undefined>")
            }
        let which =
            count == 1
            ? "character '\(SinkError.pythonEscaped(scalar))' in position \(start)"
            : "characters in position \(start)-\(start + count - 1)"
        return SinkError(
            "write",
            place,
            problem: "'\(codec)' codec can't encode \(which): \(reason)",
            pythonType: "UnicodeEncodeError"
        )
    }

    /// The byte of a character in Windows' Western code page; `nil` if it has none.
    private static func windows1252Byte(of value: UInt32) -> UInt8? {
        if value < 0x80 || (0xA0...0xFF).contains(value) { return UInt8(value) }
        guard let index = windows1252Upper.firstIndex(of: value) else { return nil }
        return UInt8(0x80 + index)
    }

    /// What 0x80 to 0x9F mean in Windows' Western code page; 0 means nothing.
    private static let windows1252Upper: [UInt32] = [
        0x20AC, 0, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160, 0x2039, 0x0152, 0, 0x017D, 0,
        0, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0, 0x017E,
        0x0178,
    ]
}
