#if Network
/// How a connection is secured.
///
/// The server's certificate is verified against the system's authorities, and its name against the host's, unless said
/// otherwise here.
///
/// ## Configuration keys
/// - `cafile` (path, default the system's authorities): the authorities to trust, PEM.
/// - `certfile` (path, default none): the certificate that we show the server, PEM, with its chain.
/// - `keyfile` (path, default `certfile`): the key of that certificate, PEM.
/// - `server_hostname` (text, default the host): the name that the server's certificate must have.
/// - `verify` (boolean, default true): whether the server's certificate is verified at all.
public struct TLSOptions: Sendable, Hashable {
    /// The authorities to trust, a PEM file; `nil` for the system's (`cafile`).
    public var authorityFile: String?
    /// The certificate that we show the server, a PEM file (`certfile`).
    public var certificateFile: String?
    /// The key of that certificate, a PEM file; `nil` when the certificate's file holds it (`keyfile`).
    public var keyFile: String?
    /// The name that the server's certificate must have; `nil` for the host connected to (`server_hostname`).
    public var serverName: String?
    /// Whether the server's certificate is verified (`verify`).
    public var verifies = true

    /// Verified against the system's authorities.
    public init() {}
}
#endif
