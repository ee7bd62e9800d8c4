/// A number in parts, before it is laid out by a format specification.
struct BraceNumber: ~Copyable {
    /// Digits that can be grouped, and behind them what cannot: point, fraction, exponent, percent sign.
    var text = ByteBuffer(capacity: 64)
    /// The number of bytes of ``text`` that can be grouped.
    var digitCount = 0
    /// Whether a minus sign stands in front.
    var isNegative = false
    /// `0b`, `0o`, `0x` or `0X`.
    var prefix = ""
    /// How many digits make a group.
    var groupSize = 3
}

extension ByteBuffer {
    /// Appends an integer.
    ///
    /// CPython: `format_long_internal`.
    mutating func append(integer value: LogValue, _ specification: BraceSpecification) throws(FormattingError) {
        try specification.check(for: value, standard: "d")
        guard let integer = PythonInteger(value) else { return }
        let type = specification.type ?? "d"
        switch type {
        case "b", "c", "d", "o", "x", "X", "n": break
        case "e", "E", "f", "F", "g", "G", "%":
            return try append(float: try integer.float(), of: value, specification)
        default: throw specification.unknownType(type, for: value)
        }
        if specification.precision >= 0 {
            throw specification.error("Precision not allowed in integer format specifier")
        }
        if specification.coercesNegativeZero {
            throw specification.error("Negative zero coercion (z) not allowed in integer format specifier")
        }
        var number = BraceNumber()
        if type == "c" {
            number.text.append(try ByteBuffer.character(integer, specification))
        } else {
            let bits: Int? =
                switch type {
                case "b": 1
                case "o": 3
                case "x", "X": 4
                default: nil
                }
            number.isNegative = integer.isNegative
            if bits != nil {
                number.groupSize = 4
                if specification.isAlternate { number.prefix = "0\(type)" }
            }
            number.text.append(digitsOf: integer, bitsPerDigit: bits, isUppercase: type == "X")
            number.digitCount = number.text.count
        }
        append(number, specification)
    }

    /// The character that a number stands for.
    private static func character(
        _ integer: PythonInteger,
        _ specification: BraceSpecification
    ) throws(FormattingError) -> Unicode.Scalar {
        if specification.sign != nil {
            throw specification.error("Sign not allowed with integer format specifier 'c'")
        }
        if specification.isAlternate {
            throw specification.error("Alternate form (#) not allowed with integer format specifier 'c'")
        }
        guard let code = integer.word else {
            throw FormattingError("OverflowError", "Python int too large to convert to C long")
        }
        guard 0...0x10FFFF ~= code else {
            throw FormattingError("OverflowError", "%c arg not in range(0x110000)")
        }
        // Half of a surrogate pair cannot be written as UTF-8.
        return Unicode.Scalar(UInt32(code)) ?? "\u{FFFD}"
    }

    /// Appends a floating point number whose specification has been checked.
    ///
    /// CPython: `format_float_internal`.
    mutating func append(
        float number: Double,
        of value: LogValue,
        _ specification: BraceSpecification
    ) throws(FormattingError) {
        if specification.precision > Int(Int32.max) { throw specification.error("precision too big") }
        var result = BraceNumber()
        switch specification.type {
        case nil where specification.precision < 0:
            result.text.append(pythonFloat: number)
            if specification.isAlternate { result.text.insertPointBeforeExponent() }
        case nil:
            try FormattingLimits.check(specification.precision, "precision")
            result.text.append(general: number, specification)
        case let type?:
            guard "eEfFgGn%".unicodeScalars.contains(type) else { throw specification.unknownType(type, for: value) }
            try FormattingLimits.check(specification.precision, "precision")
            let letter: Unicode.Scalar = type == "n" ? "g" : type == "%" ? "f" : type
            result.text.append(
                printed: type == "%" ? number * 100 : number,
                as: UInt8(truncatingIfNeeded: letter.value),
                precision: specification.precision < 0 ? 6 : specification.precision,
                keepsPoint: specification.isAlternate
            )
            if type == "%" { result.text.append(UInt8(ascii: "%")) }
        }
        result.takeSign(dropsNegativeZero: specification.coercesNegativeZero)
        append(result, specification)
    }

    /// Puts a point behind the only digit of `1e+16`.
    private mutating func insertPointBeforeExponent() {
        guard !bytes.contains(UInt8(ascii: ".")), let place = bytes.firstIndex(of: UInt8(ascii: "e")) else { return }
        insert(repeating: UInt8(ascii: "."), count: 1, at: place)
    }

    /// Appends a number with a precision and no letter: like `g`, with a digit behind the point.
    ///
    /// CPython: `format_float_short` with `Py_DTSF_ADD_DOT_0`.
    private mutating func append(general number: Double, _ specification: BraceSpecification) {
        let digits = max(specification.precision, 1)
        let letterE = UInt8(ascii: "e")
        append(printed: number, as: letterE, precision: digits - 1, keepsPoint: specification.isAlternate)
        guard number.isFinite, let place = bytes.firstIndex(of: letterE) else { return }
        let exponent = decimalExponent(from: place)
        if exponent >= -4, exponent < digits - 1 {
            removeAll()
            append(printed: number, as: UInt8(ascii: "f"), precision: digits - 1 - exponent, keepsPoint: true)
            guard !specification.isAlternate else { return }
            while bytes.last == UInt8(ascii: "0"), base[length - 2] != UInt8(ascii: ".") { length -= 1 }
        } else if !specification.isAlternate, digits > 1 {
            var end = place
            while base[end - 1] == UInt8(ascii: "0") { end -= 1 }
            if base[end - 1] == UInt8(ascii: ".") { end -= 1 }
            let tail = length - place
            UnsafeMutableRawPointer(base + end).copyMemory(from: base + place, byteCount: tail)
            length = end + tail
        }
    }
}

extension BraceNumber {
    /// Moves the sign out of the text and counts the digits that can be grouped.
    fileprivate mutating func takeSign(dropsNegativeZero: Bool) {
        isNegative = text.bytes.first == UInt8(ascii: "-")
        if isNegative { text.removeFirst() }
        let end = text.bytes.firstIndex { !(48...57 ~= $0) } ?? text.count
        digitCount = end
        guard isNegative, dropsNegativeZero, end > 0 else { return }
        let mantissa = text.bytes.prefix { $0 != UInt8(ascii: "e") && $0 != UInt8(ascii: "E") }
        if !mantissa.contains(where: { 49...57 ~= $0 }) { isNegative = false }
    }
}

extension ByteBuffer {
    /// Drops the first byte.
    fileprivate mutating func removeFirst() {
        length -= 1
        UnsafeMutableRawPointer(base).copyMemory(from: base + 1, byteCount: length)
    }
}
