/// The text of a file as UTF-8 without a byte order mark, checked as PyYAML's reader checks it.
struct SourceText: Sendable {
    /// The name of the file.
    let file: String

    /// The text in UTF-8.
    let bytes: [UInt8]

    /// Whether a byte is a character, so that the two need no conversion.
    let isASCII: Bool

    /// Whether there may be something between tokens that PyYAML refuses and libyaml does not.
    let needsStrictInspection: Bool

    /// Decodes a file and checks its characters.
    ///
    /// Source: PyYAML `Reader`, which decodes everything before it looks for control characters.
    ///
    /// - Throws: ``YAMLError`` of kind `reader` when the bytes are not text.
    init(decoding raw: [UInt8], file: String) throws(YAMLError) {
        let utf8: [UInt8]
        var hasByteOrderMark = true
        if raw.starts(with: [0xFF, 0xFE]) {
            utf8 = try UTF16Decoding.utf8(of: raw, isLittleEndian: true, file: file)
        } else if raw.starts(with: [0xFE, 0xFF]) {
            utf8 = try UTF16Decoding.utf8(of: raw, isLittleEndian: false, file: file)
        } else {
            if let defect = UTF8Validation.firstDefect(in: raw) {
                throw Self.refusal(
                    ofByte: raw[defect.offset],
                    reason: defect.reason,
                    at: Self.mark(ofByte: defect.offset, in: raw, file: file),
                    position: defect.offset
                )
            }
            hasByteOrderMark = raw.starts(with: [0xEF, 0xBB, 0xBF])
            utf8 = hasByteOrderMark ? Array(raw.dropFirst(3)) : raw
        }
        self.file = file
        bytes = utf8
        let census = CharacterCensus(of: utf8)
        isASCII = census.isASCII
        needsStrictInspection = census.containsTab || census.containsTightComment
        if let offset = census.firstForbidden {
            let position = position(ofByte: offset)
            let code = PythonSpelling.hexadecimal(scalar(at: offset).value, width: 4)
            throw YAMLError(
                .reader,
                "unacceptable character #x\(code): special characters are not allowed",
                at: mark(position),
                readerPosition: position.index + (hasByteOrderMark ? 1 : 0)
            )
        }
    }

    /// Takes a text that is known to be UTF-8, every line break made a line feed.
    init(lines raw: ArraySlice<UInt8>, file: String) {
        var lines: [UInt8] = []
        lines.reserveCapacity(raw.count)
        var wasReturn = false
        for byte in raw {
            if byte == UInt8(ascii: "\r") || byte == UInt8(ascii: "\n") && !wasReturn {
                lines.append(UInt8(ascii: "\n"))
            } else if byte != UInt8(ascii: "\n") {
                lines.append(byte)
            }
            wasReturn = byte == UInt8(ascii: "\r")
        }
        self.file = file
        bytes = lines
        isASCII = CharacterCensus(of: lines).isASCII
        needsStrictInspection = false
    }

    /// The error for a byte that is not part of a character, in PyYAML's words.
    static func refusal(ofByte byte: UInt8, reason: String, at mark: Mark, position: Int) -> YAMLError {
        let code = PythonSpelling.hexadecimal(UInt32(byte), width: 4)
        return YAMLError(.reader, "unacceptable character #x\(code): \(reason)", at: mark, readerPosition: position)
    }

    /// Where the character with this number begins in ``bytes``.
    func offset(ofScalar index: Int) -> Int {
        isASCII ? min(index, bytes.count) : Self.offset(ofScalar: index, in: bytes)
    }

    /// Where the character with this number begins in some text.
    static func offset(ofScalar index: Int, in bytes: [UInt8]) -> Int {
        var remaining = index
        var offset = 0
        while offset < bytes.count {
            if bytes[offset] & 0xC0 != 0x80 {
                if remaining == 0 { return offset }
                remaining -= 1
            }
            offset += 1
        }
        return bytes.count
    }

    /// The character that begins at a byte; NUL at the end of the text, as PyYAML has it.
    func scalar(at offset: Int) -> Unicode.Scalar {
        guard offset < bytes.count else { return "\0" }
        let width = Self.width(ofLeadingByte: bytes[offset])
        let text = String(decoding: bytes[offset..<min(offset + width, bytes.count)], as: UTF8.self)
        return text.unicodeScalars.first ?? "\0"
    }

    /// The place of a byte.
    func position(ofByte offset: Int) -> Position {
        var cursor = SourceCursor(bytes)
        while cursor.offset < offset {
            cursor.advance()
        }
        return cursor.position
    }

    /// The mark of a position.
    func mark(_ position: Position) -> Mark {
        Mark(file: file, line: position.line + 1, column: position.column + 1)
    }

    /// The text of a line, counted from 1, without its line break.
    func line(_ number: Int) -> String? { lines([number])[number] }

    /// The texts of lines, counted from 1, without their line breaks, in one walk.
    func lines(_ wanted: Set<Int>) -> [Int: String] {
        var lines: [Int: String] = [:]
        var cursor = SourceCursor(bytes)
        while lines.count < wanted.count {
            let (number, start) = (cursor.position.line, cursor.offset)
            while !cursor.isAtEnd, !cursor.isAtLineBreak { cursor.advance() }
            if wanted.contains(number + 1) {
                lines[number + 1] = String(decoding: bytes[start..<cursor.offset], as: UTF8.self)
            }
            if cursor.isAtEnd { break }
            // A carriage return may have a line feed behind it.
            while cursor.position.line == number { cursor.advance() }
        }
        return lines
    }

    /// How many bytes a character takes.
    static func width(ofLeadingByte byte: UInt8) -> Int {
        switch byte {
        case 0xF0...: 4
        case 0xE0...: 3
        case 0xC0...: 2
        default: 1
        }
    }

    /// The mark of a byte in text that need not be valid.
    static func mark(ofByte offset: Int, in bytes: [UInt8], file: String) -> Mark {
        var cursor = SourceCursor(bytes)
        while cursor.offset < offset {
            cursor.advance()
        }
        return Mark(file: file, line: cursor.position.line + 1, column: cursor.position.column + 1)
    }
}
