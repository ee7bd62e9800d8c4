/// One step of writing a line: a literal or a field, small and flat so that a line is written without counting references.
struct TextSegment {
    /// What is written.
    enum Kind: UInt8 {
        /// At most 16 bytes that are in the segment itself.
        case shortLiteral
        /// Bytes of the program's literals.
        case longLiteral
        case name
        case levelName
        case message
        case time
        case path
        case fileName
        case module
        case function
        case threadName
        case processName
        case taskName
        case line
        case levelNumber
        case process
        case thread
        case milliseconds
        /// One of the program's general steps.
        case general
    }

    /// How text is escaped for what is around it.
    enum Escaping: UInt8 {
        /// Not at all.
        case none
        /// As in a string of JSON, everything outside of ASCII as `\uXXXX`.
        case asciiJSON
        /// As in a string of JSON.
        case json
    }

    /// How text is cut and filled up.
    struct Layout {
        /// On which side of the text the fill is.
        enum Alignment: UInt8 {
            case left
            case right
            case center
            /// Between a sign and the digits behind it.
            case number
        }

        /// The least number of characters.
        var width: Int32 = 0
        /// The greatest number of characters; -1 if there is none.
        var precision: Int32 = -1
        /// On which side of the text the fill is.
        var alignment = Alignment.left
        /// The fill.
        var fill = UInt8(ascii: " ")
    }

    /// What is written.
    var kind: Kind
    /// Whether ``layout`` has to be looked at.
    var hasLayout = false
    /// How text is escaped.
    var escaping = Escaping.none
    /// The length of a literal.
    var count: Int32 = 0
    /// Where a long literal begins, or which general step it is.
    var index: Int32 = 0
    /// A short literal.
    var bytes: (UInt64, UInt64) = (0, 0)
    /// How text is cut and filled up.
    var layout = Layout()
}

extension ByteBuffer {
    /// Escapes what was appended from an offset on, which mostly needs none.
    mutating func apply(_ escaping: TextSegment.Escaping, from start: Int) {
        let text = UnsafeRawBufferPointer(rebasing: bytes[start...])
        guard escaping != .none, !ByteBuffer.isPlainJSON(text) else { return }
        let copy = Array(text)
        truncate(to: start)
        copy.withUnsafeBytes { append(jsonCharacters: $0, isASCII: escaping == .asciiJSON) }
    }

    /// Cuts and fills up what was appended from an offset on.
    mutating func apply(_ layout: TextSegment.Layout, from start: Int) {
        if layout.precision >= 0, let end = offset(ofCharacter: Int(layout.precision), from: start) {
            truncate(to: end)
        }
        let missing = Int(layout.width) - characterCount(from: start)
        guard missing > 0 else { return }
        switch layout.alignment {
        case .left: append(repeating: layout.fill, count: missing)
        case .right: insert(repeating: layout.fill, count: missing, at: start)
        case .center:
            insert(repeating: layout.fill, count: missing / 2, at: start)
            append(repeating: layout.fill, count: missing - missing / 2)
        case .number:
            let isNegative = bytes[start] == UInt8(ascii: "-")
            insert(repeating: layout.fill, count: missing, at: isNegative ? start + 1 : start)
        }
    }
}
