/// A whole number of any size, kept in decimal limbs so that its digits cost nothing.
struct DecimalMagnitude: CustomStringConvertible {
    /// What one limb counts up to: nine decimal digits.
    private static var base: UInt64 { 1_000_000_000 }

    /// The limbs, the lowest first; zero has none.
    private var limbs: [UInt32] = []

    /// Creates a number.
    init(_ value: UInt64) {
        var rest = value
        while rest > 0 {
            limbs.append(UInt32(rest % Self.base))
            rest /= Self.base
        }
    }

    /// How many decimal digits the number has, rounded up to a multiple of nine.
    var digitCountBound: Int { limbs.count * 9 }

    /// Multiplies by a small number and adds another.
    mutating func multiply(by factor: UInt32, adding addend: UInt32) {
        var carry = UInt64(addend)
        for index in limbs.indices {
            let product = UInt64(limbs[index]) * UInt64(factor) + carry
            limbs[index] = UInt32(product % Self.base)
            carry = product / Self.base
        }
        while carry > 0 {
            limbs.append(UInt32(carry % Self.base))
            carry /= Self.base
        }
    }

    /// The decimal digits.
    var description: String {
        guard let top = limbs.last else { return "0" }
        var text = String(top)
        for limb in limbs.dropLast().reversed() {
            let digits = String(limb)
            text += String(repeating: "0", count: 9 - digits.count) + digits
        }
        return text
    }
}
