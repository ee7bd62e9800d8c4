extension BraceField {
    /// Appends the field's text.
    ///
    /// CPython: `output_markup`.
    func append(from values: LogObject, to buffer: inout ByteBuffer) throws(FormattingError) {
        var value = try value(in: values)
        if let conversion { value = try BraceField.convert(value, conversion) }
        switch specification {
        case .fixed(let specification):
            try buffer.append(value, specification)
        case .nested(let format):
            var text = ByteBuffer()
            try format.format(values, into: &text)
            try buffer.append(value, BraceSpecification(parsing: text.string()[...].unicodeScalars))
        case .tooDeep:
            throw FormattingError("ValueError", "Max string recursion exceeded")
        }
    }

    /// Finds the value that the field shows.
    private func value(in values: LogObject) throws(FormattingError) -> LogValue {
        var value: LogValue
        switch root {
        case .name(let name):
            guard let found = values[name] else { throw FormattingError(missingKey: name) }
            value = found
        case .position(let number):
            throw FormattingError(
                "IndexError",
                "Replacement index \(number) out of range for positional args tuple"
            )
        case .defect(let message):
            throw FormattingError("ValueError", message)
        }
        for step in path { value = try BraceField.take(step, from: value) }
        return value
    }

    private static func take(_ step: Step, from value: LogValue) throws(FormattingError) -> LogValue {
        switch step {
        case .attribute(let name):
            guard let found = attribute(name, of: value) else {
                throw FormattingError(
                    "AttributeError",
                    "'\(value.pythonTypeName)' object has no attribute '\(name)'"
                )
            }
            return found
        case .key(let name): return try item(name, of: value)
        case .index(let number): return try item(number, of: value)
        case .defect(let message): throw FormattingError("ValueError", message)
        }
    }

    /// The attributes of numbers; other attributes of Python's values are methods, which make no sense here.
    private static func attribute(_ name: String, of value: LogValue) -> LogValue? {
        switch (value, name) {
        case (.bool(let flag), "real"), (.bool(let flag), "numerator"): .int(flag ? 1 : 0)
        case (.int, "real"), (.int, "numerator"), (.uint, "real"), (.uint, "numerator"): value
        case (.digits, "real"), (.digits, "numerator"), (.double, "real"): value
        case (.bool, "imag"), (.int, "imag"), (.uint, "imag"), (.digits, "imag"): .int(0)
        case (.bool, "denominator"), (.int, "denominator"), (.uint, "denominator"), (.digits, "denominator"): .int(1)
        case (.double, "imag"): .double(0)
        default: nil
        }
    }

    private static func item(_ name: String, of value: LogValue) throws(FormattingError) -> LogValue {
        switch value {
        case .object(let object):
            guard let found = object[name] else { throw FormattingError(missingKey: name) }
            return found
        case .array:
            throw FormattingError("TypeError", "list indices must be integers or slices, not str")
        case .string:
            throw FormattingError("TypeError", "string indices must be integers, not 'str'")
        default:
            throw FormattingError("TypeError", "'\(value.pythonTypeName)' object is not subscriptable")
        }
    }

    private static func item(_ number: Int, of value: LogValue) throws(FormattingError) -> LogValue {
        switch value {
        case .object:
            // The keys are text: no number is among them.
            throw FormattingError("KeyError", "\(number)")
        case .array(let elements):
            guard elements.indices.contains(number) else {
                throw FormattingError("IndexError", "list index out of range")
            }
            return elements[number]
        case .string(let text):
            let scalars = text.unicodeScalars
            guard let place = scalars.index(scalars.startIndex, offsetBy: number, limitedBy: scalars.endIndex),
                place < scalars.endIndex
            else { throw FormattingError("IndexError", "string index out of range") }
            return .string(String(scalars[place]))
        default:
            throw FormattingError("TypeError", "'\(value.pythonTypeName)' object is not subscriptable")
        }
    }

    /// Applies `!r`, `!s` or `!a`.
    ///
    /// CPython: `do_conversion`.
    private static func convert(
        _ value: LogValue,
        _ conversion: Unicode.Scalar
    ) throws(FormattingError) -> LogValue {
        var text = ByteBuffer()
        switch conversion {
        case "r": text.append(pythonRepr: value)
        case "s": text.append(pythonStr: value)
        case "a": text.append(pythonASCII: value)
        default:
            let isShown = conversion.value > 32 && conversion.value < 127
            let shown = isShown ? String(Character(conversion)) : "\\x" + String(conversion.value, radix: 16)
            throw FormattingError("ValueError", "Unknown conversion specifier \(shown)")
        }
        return .string(text.string())
    }
}
