/// Keys whose values are never shown.
package enum SecretKeys {
    /// Whether a key holds a secret, by its name.
    package static func contains(_ key: some StringProtocol) -> Bool {
        let bytes = Array(key.lowercased().utf8)
        return words.contains { isPart($0, of: bytes) }
    }

    /// Whether bytes have a word in them.
    private static func isPart(_ word: [UInt8], of bytes: [UInt8]) -> Bool {
        guard bytes.count >= word.count else { return false }
        for start in 0...(bytes.count - word.count) where bytes[start] == word[0] {
            if bytes[start..<(start + word.count)].elementsEqual(word) { return true }
        }
        return false
    }

    /// Whether any part of a path is such a key.
    static func contains(path: String) -> Bool {
        path.split(separator: ".").contains { contains($0) }
    }

    private static let words = [
        "password", "passwd", "credential", "secret", "token", "api_key", "apikey", "private_key",
    ].map { Array($0.utf8) }
}
