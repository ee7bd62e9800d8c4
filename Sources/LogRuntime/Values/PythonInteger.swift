internal import CLogRuntime

/// An integer of any size, for the conversions that want to know its digits.
struct PythonInteger {
    /// How large it is, without its sign.
    enum Magnitude {
        case word(UInt64)
        /// Decimal digits without leading zeros, too many for a word.
        case digits([UInt8])
    }

    /// Whether it is below zero.
    let isNegative: Bool
    /// How large it is.
    let magnitude: Magnitude

    /// The integer that a value is; `nil` if it is none.
    ///
    /// Truth values are integers, as in Python.
    init?(_ value: LogValue) {
        switch value {
        case .bool(let flag): self.init(isNegative: false, magnitude: .word(flag ? 1 : 0))
        case .int(let number): self.init(isNegative: number < 0, magnitude: .word(number.magnitude))
        case .uint(let number): self.init(isNegative: false, magnitude: .word(number))
        case .digits(let text):
            // Whoever made the value may have given anything.
            let digits =
                text.utf8.first.map { $0 == UInt8(ascii: "-") || $0 == UInt8(ascii: "+") } == true
                ? text.utf8.dropFirst() : text.utf8[...]
            guard !digits.isEmpty, digits.allSatisfy({ $0 &- UInt8(ascii: "0") < 10 }) else { return nil }
            self.init(decimal: Array(text.utf8))
        default: return nil
        }
    }

    private init(isNegative: Bool, magnitude: Magnitude) {
        self.isNegative = isNegative
        self.magnitude = magnitude
    }

    /// The integer of decimal digits with or without a sign.
    private init(decimal text: [UInt8]) {
        let sign = text.first
        let hasSign = sign == UInt8(ascii: "-") || sign == UInt8(ascii: "+")
        let digits = (hasSign ? text.dropFirst() : text[...]).drop { $0 == UInt8(ascii: "0") }
        var small: UInt64? = 0
        for digit in digits {
            guard let value = small else { break }
            let (product, isOver) = value.multipliedReportingOverflow(by: 10)
            let (sum, isOverAgain) = product.addingReportingOverflow(UInt64(digit) - 48)
            small = isOver || isOverAgain ? nil : sum
        }
        self.init(
            isNegative: sign == UInt8(ascii: "-") && !digits.isEmpty,
            magnitude: small.map { .word($0) } ?? .digits(Array(digits))
        )
    }

    /// A floating point number without its fraction.
    ///
    /// CPython: `float.__trunc__`.
    ///
    /// - Throws: ``FormattingError`` for what is not finite.
    init(truncating number: Double) throws(FormattingError) {
        if number.isNaN { throw FormattingError("ValueError", "cannot convert float NaN to integer") }
        if number.isInfinite { throw FormattingError("OverflowError", "cannot convert float infinity to integer") }
        let whole = number.rounded(.towardZero)
        if whole.magnitude < 0x1p64 {
            self.init(isNegative: whole < 0, magnitude: .word(UInt64(whole.magnitude)))
        } else {
            var buffer = ByteBuffer(capacity: 320)
            buffer.append(printed: whole, as: UInt8(ascii: "f"), precision: 0, keepsPoint: false)
            self.init(decimal: Array(buffer.bytes))
        }
    }

    /// The integer as a word; `nil` if it does not fit.
    var word: Int64? {
        guard case .word(let magnitude) = magnitude else { return nil }
        if isNegative { return magnitude <= 1 << 63 ? Int64(truncatingIfNeeded: 0 &- magnitude) : nil }
        return Int64(exactly: magnitude)
    }

    /// The nearest floating point number.
    ///
    /// CPython: `int.__float__`.
    ///
    /// - Throws: ``FormattingError`` if it is too large.
    func float() throws(FormattingError) -> Double {
        var result: Double
        switch magnitude {
        case .word(let word): result = Double(word)
        case .digits(let digits):
            result = digits.withUnsafeBytes { bytes in
                var text = ByteBuffer(capacity: bytes.count + 1)
                text.append(bytes)
                text.append(0)
                return text.bytes.withMemoryRebound(to: CChar.self) { characters in
                    characters.baseAddress.map { clogruntime_parse_double($0) } ?? 0
                }
            }
        }
        if result.isInfinite { throw FormattingError("OverflowError", "int too large to convert to float") }
        if isNegative { result.negate() }
        return result
    }
}

extension ByteBuffer {
    /// Appends an integer's digits without its sign.
    ///
    /// - Parameters:
    ///   - integer: the integer.
    ///   - bitsPerDigit: 1, 3 or 4 for binary, octal or hexadecimal; `nil` for decimal.
    ///   - isUppercase: whether hexadecimal digits are capitals.
    mutating func append(digitsOf integer: PythonInteger, bitsPerDigit: Int?, isUppercase: Bool = false) {
        switch (integer.magnitude, bitsPerDigit) {
        case (.word(let word), nil): append(decimal: word)
        case (.digits(let digits), nil): append(digits)
        case (.word(let word), let bits?):
            let significant = max(UInt64.bitWidth - word.leadingZeroBitCount, 1)
            append(
                bitDigits: [UInt32(truncatingIfNeeded: word), UInt32(truncatingIfNeeded: word >> 32)],
                significant: significant,
                bitsPerDigit: bits,
                isUppercase: isUppercase
            )
        case (.digits(let digits), let bits?):
            let limbs = ByteBuffer.limbs(ofDecimal: digits)
            let significant = 32 * limbs.count - (limbs.last?.leadingZeroBitCount ?? 0)
            append(bitDigits: limbs, significant: significant, bitsPerDigit: bits, isUppercase: isUppercase)
        }
    }

    /// Appends digits that stand for a fixed number of bits each.
    private mutating func append(bitDigits limbs: [UInt32], significant: Int, bitsPerDigit: Int, isUppercase: Bool) {
        let letterA = UInt8(ascii: isUppercase ? "A" : "a")
        var place = (significant + bitsPerDigit - 1) / bitsPerDigit
        while place > 0 {
            place -= 1
            let bit = place * bitsPerDigit
            let low = UInt64(limbs[bit / 32])
            let high = bit / 32 + 1 < limbs.count ? UInt64(limbs[bit / 32 + 1]) : 0
            let value = UInt8(
                truncatingIfNeeded: (high << 32 | low) >> UInt64(bit % 32) & (1 << UInt64(bitsPerDigit) - 1)
            )
            append(value < 10 ? UInt8(ascii: "0") + value : letterA + value - 10)
        }
    }

    /// Decimal digits as 32-bit words, the lowest first.
    private static func limbs(ofDecimal digits: [UInt8]) -> [UInt32] {
        var limbs: [UInt32] = []
        for digit in digits {
            var carry = UInt64(digit) - 48
            for index in limbs.indices {
                let sum = UInt64(limbs[index]) * 10 + carry
                limbs[index] = UInt32(truncatingIfNeeded: sum)
                carry = sum >> 32
            }
            if carry > 0 { limbs.append(UInt32(carry)) }
        }
        return limbs
    }
}
