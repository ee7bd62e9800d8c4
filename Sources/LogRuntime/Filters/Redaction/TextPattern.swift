/// A regular expression whose matches in texts are replaced.
struct TextPattern: @unchecked Sendable /* a regular expression is a value and is compiled under its own atomics */ {
    /// What either finds is replaced.
    private let expressions: [Regex<AnyRegexOutput>]

    /// Compiles an expression.
    ///
    /// - Throws: the error of Swift's parser.
    init(_ pattern: String) throws {
        let expression = try Regex(pattern)
        // As in Python, a character is a code point.
        var expressions = [expression.matchingSemantics(.unicodeScalar)]
        // There, a word ends where a letter, digit or underscore has another character beside it. Swift's usual way takes
        // `4111111111111111.0`, or numbers with commas between them, for one word, in which `\b` is nowhere. It has Python's way for
        // whole characters only: taken by code points, digits are no part of a word.
        if pattern.contains("\\b") || pattern.contains("\\B") {
            expressions.append(expression.wordBoundaryKind(.simple))
        }
        self.expressions = expressions
    }

    /// Replaces all matches.
    ///
    /// What an earlier redaction has put in place of a value is not touched: a hash of a hash would be another text.
    ///
    /// - Returns: `nil` when there is no match.
    func replacing(in text: String, by replacement: (Substring) -> String) -> String? {
        var result: String?
        for expression in expressions {
            result = replacing(expression, in: result ?? text, by: replacement) ?? result
        }
        return result
    }

    private func replacing(
        _ expression: Regex<AnyRegexOutput>,
        in text: String,
        by replacement: (Substring) -> String
    ) -> String? {
        guard text.utf8.count >= KeyedHash.length, text.contains(KeyedHash.prefix) else {
            return replaced(expression, in: text[...], by: replacement)
        }
        var result = ""
        var rest = text[...]
        var isChanged = false
        func add(_ piece: Substring) {
            let new = replaced(expression, in: piece, by: replacement)
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

    private func replaced(
        _ expression: Regex<AnyRegexOutput>,
        in text: Substring,
        by replacement: (Substring) -> String
    ) -> String? {
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
