extension ByteBuffer {
    /// Appends a floating point number as Python prints it: `4.9`, `1e-05`, `1e+16`, `-0.0`, `inf`, `nan`.
    ///
    /// The fewest digits that name the number; an exponent outside of 1e-4 to 1e16. Allocates nothing. CPython:
    /// `float.__repr__`.
    public mutating func append(pythonFloat value: Double) {
        if appendShortDecimal(value) { return }
        guard value.isFinite else {
            if value.isNaN { return append("nan") }
            return value < 0 ? append("-inf") : append("inf")
        }
        let start = length
        append(swiftDescription: value)
        // Some versions of Swift write integers in full up to 2^54, Python up to 1e16.
        if value.magnitude >= 1e16, base[length - 2] == UInt8(ascii: ".") { appendExponent(toIntegerFrom: start) }
    }

    /// Appends a whole number below 1e16, or one with at most six digits behind the point: most measured values are.
    ///
    /// With at most 15 significant digits in all, a decimal that rounds to the number is the only one so short, so it is
    /// what the search for the fewest digits would find. Whole numbers below 1e16 have no neighbour within half a unit.
    ///
    /// - Returns: whether the number was such a one and was appended.
    @inline(__always) private mutating func appendShortDecimal(_ value: Double) -> Bool {
        let magnitude = value.magnitude
        // Rounds to the nearest integer, without a call.
        let shifted = magnitude * 10 + 0x1p52
        let tenths = shifted - 0x1p52
        if magnitude < 1e7, tenths / 10 == magnitude {
            reserve(10)
            var place = UnsafeMutableRawPointer(base + length)
            if value.sign == .minus {
                place.storeBytes(of: UInt8(ascii: "-"), as: UInt8.self)
                place += 1
                length &+= 1
            }
            // The integer stands in the lowest bits of what was shifted.
            let all = shifted.bitPattern & 0xF_FFFF_FFFF_FFFF
            if all < 100 {
                let whole = UInt32(truncatingIfNeeded: (all &* 103) &>> 10)
                let tenth = UInt32(truncatingIfNeeded: all) &- whole &* 10
                place.storeBytes(of: (0x30_2E30 | whole | tenth &<< 16).littleEndian, as: UInt32.self)
                length &+= 3
                return true
            }
            // The digits with a gap for the point: whole part and tenth in one word each.
            let word = ByteBuffer.eightDigits(of: all)
            let zeros = ((word ^ 0x3030_3030_3030_3030) | 1 &<< 48).trailingZeroBitCount & ~7
            place.storeBytes(of: ((word & ~(0xFF &<< 56)) &>> UInt64(zeros)).littleEndian, as: UInt64.self)
            let whole = 7 &- zeros &>> 3
            let fraction = UInt16(truncatingIfNeeded: word &>> 56) &<< 8 | UInt16(UInt8(ascii: "."))
            place.storeBytes(of: fraction.littleEndian, toByteOffset: whole, as: UInt16.self)
            length &+= whole &+ 2
            return true
        }
        guard magnitude < 1e16 else { return false }
        let whole = UInt64(magnitude)
        if Double(whole) == magnitude {
            if value.sign == .minus { append(UInt8(ascii: "-")) }
            append(decimal: whole)
            append(UInt8(ascii: "."))
            append(UInt8(ascii: "0"))
            return true
        }
        guard magnitude < 1e9, magnitude >= 1e-4 else { return false }
        var scale = 10.0
        var power: UInt64 = 10
        for digits in 1...6 {
            let scaled = (magnitude * scale + 0x1p52) - 0x1p52
            if scaled / scale == magnitude {
                if value < 0 { append(UInt8(ascii: "-")) }
                let all = UInt64(scaled)
                append(decimal: all / power)
                append(UInt8(ascii: "."))
                append(padded: Int(all % power), digits: digits)
                return true
            }
            scale *= 10
            power *= 10
        }
        return false
    }

    /// Rewrites `12345678901234568.0` as `1.2345678901234568e+16`.
    private mutating func appendExponent(toIntegerFrom start: Int) {
        let first = base[start] == UInt8(ascii: "-") ? start + 1 : start
        // Without `.0`.
        var end = length - 2
        let exponent = end - first - 1
        while end > first + 1, base[end - 1] == UInt8(ascii: "0") { end -= 1 }
        length = end
        if end > first + 1 { insert(repeating: UInt8(ascii: "."), count: 1, at: first + 1) }
        append("e+")
        append(decimal: Int64(exponent))
    }
}
