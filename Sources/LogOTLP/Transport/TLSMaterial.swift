#if OTLP
internal import LogRuntime
internal import NIOSSL

/// Certificates and keys read from their files when a transport is made, so that a wrong file is told at once.
struct TLSMaterial {
    /// Who may have signed the collector's certificate; `nil` for those that the system trusts.
    let authorities: [NIOSSLCertificate]?
    /// Our certificate and its chain.
    let chain: [NIOSSLCertificate]
    /// The key of our certificate.
    let key: NIOSSLPrivateKey?

    /// Reads the files.
    ///
    /// - Throws: `SinkError` for a file that cannot be read or is not what it should be.
    init(_ certificates: OTLPSettings.Certificates) throws(SinkError) {
        authorities = try certificates.authorityFile.map { path throws(SinkError) in
            try TLSMaterial.read(path) { try NIOSSLCertificate.fromPEMFile($0) }
        }
        if let path = certificates.certificateFile {
            chain = try TLSMaterial.read(path) { try NIOSSLCertificate.fromPEMFile($0) }
        } else {
            chain = []
        }
        key = try certificates.keyFile.map { path throws(SinkError) in
            try TLSMaterial.read(path) { try NIOSSLPrivateKey(file: $0, format: .pem) }
        }
    }

    private static func read<Value>(_ path: String, _ body: (String) throws -> Value) throws(SinkError) -> Value {
        do {
            return try body(path)
        } catch let error as NIOSSLError {
            throw SinkError("read", path, problem: "it holds no certificate or key as PEM (\(error))")
        } catch {
            throw SinkError("read", path, problem: "\(error)")
        }
    }

    /// The configuration of a client that verifies whom it speaks to.
    var clientConfiguration: TLSConfiguration {
        var configuration = TLSConfiguration.makeClientConfiguration()
        configuration.minimumTLSVersion = .tlsv12
        if let authorities { configuration.trustRoots = .certificates(authorities) }
        configuration.certificateChain = chain.map { .certificate($0) }
        configuration.privateKey = key.map { .privateKey($0) }
        return configuration
    }
}
#endif
