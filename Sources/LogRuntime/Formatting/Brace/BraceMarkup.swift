/// Takes a format string in braces apart, without judging names and specifications.
///
/// CPython: `MarkupIterator_next`, `parse_field`.
struct BraceMarkup {
    /// The parts of a field as they are written.
    struct Field {
        /// The text up to `!`, `:` or `}`.
        var name: Substring.UnicodeScalarView
        /// The letter behind `!`.
        var conversion: Unicode.Scalar?
        /// The text behind the colon.
        var specification = Substring.UnicodeScalarView()
        /// Whether ``specification`` has fields itself.
        var isNested = false
    }

    private var rest: Substring.UnicodeScalarView

    /// Starts with a format string.
    init(_ format: Substring.UnicodeScalarView) {
        rest = format
    }

    /// Reads literal text and the field behind it.
    ///
    /// - Returns: `nil` at the end. There is no field behind a doubled brace and at the end.
    /// - Throws: ``FormattingError`` in Python's words.
    mutating func next() throws(FormattingError) -> (literal: Substring.UnicodeScalarView, field: Field?)? {
        guard !rest.isEmpty else { return nil }
        guard let brace = rest.firstIndex(where: { $0 == "{" || $0 == "}" }) else {
            defer { rest = rest[rest.endIndex...] }
            return (rest, nil)
        }
        let isOpening = rest[brace] == "{"
        let behind = rest.index(after: brace)
        let follower = behind < rest.endIndex ? rest[behind] : nil
        if !isOpening, follower != "}" {
            throw BraceMarkup.error("Single '}' encountered in format string")
        }
        guard let follower else { throw BraceMarkup.error("Single '{' encountered in format string") }
        if follower == rest[brace] {
            defer { rest = rest[rest.index(after: behind)...] }
            return (rest[..<behind], nil)
        }
        let literal = rest[..<brace]
        rest = rest[behind...]
        return (literal, try field())
    }

    /// Reads a field behind its `{`.
    private mutating func field() throws(FormattingError) -> Field {
        let start = rest
        var field = Field(name: rest)
        var stop: Unicode.Scalar?
        while stop == nil {
            let here = rest.startIndex
            guard let scalar = rest.popFirst() else { throw BraceMarkup.error("expected '}' before end of string") }
            switch scalar {
            case "{": throw BraceMarkup.error("unexpected '{' in field name")
            case "[": rest = rest[(rest.firstIndex(of: "]") ?? rest.endIndex)...]
            case "}", ":", "!":
                field.name = start[..<here]
                stop = scalar
            default: break
            }
        }
        if stop == "}" { return field }
        if stop == "!" {
            guard let conversion = rest.popFirst() else {
                throw BraceMarkup.error("end of string while looking for conversion specifier")
            }
            field.conversion = conversion
            if let scalar = rest.popFirst() {
                if scalar == "}" { return field }
                guard scalar == ":" else { throw BraceMarkup.error("expected ':' after conversion specifier") }
            }
        }
        return try specification(of: field)
    }

    /// Reads what is behind the colon, and the closing brace.
    private mutating func specification(of field: Field) throws(FormattingError) -> Field {
        var field = field
        let start = rest
        var depth = 1
        while true {
            let here = rest.startIndex
            guard let scalar = rest.popFirst() else { throw BraceMarkup.error("unmatched '{' in format spec") }
            if scalar == "{" {
                field.isNested = true
                depth += 1
            } else if scalar == "}" {
                depth -= 1
                if depth == 0 {
                    field.specification = start[..<here]
                    return field
                }
            }
        }
    }

    private static func error(_ message: String) -> FormattingError { FormattingError("ValueError", message) }
}
