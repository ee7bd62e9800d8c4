/// Why a time zone cannot be used.
public struct TimeZoneError: Error, Sendable, Hashable, CustomStringConvertible {
    /// What is wrong, with the offending value in single quotes.
    public let description: String

    /// Creates an error.
    init(_ description: String) {
        self.description = description
    }
}
