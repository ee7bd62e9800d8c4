extension FormatStyle {
    /// Checks a format string the way CPython's `Formatter` does when it is made.
    ///
    /// It finds the commonest mistakes and not all: a format string that passes may still fail when it is used.
    ///
    /// - Throws: ``FormattingError`` in CPython's words.
    public func validate(_ format: String) throws(FormattingError) {
        switch self {
        case .percent: try FormatStyle.validatePercent(format)
        case .brace: try FormatStyle.validateBrace(format)
        case .dollar: try FormatStyle.validateDollar(format)
        }
    }

    /// Looks for one well-formed field.
    ///
    /// CPython: `PercentStyle.validation_pattern`.
    private static func validatePercent(_ format: String) throws(FormattingError) {
        var rest = format[...].unicodeScalars
        while let start = rest.firstIndex(of: "%") {
            rest = rest[rest.index(after: start)...]
            if startsWithPercentField(rest) { return }
        }
        throw FormattingError("ValueError", "Invalid format '\(format)' for '%' style")
    }

    /// Whether text begins with `(name)`, flags, width, precision and a conversion.
    private static func startsWithPercentField(_ text: Substring.UnicodeScalarView) -> Bool {
        var pattern = FieldPattern(text)
        guard pattern.skip("("), pattern.skipWord(), pattern.skip(")") else { return false }
        while pattern.skip(anyOf: "#0+ -") {}
        if !pattern.skip("*") { _ = pattern.skipDigits() }
        if pattern.skip(".") {
            guard pattern.skip("*") || pattern.skipDigits() else { return false }
        }
        // The pattern ignores case, which makes these letters equal to `i` and `s`.
        return pattern.skip(anyOf: "diouxefgcrsa%DIOUXEFGCRSA\u{130}\u{131}\u{17F}")
    }

    /// Checks every field.
    ///
    /// CPython: `StrFormatStyle.validate`.
    private static func validateBrace(_ format: String) throws(FormattingError) {
        var hasFields = false
        do throws(FormattingError) {
            var markup = BraceMarkup(format[...].unicodeScalars)
            while let (_, found) = try markup.next() {
                guard let field = found else { continue }
                if !field.name.isEmpty {
                    guard isFieldName(field.name) else {
                        throw error("invalid field name/expression: \(repr(String(field.name)))")
                    }
                    hasFields = true
                }
                if let conversion = field.conversion, !"rsa".unicodeScalars.contains(conversion) {
                    throw error("invalid conversion: \(repr(String(Character(conversion))))")
                }
                if !field.specification.isEmpty, !isSpecification(field.specification) {
                    throw error("bad specifier: \(repr(String(field.specification)))")
                }
            }
        } catch {
            throw FormattingError("ValueError", "invalid format: \(error.message)")
        }
        if !hasFields { throw error("invalid format: no fields") }
    }

    /// CPython: `StrFormatStyle.field_spec`.
    private static func isFieldName(_ text: Substring.UnicodeScalarView) -> Bool {
        var pattern = FieldPattern(text)
        guard pattern.skipWord() else { return false }
        while !pattern.isAtEnd {
            if pattern.skip(".") {
                guard pattern.skipWord() else { return false }
            } else {
                guard pattern.skip("["), pattern.skipOthers(than: "]"), pattern.skip("]") else { return false }
            }
        }
        return true
    }

    /// CPython: `StrFormatStyle.fmt_spec`.
    private static func isSpecification(_ text: Substring.UnicodeScalarView) -> Bool {
        var pattern = FieldPattern(text)
        pattern.skipAlignment()
        _ = pattern.skip(anyOf: "+ -")
        _ = pattern.skip("#")
        _ = pattern.skip("0")
        if pattern.skip("{") {
            guard pattern.skipWord(), pattern.skip("}") else { return false }
        } else {
            _ = pattern.skipDigits()
        }
        _ = pattern.skip(anyOf: ",_")
        if pattern.skip(".") {
            if pattern.skip("{") {
                guard pattern.skipWord(), pattern.skip("}") else { return false }
            } else {
                guard pattern.skipDigits() else { return false }
            }
        }
        _ = pattern.skip(anyOf: "bcdefgnosxBCDEFGNOSX%\u{17F}")
        return pattern.isAtEnd
    }

    /// Checks every `$`.
    ///
    /// CPython: `StringTemplateStyle.validate`.
    private static func validateDollar(_ format: String) throws(FormattingError) {
        var hasFields = false
        for piece in TemplateFormat(compiling: format).pieces {
            switch piece {
            case .field: hasFields = true
            case .invalid: throw error("invalid format: bare '$' not allowed")
            case .literal: break
            }
        }
        if !hasFields { throw error("invalid format: no fields") }
    }

    private static func error(_ message: String) -> FormattingError { FormattingError("ValueError", message) }

    private static func repr(_ text: String) -> String {
        var buffer = ByteBuffer()
        buffer.append(pythonRepr: text)
        return buffer.string()
    }
}

/// Matches the pieces that CPython's validation patterns are made of.
private struct FieldPattern {
    private var rest: Substring.UnicodeScalarView

    init(_ text: Substring.UnicodeScalarView) {
        rest = text
    }

    /// Whether a pattern's `$` matches: at the end, and before a line feed that is the last character.
    var isAtEnd: Bool { rest.isEmpty || (rest.first == "\n" && rest.count == 1) }

    mutating func skip(_ scalar: Unicode.Scalar) -> Bool {
        guard rest.first == scalar else { return false }
        rest.removeFirst()
        return true
    }

    mutating func skip(anyOf scalars: String) -> Bool {
        guard let first = rest.first, scalars.unicodeScalars.contains(first) else { return false }
        rest.removeFirst()
        return true
    }

    /// Matches `\w+`.
    mutating func skipWord() -> Bool { skip { $0.isPythonWord } }

    /// Matches `\d+`.
    mutating func skipDigits() -> Bool { skip { $0.pythonDecimal != nil } }

    /// Matches `[^…]+`.
    mutating func skipOthers(than stop: Unicode.Scalar) -> Bool { skip { $0 != stop } }

    /// Matches `(.?[<>=^])?`.
    mutating func skipAlignment() {
        if let first = rest.first, first != "\n", let second = rest.dropFirst().first, isAlignment(second) {
            rest.removeFirst(2)
        } else if let first = rest.first, isAlignment(first) {
            rest.removeFirst()
        }
    }

    private func isAlignment(_ scalar: Unicode.Scalar) -> Bool { "<>=^".unicodeScalars.contains(scalar) }

    private mutating func skip(while matches: (Unicode.Scalar) -> Bool) -> Bool {
        let end = rest.firstIndex { !matches($0) } ?? rest.endIndex
        guard end > rest.startIndex else { return false }
        rest = rest[end...]
        return true
    }
}
