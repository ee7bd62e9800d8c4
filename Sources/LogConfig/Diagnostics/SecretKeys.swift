/// Keys whose values are never shown.
package enum SecretKeys {
    /// Whether a key holds a secret, by its name.
    package static func contains(_ key: some StringProtocol) -> Bool {
        let name = key.lowercased()
        return words.contains { name.contains($0) }
    }

    /// Whether any part of a path is such a key.
    static func contains(path: String) -> Bool {
        path.split(separator: ".").contains { contains($0) }
    }

    private static let words = [
        "password", "passwd", "credential", "secret", "token", "api_key", "apikey", "private_key",
    ]
}
