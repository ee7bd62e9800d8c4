/// Why monitoring cannot be set up.
public struct MonitorError: Error, Sendable, Hashable, CustomStringConvertible {
    /// What is wrong, one problem a line.
    public let description: String

    /// Creates an error.
    ///
    /// - Parameter description: what is wrong.
    public init(_ description: String) {
        self.description = description
    }
}
