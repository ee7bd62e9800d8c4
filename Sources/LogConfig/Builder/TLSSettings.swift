internal import LogRuntime

/// How a handler of a ``ConfigurationDocument`` encrypts its connection.
public struct TLSSettings: Sendable, Hashable {
    /// The authorities to trust, a PEM file (`cafile`); `nil` for the system's.
    public var authorityFile: String?
    /// The certificate that we show the server, a PEM file (`certfile`).
    public var certificateFile: String?
    /// The key of that certificate, a PEM file (`keyfile`); `nil` when the certificate's file holds it.
    public var keyFile: String?
    /// The name that the server's certificate must have (`server_hostname`); `nil` for the host's.
    public var serverName: String?
    /// Whether the server's certificate is verified at all (`verify`).
    public var verifies: Bool

    /// Creates settings.
    ///
    /// - Parameters:
    ///   - authorityFile: the authorities to trust.
    ///   - certificateFile: the certificate that we show the server.
    ///   - keyFile: the key of that certificate.
    ///   - serverName: the name that the server's certificate must have.
    ///   - verifies: whether the server's certificate is verified at all.
    public init(
        authorityFile: String? = nil,
        certificateFile: String? = nil,
        keyFile: String? = nil,
        serverName: String? = nil,
        verifies: Bool = true
    ) {
        self.authorityFile = authorityFile
        self.certificateFile = certificateFile
        self.keyFile = keyFile
        self.serverName = serverName
        self.verifies = verifies
    }

    /// The value of the key `tls`.
    var documentValue: LogValue {
        var keys = LogObject()
        keys.add("cafile", authorityFile)
        keys.add("certfile", certificateFile)
        keys.add("keyfile", keyFile)
        keys.add("server_hostname", serverName)
        keys.add("verify", verifies, unless: true)
        return keys.isEmpty ? true : .object(keys)
    }
}
