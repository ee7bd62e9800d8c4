extension ByteBuffer {
    /// Appends a value by a `%` directive.
    ///
    /// CPython: `unicode_format_arg_format` and `unicode_format_arg_output`.
    mutating func append(_ value: LogValue, _ directive: ResolvedPercentDirective) throws(FormattingError) {
        try FormattingLimits.check(directive.width, "width")
        let start = length
        switch directive.conversion {
        case "s":
            append(pythonStr: value)
            finishText(from: start, directive)
        case "r":
            append(pythonRepr: value)
            finishText(from: start, directive)
        case "a":
            append(pythonASCII: value)
            finishText(from: start, directive)
        case "d", "i", "u", "o", "x", "X":
            try append(integer: value, directive)
        case "e", "E", "f", "F", "g", "G":
            try append(float: value, directive)
        case "c":
            append(try ByteBuffer.character(value))
            padText(from: start, directive)
        default:
            let letter = directive.conversion.value
            let shown = 31...126 ~= letter ? Character(directive.conversion) : "?"
            throw FormattingError(
                "ValueError",
                "unsupported format character '\(shown)' (0x\(String(letter, radix: 16))) at index \(directive.index)"
            )
        }
    }

    /// Cuts text to the precision and fills it up to the width.
    mutating func finishText(from start: Int, _ directive: ResolvedPercentDirective) {
        if directive.precision >= 0, let end = offset(ofCharacter: directive.precision, from: start) { length = end }
        padText(from: start, directive)
    }

    /// Fills text up to the width with spaces.
    private mutating func padText(from start: Int, _ directive: ResolvedPercentDirective) {
        guard directive.width > 0 else { return }
        let missing = directive.width - characterCount(from: start)
        if directive.flags.contains(.left) {
            append(repeating: UInt8(ascii: " "), count: missing)
        } else {
            insert(repeating: UInt8(ascii: " "), count: missing, at: start)
        }
    }

    /// The character that `%c` shows.
    private static func character(_ value: LogValue) throws(FormattingError) -> Unicode.Scalar {
        if case .string(let text) = value {
            let scalars = text.unicodeScalars
            if let only = scalars.first, scalars.count == 1 { return only }
        } else if let integer = PythonInteger(value) {
            guard let number = integer.word, 0...0x10FFFF ~= number else {
                throw FormattingError("OverflowError", "%c arg not in range(0x110000)")
            }
            // Half of a surrogate pair cannot be written as UTF-8.
            return Unicode.Scalar(UInt32(number)) ?? "\u{FFFD}"
        }
        throw FormattingError("TypeError", "%c requires int or char")
    }

    /// Appends an integer.
    ///
    /// CPython: `mainformatlong`, `_PyUnicode_FormatLong`.
    private mutating func append(integer value: LogValue, _ directive: ResolvedPercentDirective) throws(FormattingError)
    {
        let integer: PythonInteger
        let bits: Int?
        switch directive.conversion {
        case "o": bits = 3
        case "x", "X": bits = 4
        default: bits = nil
        }
        if let exact = PythonInteger(value) {
            integer = exact
        } else if case .double(let number) = value, bits == nil {
            integer = try PythonInteger(truncating: number)
        } else {
            throw FormattingError(
                "TypeError",
                "%\(directive.conversion) format: \(bits == nil ? "a real number" : "an integer") is required, "
                    + "not \(value.pythonTypeName)"
            )
        }
        if directive.precision > Int(Int32.max) - 3 { throw FormattingError("OverflowError", "precision too large") }
        try FormattingLimits.check(directive.precision, "precision")

        let start = length
        appendSign(isNegative: integer.isNegative, directive)
        if directive.flags.contains(.alternate), bits != nil {
            append(UInt8(ascii: "0"))
            append(directive.conversion)
        }
        let digits = length
        append(digitsOf: integer, bitsPerDigit: bits, isUppercase: directive.conversion == "X")
        insert(repeating: UInt8(ascii: "0"), count: directive.precision - (length - digits), at: digits)
        padNumber(from: start, digits: digits, directive)
    }

    /// Appends a floating point number.
    ///
    /// CPython: `formatfloat`.
    private mutating func append(float value: LogValue, _ directive: ResolvedPercentDirective) throws(FormattingError) {
        let number: Double
        if case .double(let double) = value {
            number = double
        } else if let integer = PythonInteger(value) {
            number = try integer.float()
        } else {
            throw FormattingError("TypeError", "must be real number, not \(value.pythonTypeName)")
        }
        try FormattingLimits.check(directive.precision, "precision")
        let start = length
        append(
            printed: number,
            as: UInt8(truncatingIfNeeded: directive.conversion.value),
            precision: directive.precision < 0 ? 6 : directive.precision,
            keepsPoint: directive.flags.contains(.alternate)
        )
        var digits = start
        if base[start] == UInt8(ascii: "-") {
            digits += 1
        } else {
            let before = length
            appendSign(isNegative: false, directive)
            if length > before {
                // The sign was appended behind the number: it belongs in front.
                let sign = base[before]
                length = before
                insert(repeating: sign, count: 1, at: start)
                digits += 1
            }
        }
        padNumber(from: start, digits: digits, directive)
    }

    /// Appends the sign of a number, if it is shown.
    private mutating func appendSign(isNegative: Bool, _ directive: ResolvedPercentDirective) {
        if isNegative {
            append(UInt8(ascii: "-"))
        } else if directive.flags.contains(.sign) {
            append(UInt8(ascii: "+"))
        } else if directive.flags.contains(.blank) {
            append(UInt8(ascii: " "))
        }
    }

    /// Fills a number up to the width: with zeros behind sign and prefix, or with spaces on either side.
    private mutating func padNumber(from start: Int, digits: Int, _ directive: ResolvedPercentDirective) {
        let missing = directive.width - (length - start)
        guard missing > 0 else { return }
        if directive.flags.contains(.left) {
            append(repeating: UInt8(ascii: " "), count: missing)
        } else if directive.flags.contains(.zero) {
            insert(repeating: UInt8(ascii: "0"), count: missing, at: digits)
        } else {
            insert(repeating: UInt8(ascii: " "), count: missing, at: start)
        }
    }
}
