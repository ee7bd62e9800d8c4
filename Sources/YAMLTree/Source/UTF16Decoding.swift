/// UTF-16 with a byte order mark, with the reasons that Python's codec gives.
enum UTF16Decoding {
    /// The text as UTF-8, without the mark.
    ///
    /// - Throws: ``YAMLError`` of kind `reader` for half a character or half a pair.
    static func utf8(of raw: [UInt8], isLittleEndian: Bool, file: String) throws(YAMLError) -> [UInt8] {
        var output: [UInt8] = []
        output.reserveCapacity(raw.count)
        var offset = 2
        func defect(_ reason: String) -> YAMLError {
            var cursor = SourceCursor(output)
            while !cursor.isAtEnd { cursor.advance() }
            let mark = Mark(file: file, line: cursor.position.line + 1, column: cursor.position.column + 1)
            return SourceText.refusal(ofByte: raw[offset], reason: reason, at: mark, position: offset)
        }
        func unit(at offset: Int) -> UInt32 {
            let (first, second) = (UInt32(raw[offset]), UInt32(raw[offset + 1]))
            return isLittleEndian ? first | second << 8 : first << 8 | second
        }
        while offset < raw.count {
            guard offset + 1 < raw.count else { throw defect("truncated data") }
            var code = unit(at: offset)
            var width = 2
            switch code {
            case 0xDC00...0xDFFF: throw defect("illegal encoding")
            case 0xD800...0xDBFF:
                guard offset + 3 < raw.count else { throw defect("unexpected end of data") }
                let low = unit(at: offset + 2)
                guard (0xDC00...0xDFFF).contains(low) else { throw defect("illegal UTF-16 surrogate") }
                code = 0x10000 + (code & 0x3FF) << 10 + low & 0x3FF
                width = 4
            default: break
            }
            if let scalar = Unicode.Scalar(code) {
                output.append(contentsOf: UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter)
            }
            offset += width
        }
        return output
    }
}
