/// A format specification: what is behind the colon in `{lineno:>+8,.2f}`.
///
/// CPython: `parse_internal_render_format_spec`.
struct BraceSpecification: Sendable, Hashable {
    /// What is wrong; reported when the type of the value is known, as its name is part of some messages.
    enum Defect: Sendable, Hashable {
        case tooManyDigits
        case bothSeparators
        case missingPrecision
        case invalid(String)
    }

    /// What fills the text up to the width.
    var fill: Unicode.Scalar = " "
    /// `<`, `>`, `^` or `=`; `nil` if nothing was said.
    var alignment: Unicode.Scalar?
    /// `+`, `-` or a space.
    var sign: Unicode.Scalar?
    /// `z`: a negative zero loses its sign.
    var coercesNegativeZero = false
    /// The flag `#`.
    var isAlternate = false
    /// A `0` in front of the width.
    var isZeroPadded = false
    /// The least number of characters; -1 if nothing was said.
    var width = -1
    /// `,` or `_` between groups of digits.
    var separator: Unicode.Scalar?
    /// Digits of a number, or the greatest number of characters; -1 if nothing was said.
    var precision = -1
    /// The letter at the end.
    var type: Unicode.Scalar?
    /// What is wrong.
    var defect: Defect?
    /// Whether a fill character was given.
    private var hasFill = false
    /// Whether nothing at all was said: the value appears as `str` shows it.
    var isEmpty = false

    /// Reads a specification.
    init(parsing text: Substring.UnicodeScalarView) {
        isEmpty = text.isEmpty
        read(text)
    }

    private mutating func read(_ text: Substring.UnicodeScalarView) {
        var rest = text
        readAlignment(&rest)
        if let scalar = rest.first, scalar == "+" || scalar == "-" || scalar == " " {
            sign = scalar
            rest.removeFirst()
        }
        coercesNegativeZero = BraceSpecification.skip("z", &rest)
        isAlternate = BraceSpecification.skip("#", &rest)
        if !hasFill, BraceSpecification.skip("0", &rest) {
            isZeroPadded = true
            fill = "0"
        }
        guard readNumber(&rest, into: \.width) != nil else { return }
        if BraceSpecification.skip(",", &rest) { separator = "," }
        if rest.first == "_" {
            guard separator == nil else {
                defect = .bothSeparators
                return
            }
            separator = "_"
            rest.removeFirst()
        }
        if rest.first == ",", separator == "_" {
            defect = .bothSeparators
            return
        }
        if BraceSpecification.skip(".", &rest) {
            guard let digits = readNumber(&rest, into: \.precision) else { return }
            guard digits > 0 else {
                defect = .missingPrecision
                return
            }
        }
        type = rest.popFirst()
        if !rest.isEmpty { defect = .invalid(String(text)) }
    }

    private mutating func readAlignment(_ rest: inout Substring.UnicodeScalarView) {
        if let second = rest.dropFirst().first, BraceSpecification.isAlignment(second), let first = rest.first {
            fill = first
            hasFill = true
            alignment = second
            rest.removeFirst(2)
        } else if let first = rest.first, BraceSpecification.isAlignment(first) {
            alignment = first
            rest.removeFirst()
        }
    }

    /// Reads decimal digits.
    ///
    /// - Returns: how many there were; `nil` if the number is too large.
    private mutating func readNumber(
        _ rest: inout Substring.UnicodeScalarView,
        into property: WritableKeyPath<BraceSpecification, Int>
    ) -> Int? {
        var count = 0
        var number = 0
        while let digit = rest.first?.pythonDecimal {
            guard number <= (Int.max - digit) / 10 else {
                defect = .tooManyDigits
                return nil
            }
            number = number * 10 + digit
            count += 1
            rest.removeFirst()
        }
        if count > 0 { self[keyPath: property] = number }
        return count
    }

    private static func isAlignment(_ scalar: Unicode.Scalar) -> Bool {
        scalar == "<" || scalar == ">" || scalar == "=" || scalar == "^"
    }

    private static func skip(_ scalar: Unicode.Scalar, _ rest: inout Substring.UnicodeScalarView) -> Bool {
        guard rest.first == scalar else { return false }
        rest.removeFirst()
        return true
    }
}

extension BraceSpecification {
    /// Reports what is wrong with the specification for a value.
    ///
    /// - Parameters:
    ///   - value: the value to be shown.
    ///   - standard: the letter that stands for none; `nil` for floating point numbers, which have none.
    /// - Throws: ``FormattingError`` in CPython's words.
    func check(for value: LogValue, standard: Unicode.Scalar?) throws(FormattingError) {
        switch defect {
        case .tooManyDigits: throw error("Too many decimal digits in format string")
        case .bothSeparators: throw error("Cannot specify both ',' and '_'.")
        case .missingPrecision: throw error("Format specifier missing precision")
        case .invalid(let text):
            throw error("Invalid format specifier '\(text)' for object of type '\(value.pythonTypeName)'")
        case nil: break
        }
        if let separator, let letter = type ?? standard {
            switch letter {
            case "d", "e", "f", "g", "E", "G", "%", "F": break
            case _ where separator == "_" && "boxX".unicodeScalars.contains(letter): break
            default: throw error("Cannot specify '\(separator)' with '\(BraceSpecification.shown(letter))'.")
            }
        }
        try FormattingLimits.check(width, "width")
    }

    /// An error in the specification.
    func error(_ message: String) -> FormattingError { FormattingError("ValueError", message) }

    /// The error for a letter that the value's type does not know.
    func unknownType(_ letter: Unicode.Scalar, for value: LogValue) -> FormattingError {
        let shown = BraceSpecification.shown(letter)
        return error("Unknown format code '\(shown)' for object of type '\(value.pythonTypeName)'")
    }

    /// A letter as Python's messages show it.
    private static func shown(_ letter: Unicode.Scalar) -> String {
        letter.value > 32 && letter.value < 128
            ? String(Character(letter))
            : "\\x" + String(letter.value, radix: 16)
    }
}
