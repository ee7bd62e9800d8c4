/// Finds what lies between tokens that PyYAML does not accept and libyaml does: tabs, and a comment that touches the
/// indicators of a block scalar.
///
/// For PyYAML a tab may stand only inside quoted scalars, block scalars and comments; anywhere else it "cannot start any
/// token". libyaml takes it for a space in many places. The inspection follows the events: it looks at what lies between
/// the scalars, and at plain scalars themselves.
struct StrictInspection {
    /// The text.
    private let source: SourceText

    /// Where the inspection has come to.
    private var cursor: SourceCursor

    /// Begins at the start of a text; `nil` when it holds nothing to look for.
    init?(_ source: SourceText) {
        guard source.needsStrictInspection else { return nil }
        self.source = source
        cursor = SourceCursor(source.bytes)
    }

    /// Looks at everything up to the end of a scalar.
    ///
    /// - Returns: the error that PyYAML would raise.
    mutating func refusal(throughScalarAt start: Int, to end: Int, style: Event.Style) -> YAMLError? {
        if let error = refusal(before: start) { return error }
        // The properties of a scalar, its anchor and tag, come before it.
        if let tab = refusedTab(before: end, endingAtValue: true) { return .refusedTab(at: tab, in: source) }
        if style == .block, let error = refusalOfHeader() { return error }
        while cursor.position.index < end, !cursor.isAtEnd {
            if style == .plain, cursor.byte == UInt8(ascii: "\t") {
                return .refusedTab(at: cursor.position, in: source)
            }
            cursor.advance()
        }
        return nil
    }

    /// Looks at everything up to a place where no scalar is.
    ///
    /// - Returns: the error that PyYAML would raise.
    mutating func refusal(before end: Int) -> YAMLError? {
        refusedTab(before: end, endingAtValue: false).map { .refusedTab(at: $0, in: source) }
    }

    /// Looks for a tab outside of comments.
    ///
    /// - Parameters:
    ///   - end: where to stop.
    ///   - endingAtValue: whether to stop already at the first character that begins neither an anchor nor a tag.
    /// - Returns: its place.
    private mutating func refusedTab(before end: Int, endingAtValue: Bool) -> Position? {
        while cursor.position.index < end, !cursor.isAtEnd {
            switch cursor.byte {
            case UInt8(ascii: "\t"): return cursor.position
            case UInt8(ascii: "#"): skipLine()
            case UInt8(ascii: "&"), UInt8(ascii: "!"): skipWord(before: end)
            case UInt8(ascii: " "): cursor.advance()
            default:
                if endingAtValue, !cursor.isAtLineBreak { return nil }
                cursor.advance()
            }
        }
        return nil
    }

    /// Looks at the first line of a block scalar, which the cursor is at.
    private mutating func refusalOfHeader() -> YAMLError? {
        var isAfterSpace = false
        while !cursor.isAtEnd, !cursor.isAtLineBreak {
            switch cursor.byte {
            case UInt8(ascii: "\t"):
                return .refusedInHeader("\t", isAfterSpace: isAfterSpace, at: cursor.position, in: source)
            case UInt8(ascii: "#"):
                guard isAfterSpace else {
                    return .refusedInHeader("#", isAfterSpace: false, at: cursor.position, in: source)
                }
                skipLine()
                return nil
            default:
                isAfterSpace = cursor.byte == UInt8(ascii: " ")
                cursor.advance()
            }
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
    private mutating func skipWord(before end: Int) {
        while cursor.position.index < end, !cursor.isAtEnd, !cursor.isAtLineBreak, !" \t".utf8.contains(cursor.byte) {
            cursor.advance()
        }
    }
}
