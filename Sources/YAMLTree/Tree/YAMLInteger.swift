/// An integer of any size, as Python's `int`.
public struct YAMLInteger: Sendable, Hashable, CustomStringConvertible {
    /// The value, when it fits into `Int`.
    public let int: Int?

    /// All decimal digits, after a minus sign if the value is negative.
    public let description: String

    /// Creates an integer.
    public init(_ value: Int) {
        int = value
        description = String(value)
    }

    /// Creates an integer from its magnitude.
    init(magnitude: DecimalMagnitude, isNegative: Bool) {
        let digits = magnitude.description
        description = isNegative && digits != "0" ? "-" + digits : digits
        int = Int(description)
    }

    /// The value of a whole, finite float; `nil` for other floats.
    init?(exactly number: Double) {
        guard number.isFinite, number == number.rounded(.towardZero) else { return nil }
        if let value = Int(exactly: number) {
            self.init(value)
            return
        }
        var magnitude = DecimalMagnitude(number.significandBitPattern | (1 << 52))
        for _ in 0..<(Int(number.exponent) - 52) {
            magnitude.multiply(by: 2, adding: 0)
        }
        self.init(magnitude: magnitude, isNegative: number < 0)
    }

    /// The value with the other sign.
    var negated: YAMLInteger {
        if let int, int != .min { return YAMLInteger(-int) }
        return YAMLInteger(digits: description.hasPrefix("-") ? String(description.dropFirst()) : "-" + description)
    }

    /// Creates an integer from its canonical digits.
    private init(digits: String) {
        description = digits
        int = Int(digits)
    }
}
