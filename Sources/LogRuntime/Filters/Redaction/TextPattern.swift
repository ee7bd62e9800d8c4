/// A regular expression whose matches in texts are replaced.
struct TextPattern: @unchecked Sendable /* a regular expression is a value and is compiled under its own atomics */ {
    private let expression: Regex<AnyRegexOutput>

    /// Compiles an expression.
    ///
    /// - Throws: the error of Swift's parser.
    init(_ pattern: String) throws {
        // As in Python, a character is a code point, and a word ends where a letter, digit or underscore has another character
        // beside it. Swift's own way takes `4111111111111111.0` and numbers with commas between them for one word, in which
        // `\b` is nowhere.
        expression = try Regex(pattern).matchingSemantics(.unicodeScalar).wordBoundaryKind(.simple)
    }

    /// Replaces all matches.
    ///
    /// What an earlier redaction has put in place of a value is not touched: a hash of a hash would be another text.
    ///
    /// - Returns: `nil` when there is no match.
    func replacing(in text: String, by replacement: (Substring) -> String) -> String? {
        guard text.utf8.count >= KeyedHash.length, text.contains(KeyedHash.prefix) else {
            return replaced(text[...], by: replacement)
        }
        var result = ""
        var rest = text[...]
        var isChanged = false
        func add(_ piece: Substring) {
            let new = replaced(piece, by: replacement)
            isChanged = isChanged || new != nil
            result += new ?? String(piece)
        }
        while let hash = KeyedHash.first(in: rest) {
            add(rest[..<hash.lowerBound])
            result += rest[hash]
            rest = rest[hash.upperBound...]
        }
        add(rest)
        return isChanged ? result : nil
    }

    private func replaced(_ text: Substring, by replacement: (Substring) -> String) -> String? {
        var result = ""
        var end = text.startIndex
        var isChanged = false
        for match in text.matches(of: expression) where !match.range.isEmpty {
            result += text[end..<match.range.lowerBound]
            result += replacement(text[match.range])
            end = match.range.upperBound
            isChanged = true
        }
        return isChanged ? result + text[end...] : nil
    }
}
