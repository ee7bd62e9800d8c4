/// A checksum of bytes in four lanes, so that the processor works on several words at once.
///
/// It tells damage from content; it does not withstand intent. The article *Journals* gives the rule.
enum Checksum {
    private static let factor: UInt64 = 0x9E37_79B9_7F4A_7C15

    /// The checksum of a run of bytes.
    ///
    /// - Parameters:
    ///   - start: the first byte.
    ///   - count: how many.
    ///   - seed: where to start, such as the checksum of what comes before.
    /// - Returns: the checksum.
    @inline(__always) static func of(_ start: UnsafeRawPointer, count: Int, seed: UInt64) -> UInt64 {
        var first = seed &+ factor
        var second = seed ^ factor
        var third = seed &- factor
        var fourth = ~seed
        var place = start
        var left = count
        while left >= 32 {
            first = (first ^ word(place, 0)) &* factor
            second = (second ^ word(place, 8)) &* factor
            third = (third ^ word(place, 16)) &* factor
            fourth = (fourth ^ word(place, 24)) &* factor
            place += 32
            left &-= 32
        }
        while left >= 8 {
            first = (first ^ word(place, 0)) &* factor
            first ^= first &>> 29
            place += 8
            left &-= 8
        }
        if left > 0 {
            var last: UInt64 = 0
            for index in 0..<left {
                last |= UInt64(place.load(fromByteOffset: index, as: UInt8.self)) &<< (UInt64(index) &* 8)
            }
            second = (second ^ last) &* factor
        }
        var sum = first ^ rotated(second, 17) ^ rotated(third, 31) ^ rotated(fourth, 47) ^ UInt64(count)
        sum = (sum ^ (sum &>> 32)) &* factor
        return sum ^ (sum &>> 29)
    }

    @inline(__always) private static func word(_ place: UnsafeRawPointer, _ offset: Int) -> UInt64 {
        UInt64(littleEndian: place.loadUnaligned(fromByteOffset: offset, as: UInt64.self))
    }

    @inline(__always) private static func rotated(_ value: UInt64, _ bits: UInt64) -> UInt64 {
        value &<< bits | value &>> (64 &- bits)
    }
}
