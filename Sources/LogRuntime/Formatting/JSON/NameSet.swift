/// A few names, and a quick way to see that another is not among them.
struct NameSet: Sendable {
    private let names: [String]
    /// Which bits of 128 the names have.
    private var low: UInt64 = 0
    private var high: UInt64 = 0

    /// Creates a set.
    init(_ names: [String]) {
        self.names = names
        for name in names {
            let bit = NameSet.bit(name)
            if bit < 64 { low |= 1 << bit } else { high |= 1 << (bit - 64) }
        }
    }

    /// Whether a name is in the set.
    func contains(_ name: String) -> Bool {
        let bit = NameSet.bit(name)
        let word = bit < 64 ? low : high
        guard word >> (bit & 63) & 1 == 1 else { return false }
        return names.contains(name)
    }

    /// A number from length, first and last byte.
    @inline(__always) private static func bit(_ name: String) -> UInt64 {
        let bytes = name.utf8
        let found = bytes.withContiguousStorageIfAvailable { bytes in
            bytes.count > 0 ? bit(bytes.count, bytes[0], bytes[bytes.count &- 1]) : 0
        }
        if let found { return found }
        guard let first = bytes.first, let last = bytes.last else { return 0 }
        return bit(bytes.count, first, last)
    }

    @inline(__always) private static func bit(_ count: Int, _ first: UInt8, _ last: UInt8) -> UInt64 {
        (UInt64(truncatingIfNeeded: count) &* 31 &+ UInt64(first) &* 7 &+ UInt64(last)) & 127
    }
}
