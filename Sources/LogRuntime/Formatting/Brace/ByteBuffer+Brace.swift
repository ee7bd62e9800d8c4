extension ByteBuffer {
    /// Appends a value by a format specification.
    ///
    /// CPython: `format(value, specification)`.
    mutating func append(_ value: LogValue, _ specification: BraceSpecification) throws(FormattingError) {
        if specification.isEmpty { return append(pythonStr: value) }
        switch value {
        case .string(let text):
            try append(text, of: value, specification)
        case .bool, .int, .uint, .digits:
            try append(integer: value, specification)
        case .double(let number):
            try specification.check(for: value, standard: nil)
            try append(float: number, of: value, specification)
        case .null, .array, .object:
            throw FormattingError(
                "TypeError",
                "unsupported format string passed to \(value.pythonTypeName).__format__"
            )
        }
    }

    /// Appends text.
    ///
    /// CPython: `format_string_internal`.
    private mutating func append(
        _ text: String,
        of value: LogValue,
        _ specification: BraceSpecification
    ) throws(FormattingError) {
        try specification.check(for: value, standard: "s")
        if let type = specification.type, type != "s" { throw specification.unknownType(type, for: value) }
        if let sign = specification.sign {
            throw specification.error("\(sign == " " ? "Space" : "Sign") not allowed in string format specifier")
        }
        if specification.coercesNegativeZero {
            throw specification.error("Negative zero coercion (z) not allowed in string format specifier")
        }
        if specification.isAlternate {
            throw specification.error("Alternate form (#) not allowed in string format specifier")
        }
        if specification.alignment == "=" {
            throw specification.error("'=' alignment not allowed in string format specifier")
        }
        let start = length
        append(text)
        finishText(from: start, specification)
    }

    /// Cuts text to the precision and fills it up to the width.
    mutating func finishText(from start: Int, _ specification: BraceSpecification) {
        if specification.precision >= 0, let end = offset(ofCharacter: specification.precision, from: start) {
            length = end
        }
        guard specification.width > 0 else { return }
        pad(from: start, missing: specification.width - characterCount(from: start), specification, standard: "<")
    }

    /// Puts fill characters around what was appended.
    private mutating func pad(
        from start: Int,
        missing: Int,
        _ specification: BraceSpecification,
        standard: Unicode.Scalar
    ) {
        guard missing > 0 else { return }
        let left =
            switch specification.alignment ?? standard {
            case ">": missing
            case "^": missing / 2
            default: 0
            }
        insert(specification.fill, count: left, at: start)
        append(specification.fill, count: missing - left)
    }

    /// Appends a character several times.
    private mutating func append(_ scalar: Unicode.Scalar, count: Int) {
        if scalar.isASCII {
            append(repeating: UInt8(truncatingIfNeeded: scalar.value), count: count)
        } else {
            for _ in 0..<max(count, 0) { append(scalar) }
        }
    }

    /// Inserts a character several times.
    private mutating func insert(_ scalar: Unicode.Scalar, count: Int, at offset: Int) {
        guard count > 0 else { return }
        if scalar.isASCII {
            return insert(repeating: UInt8(truncatingIfNeeded: scalar.value), count: count, at: offset)
        }
        var text = ByteBuffer(capacity: count * 4)
        for _ in 0..<count { text.append(scalar) }
        insert(repeating: 0, count: text.count, at: offset)
        UnsafeMutableRawPointer(base + offset).copyMemory(from: text.base, byteCount: text.count)
    }

    /// Lays a number out: fill, sign, prefix, fill or zeros, grouped digits, the rest, fill.
    ///
    /// CPython: `calc_number_widths`, `fill_number`.
    mutating func append(_ number: borrowing BraceNumber, _ specification: BraceSpecification) {
        let start = length
        if number.isNegative {
            append(UInt8(ascii: "-"))
        } else if let sign = specification.sign, sign != "-" {
            append(sign)
        }
        append(number.prefix)
        let body = length
        let isZeroFilled =
            specification.fill == "0" && (specification.alignment ?? (specification.isZeroPadded ? "=" : ">")) == "="
        if number.digitCount > 0 {
            let others = body - start + number.text.count - number.digitCount
            append(
                digitsOf: number,
                separator: specification.separator,
                least: isZeroFilled ? specification.width - others : 0
            )
        }
        let rest = number.text.bytes[number.digitCount...]
        append(UnsafeRawBufferPointer(rebasing: rest))
        let missing = specification.width - characterCount(from: start)
        guard missing > 0 else { return }
        let alignment = specification.alignment ?? (specification.isZeroPadded ? "=" : ">")
        if alignment == "=" {
            insert(specification.fill, count: missing, at: body)
        } else {
            pad(from: start, missing: missing, specification, standard: ">")
        }
    }

    /// Appends digits in groups, with zeros in front up to a number of characters.
    ///
    /// CPython: `_PyUnicode_InsertThousandsGrouping`.
    private mutating func append(digitsOf number: borrowing BraceNumber, separator: Unicode.Scalar?, least: Int) {
        let digits = number.text.bytes[..<number.digitCount]
        guard let separator else {
            append(repeating: UInt8(ascii: "0"), count: least - digits.count)
            return append(UnsafeRawBufferPointer(rebasing: digits))
        }
        let size = number.groupSize
        // A separator in front of the first digit is never wanted: one digit more takes its place.
        var count = digits.count
        while count + (count - 1) / size < least { count += 1 }
        for place in (0..<count).reversed() {
            append(place < digits.count ? digits[digits.count - 1 - place] : UInt8(ascii: "0"))
            if place > 0, place % size == 0 { append(separator) }
        }
    }
}
