/// Stands in for values so that equal ones stay equal: HMAC with SHA-256, the first 128 bits of it.
///
/// Without the key nobody can find out a value by hashing likely ones, as with a plain hash. Source: RFC 2104.
package struct KeyedHash: Sendable {
    /// What its texts begin with.
    static let prefix = "hmac:"
    /// How many UTF-8 bytes its texts have.
    static let length = 5 + 32

    private let innerKey: [UInt8]
    private let outerKey: [UInt8]

    /// Prepares a key.
    package init(key: String) {
        var bytes = Array(key.utf8)
        if bytes.count > 64 { bytes = SHA256.hash(bytes) }
        bytes += [UInt8](repeating: 0, count: 64 - bytes.count)
        innerKey = bytes.map { $0 ^ 0x36 }
        outerKey = bytes.map { $0 ^ 0x5C }
    }

    /// The text that stands for a value: `hmac:` and 32 hexadecimal digits.
    package func text(of value: String) -> String {
        let hash = SHA256.hash(outerKey + SHA256.hash(innerKey + Array(value.utf8)))
        let digits = Array("0123456789abcdef".utf8)
        let text = hash.prefix(16).flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }
        return KeyedHash.prefix + String(decoding: text, as: UTF8.self)
    }

    /// Where the first such text is, whatever its key.
    static func first(in text: Substring) -> Range<Substring.Index>? {
        var start = text.startIndex
        while let found = text[start...].firstRange(of: prefix) {
            let digits = text.utf8[found.upperBound...].prefix(32)
            let areDigits = digits.allSatisfy { (0x30...0x39).contains($0) || (0x61...0x66).contains($0) }
            if digits.count == 32, areDigits { return found.lowerBound..<digits.endIndex }
            start = found.upperBound
        }
        return nil
    }

    /// Whether a text is one of these as a whole.
    static func isHash(_ text: String) -> Bool {
        text.utf8.count == length && first(in: text[...]) != nil
    }
}
