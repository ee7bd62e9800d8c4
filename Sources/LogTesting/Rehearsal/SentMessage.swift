/// Something that a handler would have sent.
public struct SentMessage: Sendable, Hashable {
    /// The handler's name in the configuration.
    public var handler: String
    /// Where it would have gone: `udp localhost:514`, `tcp logs.example.org:601`, a socket's path; the handler's class where
    /// that finds its way itself.
    public var destination: String
    /// What would have been sent, ill-formed UTF-8 repaired.
    public var text: String

    /// Creates a message, to compare with.
    ///
    /// - Parameters:
    ///   - handler: the handler's name.
    ///   - destination: where it would have gone.
    ///   - text: what would have been sent.
    public init(handler: String, destination: String, text: String) {
        self.handler = handler
        self.destination = destination
        self.text = text
    }
}
