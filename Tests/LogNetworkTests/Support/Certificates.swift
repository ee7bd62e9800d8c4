#if Network
import Foundation
import TestSupport
import Testing

/// Certificates of a test's own: an authority, a server `localhost`, a client, and an authority that nobody trusts.
struct Certificates {
    static let absence: Comment = "needs the program openssl"
    /// The program; `nil` if it is not installed.
    static let program: String? = ["/usr/bin/openssl", "/usr/local/bin/openssl", "/opt/homebrew/bin/openssl"]
        .first { FileManager.default.isExecutableFile(atPath: $0) }

    let directory: TemporaryDirectory

    /// Makes them.
    init() throws {
        directory = try TemporaryDirectory()
        for authority in ["ca", "other"] {
            try run([
                "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-days", "2",
                "-keyout",
                file("\(authority).key"), "-out", file("\(authority).pem"), "-subj", "/CN=\(authority) of the tests",
            ])
        }
        try make("server", names: "DNS:localhost")
        try make("client", names: "DNS:client.example.org")
    }

    func file(_ name: String) -> String { directory.file(name) }

    private func make(_ name: String, names: String) throws {
        try directory.write("subjectAltName=\(names)\n", to: "\(name).ext")
        try run([
            "req", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-keyout", file("\(name).key"),
            "-out",
            file("\(name).csr"), "-subj", "/CN=\(name)",
        ])
        try run([
            "x509", "-req", "-days", "2", "-in", file("\(name).csr"), "-CA", file("ca.pem"), "-CAkey", file("ca.key"),
            "-CAcreateserial", "-extfile", file("\(name).ext"), "-out", file("\(name).pem"),
        ])
    }

    private func run(_ arguments: [String]) throws {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: try #require(Certificates.program))
        process.arguments = arguments
        process.standardOutput = FileHandle.nullDevice
        process.standardError = FileHandle.nullDevice
        try process.run()
        process.waitUntilExit()
        try #require(process.terminationStatus == 0, "openssl \(arguments.joined(separator: " "))")
    }
}
#endif
