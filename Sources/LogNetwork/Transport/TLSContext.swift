#if Network
internal import LogRuntime
internal import NIOCore
internal import NIOSSL

/// The certificates of ``TLSOptions``, read once.
struct TLSContext: Sendable {
    private let context: NIOSSLContext
    private let serverName: String?

    /// Reads the certificates.
    ///
    /// - Throws: ``SinkError`` when a file cannot be read or holds something else.
    init(_ options: TLSOptions) throws(SinkError) {
        var configuration = TLSConfiguration.makeClientConfiguration()
        configuration.minimumTLSVersion = .tlsv12
        if !options.verifies { configuration.certificateVerification = .none }
        if let file = options.authorityFile {
            let authorities = try TLSContext.reading(file) { try NIOSSLCertificate.fromPEMFile(file) }
            guard !authorities.isEmpty else {
                throw SinkError("read", file, problem: "there is no certificate in it", pythonType: "ssl.SSLError")
            }
            configuration.trustRoots = .certificates(authorities)
        }
        if let file = options.certificateFile {
            let chain = try TLSContext.reading(file) { try NIOSSLCertificate.fromPEMFile(file) }
            let keyFile = options.keyFile ?? file
            let key = try TLSContext.reading(keyFile) { try NIOSSLPrivateKey(file: keyFile, format: .pem) }
            configuration.certificateChain = chain.map { .certificate($0) }
            configuration.privateKey = .privateKey(key)
        }
        context = try TLSContext.reading(options.certificateFile ?? options.authorityFile ?? "certificates") {
            try NIOSSLContext(configuration: configuration)
        }
        serverName = options.serverName
    }

    private static func reading<Result>(_ file: String, _ body: () throws -> Result) throws(SinkError) -> Result {
        do {
            return try body()
        } catch let error as IOError {
            throw SinkError("open", file, errorNumber: error.errnoCode)
        } catch {
            throw SinkError("read", file, problem: "\(error)", pythonType: "ssl.SSLError")
        }
    }

    /// A handler that secures a connection to a host.
    func handler(for host: String) throws -> NIOSSLClientHandler {
        let name = serverName ?? host
        // A number is no server name; it is compared with the numbers in the certificate.
        let isNumber = (try? SocketAddress(ipAddress: name, port: 0)) != nil
        return try NIOSSLClientHandler(context: context, serverHostname: isNumber ? nil : name)
    }
}
#endif
