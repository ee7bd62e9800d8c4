/// Makes integers of texts.
///
/// Source: PyYAML `SafeConstructor.construct_yaml_int`, CPython `int()`.
struct IntegerConstruction {
    /// The most digits that CPython converts: `sys.int_info.default_max_str_digits`.
    private static let maximumDigitCount = 4_300

    /// Where the text stands.
    private let mark: Mark

    /// Prepares for a text at a place.
    init(at mark: Mark) {
        self.mark = mark
    }

    /// The integer of a text: `-12`, `0b1`, `0x1F`, `017`, `1_000`, `1:30`.
    ///
    /// - Throws: ``YAMLError`` when Python raises `ValueError` or `IndexError`, and for more digits than Python prints.
    func integer(_ text: String) throws(YAMLError) -> YAMLInteger {
        var digits = PythonNumberText.withoutUnderscores(text)[...]
        guard let first = digits.unicodeScalars.first else { throw tooShort() }
        let isNegative = first == "-"
        if isNegative || first == "+" { digits = Substring(digits.unicodeScalars.dropFirst()) }
        if digits == "0" { return YAMLInteger(0) }
        let magnitude: YAMLInteger
        if digits.hasPrefix("0b") {
            magnitude = try parsed(digits.dropFirst(2), radix: 2)
        } else if digits.hasPrefix("0x") {
            magnitude = try parsed(digits.dropFirst(2), radix: 16)
        } else if digits.isEmpty {
            throw tooShort()
        } else if digits.hasPrefix("0") {
            magnitude = try parsed(digits, radix: 8)
        } else if digits.utf8.contains(UInt8(ascii: ":")) {
            magnitude = try sexagesimal(digits)
        } else {
            magnitude = try parsed(digits, radix: 10)
        }
        return isNegative ? magnitude.negated : magnitude
    }

    /// The integer of `int(text, radix)`: spaces around, a sign and a prefix are allowed.
    private func parsed(_ text: Substring, radix: Int) throws(YAMLError) -> YAMLInteger {
        var digits = PythonNumberText.normalized(String(text))[...]
        let isNegative = digits.first == UInt8(ascii: "-")
        if isNegative || digits.first == UInt8(ascii: "+") { digits.removeFirst() }
        let prefix: UInt8? = radix == 2 ? UInt8(ascii: "b") : radix == 8 ? UInt8(ascii: "o") : UInt8(ascii: "x")
        if radix != 10, digits.count > 1, digits.first == 0x30, digits.dropFirst().first.map({ $0 | 0x20 }) == prefix {
            digits = digits.dropFirst(2)
        }
        guard !digits.isEmpty, digits.allSatisfy({ Self.value(ofDigit: $0) < radix }) else {
            throw refusal(
                "invalid literal for int() with base \(radix): \(PythonSpelling.repr(String(text)))",
                "ValueError"
            )
        }
        if radix == 10, digits.count > Self.maximumDigitCount {
            throw refusal(
                "Exceeds the limit (\(Self.maximumDigitCount) digits) for integer string conversion: "
                    + "value has \(digits.count) digits; use sys.set_int_max_str_digits() to increase the limit",
                "ValueError"
            )
        }
        let spelling = String(decoding: digits, as: UTF8.self)
        if let value = Int(spelling, radix: radix) {
            return YAMLInteger(isNegative ? -value : value)
        }
        let magnitude = try magnitude(of: digits, radix: radix)
        return YAMLInteger(magnitude: magnitude, isNegative: isNegative)
    }

    /// The integer of `1:30:00`: parts in base 60.
    private func sexagesimal(_ text: Substring) throws(YAMLError) -> YAMLInteger {
        var parts: [YAMLInteger] = []
        for part in text.split(separator: ":", omittingEmptySubsequences: false) {
            parts.append(try parsed(part, radix: 10))
        }
        var total = 0
        var isTooLarge = false
        for part in parts {
            let (product, overflow) = total.multipliedReportingOverflow(by: 60)
            let (sum, secondOverflow) = product.addingReportingOverflow(part.int ?? .max)
            isTooLarge = isTooLarge || overflow || secondOverflow || part.int == nil
            total = sum
            if isTooLarge { break }
        }
        return isTooLarge ? try largeSexagesimal(parts) : YAMLInteger(total)
    }

    /// The same beyond 64 bits, for what the plain form can hold: parts below 60 after a first one that is not negative.
    private func largeSexagesimal(_ parts: [YAMLInteger]) throws(YAMLError) -> YAMLInteger {
        guard parts.allSatisfy({ !$0.description.hasPrefix("-") }) else { throw tooLong() }
        var number = try magnitude(of: Array(parts[0].description.utf8)[...], radix: 10)
        var rest = parts.dropFirst()
        while !rest.isEmpty {
            // Five parts a step: 60 to the fifth is the largest power that a limb takes.
            var factor: UInt32 = 1
            var addend: UInt32 = 0
            for part in rest.prefix(5) {
                guard let digit = part.int, digit < 60 else { throw tooLong() }
                factor *= 60
                addend = addend * 60 + UInt32(digit)
            }
            rest = rest.dropFirst(5)
            number.multiply(by: factor, adding: addend)
            guard number.digitCountBound <= Self.maximumDigitCount + 9 else { throw tooLong() }
        }
        return YAMLInteger(magnitude: number, isNegative: false)
    }

    /// The number that digits make, several digits a step.
    private func magnitude(of digits: ArraySlice<UInt8>, radix: Int) throws(YAMLError) -> DecimalMagnitude {
        var number = DecimalMagnitude(0)
        var factor: UInt32 = 1
        var pending: UInt32 = 0
        for byte in digits {
            let digit = Self.value(ofDigit: byte)
            guard digit < radix else { throw tooLong() }
            pending = pending * UInt32(radix) + UInt32(digit)
            factor *= UInt32(radix)
            if factor > UInt32.max / UInt32(radix) {
                number.multiply(by: factor, adding: pending)
                (factor, pending) = (1, 0)
                guard number.digitCountBound <= Self.maximumDigitCount + 9 else { throw tooLong() }
            }
        }
        number.multiply(by: factor, adding: pending)
        return number
    }

    /// The value of a digit; large for what is none.
    private static func value(ofDigit byte: UInt8) -> Int {
        switch byte {
        case 0x30...0x39: Int(byte) - 0x30
        case UInt8(ascii: "a")...UInt8(ascii: "f"): Int(byte) - 0x61 + 10
        case UInt8(ascii: "A")...UInt8(ascii: "F"): Int(byte) - 0x41 + 10
        default: .max
        }
    }

    /// The error for an integer that Python could not print.
    private func tooLong() -> YAMLError {
        YAMLError(.limit, "integer has more than \(Self.maximumDigitCount) digits", at: mark)
    }

    /// The error for a sign alone or nothing.
    private func tooShort() -> YAMLError { refusal("string index out of range", "IndexError") }

    /// An exception of Python.
    private func refusal(_ problem: String, _ pythonType: String) -> YAMLError {
        YAMLError(.constructor, problem, at: mark, pythonType: pythonType)
    }
}
