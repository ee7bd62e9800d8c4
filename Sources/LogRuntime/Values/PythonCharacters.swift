/// What Python's string methods and patterns know about characters.
extension Unicode.Scalar {
    /// Whether `repr` shows the character as it is.
    ///
    /// CPython: `str.isprintable`.
    var isPythonPrintable: Bool {
        switch properties.generalCategory {
        case .control, .format, .surrogate, .privateUse, .unassigned, .lineSeparator, .paragraphSeparator: false
        case .spaceSeparator: self == " "
        default: true
        }
    }

    /// The value of a decimal digit of any script.
    ///
    /// CPython: `Py_UNICODE_TODECIMAL`.
    var pythonDecimal: Int? {
        if value < 0x80 { return "0"..."9" ~= self ? Int(value - 48) : nil }
        guard properties.generalCategory == .decimalNumber, let number = properties.numericValue else { return nil }
        return Int(number)
    }

    /// Whether a pattern's `\w` accepts the character: a letter, a number or an underscore.
    var isPythonWord: Bool {
        if value < 0x80 {
            return "a"..."z" ~= self || "A"..."Z" ~= self || "0"..."9" ~= self || self == "_"
        }
        switch properties.generalCategory {
        case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter: return true
        default: return properties.numericType != nil
        }
    }

    /// Whether `str.splitlines` ends a line at the character.
    var isPythonLineBreak: Bool {
        switch value {
        case 0x0A...0x0D, 0x1C...0x1E, 0x85, 0x2028, 0x2029: true
        default: false
        }
    }

    /// Whether `str.strip` and `str.split` take the character for white space.
    package var isPythonSpace: Bool {
        switch value {
        case 0x09...0x0D, 0x1C...0x20, 0x85, 0xA0, 0x1680, 0x2000...0x200A, 0x2028, 0x2029, 0x202F, 0x205F, 0x3000: true
        default: false
        }
    }
}
