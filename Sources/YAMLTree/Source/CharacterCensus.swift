/// What characters a text holds, found in one pass.
struct CharacterCensus {
    /// Whether all characters are ASCII.
    private(set) var isASCII = true

    /// Whether there is a tab.
    private(set) var containsTab = false

    /// Whether a `#` follows something that may be a block scalar's indicator.
    private(set) var containsTightComment = false

    /// The byte where the first character begins that YAML does not allow.

    ///

    /// Source: PyYAML `Reader.NON_PRINTABLE`.
    private(set) var firstForbidden: Int?

    /// Counts the characters of valid UTF-8.
    init(of bytes: [UInt8]) {
        var offset = 0
        while offset < bytes.count {
            let byte = bytes[offset]
            switch byte {
            case UInt8(ascii: "#"):
                if offset > 0, "|>+-123456789".utf8.contains(bytes[offset - 1]) { containsTightComment = true }
            case 0x20...0x7E, 0x0A, 0x0D: break
            case 0x09: containsTab = true
            case 0xC2 where bytes[offset + 1] < 0xA0 && bytes[offset + 1] != 0x85,
                // U+FFFE and U+FFFF are no characters.
                0xEF where bytes[offset + 1] == 0xBF && bytes[offset + 2] >= 0xBE,
                0x00...0x1F, 0x7F:
                firstForbidden = firstForbidden ?? offset
            default: break
            }
            if byte >= 0x80 { isASCII = false }
            offset += byte < 0x80 ? 1 : SourceText.width(ofLeadingByte: byte)
        }
    }
}
