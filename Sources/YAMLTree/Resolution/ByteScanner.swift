/// A walk through the bytes of a scalar that eats what it recognises.
struct ByteScanner {
    /// What is left.
    private(set) var rest: Substring.UTF8View

    /// Begins at the start of a text.
    init(_ bytes: Substring.UTF8View) {
        rest = bytes
    }

    /// Whether nothing is left.
    var isAtEnd: Bool { rest.isEmpty }

    /// The next byte.
    var peek: UInt8? { rest.first }

    /// Eats a byte if it is this one.
    mutating func skip(_ byte: UInt8) -> Bool {
        skip { $0 == byte }
    }

    /// Eats a byte if it fits.
    @discardableResult
    mutating func skip(_ fits: (UInt8) -> Bool) -> Bool {
        guard let byte = rest.first, fits(byte) else { return false }
        rest.removeFirst()
        return true
    }

    /// Eats all bytes that fit and says how many there were.
    @discardableResult
    mutating func skipAll(_ fits: (UInt8) -> Bool) -> Int {
        var count = 0
        while skip(fits) { count += 1 }
        return count
    }

    /// Eats a number of as many digits as there are, and gives it if their count is allowed.
    mutating func number(digits allowed: ClosedRange<Int>) -> Int? {
        var value = 0
        var count = 0
        while count < allowed.upperBound, let byte = rest.first, Self.isDigit(byte) {
            value = value * 10 + Int(byte - 0x30)
            count += 1
            rest.removeFirst()
        }
        return allowed.contains(count) ? value : nil
    }

    /// Eats and gives all digits that follow.
    mutating func digits() -> String {
        let start = rest
        skipAll(Self.isDigit)
        return String(Substring(start[..<rest.startIndex]))
    }

    /// Eats `:59`, one or more times.
    mutating func skipSexagesimalParts() -> Bool {
        var count = 0
        while skip(UInt8(ascii: ":")) {
            guard let first = rest.first, skip(Self.isDigit) else { return false }
            if first <= UInt8(ascii: "5") { skip(Self.isDigit) }
            count += 1
        }
        return count > 0
    }

    /// Eats `e+10` if something is left; its sign is not optional.
    mutating func skipExponent() -> Bool {
        guard skip({ $0 == UInt8(ascii: "e") || $0 == UInt8(ascii: "E") }) else { return true }
        guard skip({ $0 == UInt8(ascii: "+") || $0 == UInt8(ascii: "-") }) else { return false }
        return skipAll(Self.isDigit) > 0
    }

    /// `0` to `9`.
    static func isDigit(_ byte: UInt8) -> Bool { (0x30...0x39).contains(byte) }

    /// `0` to `9` and `_`.
    static func isDigitOrUnderscore(_ byte: UInt8) -> Bool { isDigit(byte) || byte == UInt8(ascii: "_") }
}
