/// A walk through UTF-8 text, character by character, that counts lines and columns.
///
/// Lines end as YAML 1.1 says: at LF, CR, CR LF, NEL, LS and PS.
struct SourceCursor {
    /// The text.
    private let bytes: [UInt8]

    /// The byte where the walk is.
    private(set) var offset = 0

    /// The place where the walk is.
    private(set) var position = Position(line: 0, column: 0, index: 0)

    /// Begins at the start of a text.
    init(_ bytes: [UInt8]) {
        self.bytes = bytes
    }

    /// Whether the text is over.
    var isAtEnd: Bool { offset >= bytes.count }

    /// The byte here; 0 at the end.
    var byte: UInt8 { offset < bytes.count ? bytes[offset] : 0 }

    /// Whether a line break begins here.
    var isAtLineBreak: Bool {
        switch byte {
        case UInt8(ascii: "\n"), UInt8(ascii: "\r"): true
        case 0xC2: byte(after: 1) == 0x85
        case 0xE2: byte(after: 1) == 0x80 && (byte(after: 2) == 0xA8 || byte(after: 2) == 0xA9)
        default: false
        }
    }

    /// Goes on by one character.
    mutating func advance() {
        guard offset < bytes.count else { return }
        let startsNewLine = isAtLineBreak && !(byte == UInt8(ascii: "\r") && byte(after: 1) == UInt8(ascii: "\n"))
        offset = min(bytes.count, offset + SourceText.width(ofLeadingByte: bytes[offset]))
        position.index += 1
        if startsNewLine {
            position.line += 1
            position.column = 0
        } else {
            position.column += 1
        }
    }

    /// A byte further on; 0 beyond the end.
    func byte(after distance: Int) -> UInt8 {
        offset + distance < bytes.count ? bytes[offset + distance] : 0
    }
}
