extension JSONReader {
    /// Powers of ten that floating point holds exactly.
    private static let exactPowers: [Double] = [
        1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19,
        1e20, 1e21, 1e22,
    ]
    /// Exponents are not counted beyond this: the number is zero or infinite long before.
    private static let farthestExponent = 100_000

    /// The digits of a number as one integer, as far as it fits, and how many follow the point.
    private struct Digits {
        var value: UInt64 = 0
        var overflows = false
        var fraction = 0

        /// Takes one more digit.
        @inline(__always) mutating func append(_ byte: UInt8) {
            let (product, isTooLarge) = value.multipliedReportingOverflow(by: 10)
            let (sum, carry) = product.addingReportingOverflow(UInt64(byte &- UInt8(ascii: "0")))
            value = sum
            if isTooLarge || carry { overflows = true }
        }
    }

    /// Reads a number, its sign or first digit being the next byte.
    mutating func readNumber() throws(JSONError) -> LogValue {
        let start = position
        let isNegative = next == UInt8(ascii: "-")
        if isNegative {
            position += 1
            if acceptsNonFinite, skip("Infinity") { return .double(-.infinity) }
        }
        var digits = Digits()
        if next == UInt8(ascii: "0") {
            position += 1
        } else {
            try readDigits(&digits)
        }
        var isInteger = true
        if next == UInt8(ascii: ".") {
            isInteger = false
            position += 1
            let point = position
            try readDigits(&digits)
            digits.fraction = position - point
        }
        var exponent = 0
        if next == UInt8(ascii: "e") || next == UInt8(ascii: "E") {
            isInteger = false
            position += 1
            exponent = try readExponent()
        }
        if isInteger { return integer(digits, isNegative: isNegative, from: start) }
        return .double(double(digits, exponent: exponent - digits.fraction, isNegative: isNegative, from: start))
    }

    /// Reads one digit or more.
    private mutating func readDigits(_ digits: inout Digits) throws(JSONError) {
        guard let first = next, JSONReader.isDigit(first) else { throw problem("expected a digit") }
        while let byte = next, JSONReader.isDigit(byte) {
            digits.append(byte)
            position &+= 1
        }
    }

    /// Reads the exponent behind its letter.
    private mutating func readExponent() throws(JSONError) -> Int {
        let isNegative = next == UInt8(ascii: "-")
        if isNegative || next == UInt8(ascii: "+") { position += 1 }
        var digits = Digits()
        try readDigits(&digits)
        let bound = JSONReader.farthestExponent
        let value = digits.overflows ? bound : Int(min(digits.value, UInt64(bound)))
        return isNegative ? -value : value
    }

    /// The smallest form that holds an integer.
    private func integer(_ digits: Digits, isNegative: Bool, from start: Int) -> LogValue {
        if !digits.overflows {
            if isNegative, digits.value <= Int64.min.magnitude {
                return .int(Int64(truncatingIfNeeded: 0 &- digits.value))
            }
            if !isNegative { return Int64(exactly: digits.value).map { .int($0) } ?? .uint(digits.value) }
        }
        return .digits(String(decoding: bytes[start..<position], as: UTF8.self))
    }

    /// The floating point number that is nearest to the text.
    private func double(_ digits: Digits, exponent: Int, isNegative: Bool, from start: Int) -> Double {
        // Both factors are exact, so that the one rounding of the product or quotient is the right one.
        if !digits.overflows, digits.value <= 1 << 53, exponent.magnitude < JSONReader.exactPowers.count {
            let power = JSONReader.exactPowers[Int(exponent.magnitude)]
            let magnitude = exponent < 0 ? Double(digits.value) / power : Double(digits.value) * power
            return isNegative ? -magnitude : magnitude
        }
        return Double(String(decoding: bytes[start..<position], as: UTF8.self)) ?? .nan
    }

    /// Whether a byte is a decimal digit.
    @inline(__always) private static func isDigit(_ byte: UInt8) -> Bool {
        byte &- UInt8(ascii: "0") < 10
    }
}
