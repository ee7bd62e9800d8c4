import Foundation

/// An authority of a test's own, a collector's certificate and a client's, made by `openssl`.
public struct TestCertificates {
    /// Whether there is an `openssl`.
    public static let isPossible = FileManager.default.isExecutableFile(atPath: openssl)
    private static let openssl = "/usr/bin/openssl"

    private let directory: TemporaryDirectory
    /// The authority's certificate.
    public var authority: String { directory.file("ca.pem") }
    /// The server's certificate.
    public var server: String { directory.file("server.pem") }
    /// The key of the server's certificate.
    public var serverKey: String { directory.file("server.key") }
    /// A client's certificate.
    public var client: String { directory.file("client.pem") }
    /// The key of the client's certificate.
    public var clientKey: String { directory.file("client.key") }

    /// Makes the certificates.
    public init() throws {
        directory = try TemporaryDirectory()
        try directory.write("subjectAltName=DNS:localhost,IP:127.0.0.1", to: "names")
        let key = ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes"]
        try run(
            ["req", "-x509"] + key + [
                "-keyout", "ca.key", "-out", "ca.pem", "-days", "2", "-subj", "/CN=test authority",
            ]
        )
        for name in ["server", "client"] {
            try run(["req"] + key + ["-keyout", "\(name).key", "-out", "\(name).csr", "-subj", "/CN=\(name)"])
            try run([
                "x509", "-req", "-in", "\(name).csr", "-CA", "ca.pem", "-CAkey", "ca.key", "-CAcreateserial",
                "-out", "\(name).pem", "-days", "2", "-extfile", "names",
            ])
        }
    }

    private func run(_ arguments: [String]) throws {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: TestCertificates.openssl)
        process.arguments = arguments
        process.currentDirectoryURL = URL(fileURLWithPath: directory.path)
        process.standardError = FileHandle.nullDevice
        process.standardOutput = FileHandle.nullDevice
        try process.run()
        process.waitUntilExit()
        guard process.terminationStatus == 0 else {
            throw ReceiverProcess.Failure(description: "openssl \(arguments.joined(separator: " "))")
        }
    }
}
