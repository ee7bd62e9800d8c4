#if Network
/// Base64, RFC 4648 §4.
enum Base64 {
    private static let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)

    /// Bytes as text with padding.
    static func text(_ bytes: some Collection<UInt8>) -> String {
        var text: [UInt8] = []
        text.reserveCapacity((bytes.count + 2) / 3 * 4)
        var rest = bytes[...]
        while !rest.isEmpty {
            let group = Array(rest.prefix(3))
            rest = rest.dropFirst(3)
            let word = group.enumerated().reduce(UInt32(0)) { $0 | UInt32($1.element) << UInt32(16 - 8 * $1.offset) }
            for place in 0..<4 {
                let isPadding = place > group.count
                text.append(isPadding ? UInt8(ascii: "=") : alphabet[Int(word >> UInt32(18 - 6 * place)) & 63])
            }
        }
        return String(decoding: text, as: UTF8.self)
    }

    /// The bytes of a text; what is not of the alphabet is passed over.
    ///
    /// CPython: `base64.decodebytes`.
    static func bytes(_ text: some Sequence<UInt8>) -> [UInt8] {
        var bytes: [UInt8] = []
        var word: UInt32 = 0
        var count = 0
        for character in text {
            if character == UInt8(ascii: "=") { break }
            guard let value = alphabet.firstIndex(of: character) else { continue }
            word = word << 6 | UInt32(value)
            count += 1
            if count % 4 != 1 { bytes.append(UInt8(truncatingIfNeeded: word >> UInt32([0, 0, 4, 2][count % 4]))) }
        }
        return bytes
    }
}
#endif
