/// Finds the tabs that PyYAML does not accept and libyaml does.
///
/// For PyYAML a tab may stand only inside quoted scalars, block scalars and comments; anywhere else it "cannot start any
/// token". libyaml takes it for a space in many places. The inspection follows the events: it looks at what lies between
/// the scalars, and at plain scalars themselves.
struct TabInspection {
    /// Where the inspection has come to.
    private var cursor: SourceCursor

    /// Begins at the start of a text.
    init(_ source: SourceText) {
        cursor = SourceCursor(source.bytes)
    }

    /// Looks at everything up to the end of a scalar.
    ///
    /// - Returns: the place of a tab that PyYAML refuses.
    mutating func refusedTab(throughScalarAt start: Int, to end: Int, style: Event.Style) -> Position? {
        if let tab = refusedTab(before: start) { return tab }
        if style != .plain {
            // The properties of a scalar, its anchor and tag, come before it.
            if let tab = refusedTab(before: end, endingAtValue: true) { return tab }
            if style == .block, let tab = refusedTabInHeader() { return tab }
            while cursor.position.index < end, !cursor.isAtEnd {
                cursor.advance()
            }
            return nil
        }
        return refusedTab(before: end)
    }

    /// Looks at everything up to a place, comments left out.
    ///
    /// - Parameters:
    ///   - end: where to stop.
    ///   - endingAtValue: whether to stop already at the first character that begins neither an anchor nor a tag.
    /// - Returns: the place of a tab that PyYAML refuses.
    mutating func refusedTab(before end: Int, endingAtValue: Bool = false) -> Position? {
        var previous: UInt8 = UInt8(ascii: " ")
        while cursor.position.index < end, !cursor.isAtEnd {
            let byte = cursor.byte
            switch byte {
            case UInt8(ascii: "\t"): return cursor.position
            case UInt8(ascii: " "), UInt8(ascii: "\n"), UInt8(ascii: "\r"): break
            case UInt8(ascii: "#") where previous == UInt8(ascii: " ") || !Self.isWordByte(previous):
                skipLine()
                previous = UInt8(ascii: "\n")
                continue
            case UInt8(ascii: "&"), UInt8(ascii: "!"):
                guard endingAtValue else { break }
                skipWord()
                previous = UInt8(ascii: "!")
                continue
            default:
                if endingAtValue { return nil }
            }
            previous = byte
            cursor.advance()
        }
        return nil
    }

    /// Looks at the first line of a block scalar, which the cursor is at.
    private mutating func refusedTabInHeader() -> Position? {
        while !cursor.isAtEnd, !cursor.isAtLineBreak {
            if cursor.byte == UInt8(ascii: "\t") { return cursor.position }
            if cursor.byte == UInt8(ascii: "#") {
                skipLine()
                return nil
            }
            cursor.advance()
        }
        return nil
    }

    /// Goes to the end of the line.
    private mutating func skipLine() {
        while !cursor.isAtEnd, !cursor.isAtLineBreak {
            cursor.advance()
        }
    }

    /// Goes behind an anchor or a tag.
    private mutating func skipWord() {
        while !cursor.isAtEnd, !cursor.isAtLineBreak, cursor.byte != UInt8(ascii: " "),
            cursor.byte != UInt8(ascii: "\t")
        {
            cursor.advance()
        }
    }

    /// Whether a `#` after this byte may belong to a word rather than begin a comment.
    private static func isWordByte(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: " "), UInt8(ascii: "\n"), UInt8(ascii: "\r"), UInt8(ascii: "\t"): false
        case UInt8(ascii: "["), UInt8(ascii: "]"), UInt8(ascii: "{"), UInt8(ascii: "}"), UInt8(ascii: ","),
            UInt8(ascii: "\""), UInt8(ascii: "'"):
            false
        default: true
        }
    }
}
