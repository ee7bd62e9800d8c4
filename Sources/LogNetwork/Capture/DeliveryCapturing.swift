#if Network
package import LogRuntime

/// A network of a rehearsal, which takes mails and requests in the place of their servers.
package protocol DeliveryCapturing: NetworkConnecting {
    /// Takes a mail.
    ///
    /// - Parameters:
    ///   - mail: what would have been sent.
    ///   - handler: the handler that sends it.
    func capture(_ mail: CapturedMail, for handler: String)

    /// Takes a request.
    ///
    /// - Parameters:
    ///   - request: what would have been sent.
    ///   - handler: the handler that sends it.
    func capture(_ request: CapturedRequest, for handler: String)
}

/// A mail that did not leave the machine.
package struct CapturedMail: Sendable {
    /// The server.
    package var host: String
    /// Its port.
    package var port: Int
    /// What is said before the mail: `ehlo`, `starttls`, `login`.
    package var dialogue: [String]
    /// The headers in order, not folded.
    package var headers: [(name: String, value: String)]
    /// The text.
    package var body: String
}

/// A request that did not leave the machine.
package struct CapturedRequest: Sendable {
    /// The server, with its port where one is written.
    package var host: String
    /// Whether the connection would have been secured.
    package var isSecure: Bool
    /// `GET` or `POST`.
    package var method: String
    /// The address on the server.
    package var url: String
    /// The headers beyond those of every request.
    package var headers: [(name: String, value: String)]
    /// What a `POST` carries.
    package var body: String
}
#endif
