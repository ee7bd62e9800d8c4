#if Network
import Foundation
import LogRuntime
import TestSupport
import Testing

/// A syslog server of the test's own that speaks TLS: rsyslog with a private configuration.
final class SecureSysLogDaemon {
    static let absence: Comment = "needs rsyslogd with its driver for OpenSSL (Debian: rsyslog, rsyslog-openssl)"
    static let program: String? = {
        let path = "/usr/sbin/rsyslogd"
        let modules = ["x86_64-linux-gnu/", "aarch64-linux-gnu/", ""].map { "/usr/lib/\($0)rsyslog/lmnsd_ossl.so" }
        let files = FileManager.default
        return files.isExecutableFile(atPath: path) && modules.contains { files.fileExists(atPath: $0) } ? path : nil
    }()

    private let directory: TemporaryDirectory
    private var process = Process()
    /// The port.
    let port: Int

    /// Starts a server.
    ///
    /// - Parameters:
    ///   - certificates: the server's.
    ///   - asksForClient: whether clients must show a certificate of the authority.
    /// - Throws: what kept it from starting.
    init(_ certificates: Certificates, asksForClient: Bool) throws {
        directory = try TemporaryDirectory()
        port = try LocalSocket.freePort()
        let configuration = """
            global(workDirectory="\(directory.path)" parser.escapeControlCharactersOnReceive="off" maxMessageSize="64k"
                   defaultNetstreamDriver="ossl" defaultNetstreamDriverCAFile="\(certificates.file("ca.pem"))"
                   defaultNetstreamDriverCertFile="\(certificates.file("server.pem"))"
                   defaultNetstreamDriverKeyFile="\(certificates.file("server.key"))")
            module(load="imtcp" StreamDriver.Name="ossl" StreamDriver.Mode="1"
                   StreamDriver.AuthMode="\(asksForClient ? "x509/certvalid" : "anon")")
            template(name="fields" type="string"
                string="%pri%|%timestamp:::date-rfc3339%|%hostname%|%app-name%|%procid%|%msgid%|%structured-data%|%msg%\\n")
            ruleset(name="all") { action(type="omfile" file="\(directory.file("received"))" template="fields") }
            input(type="imtcp" address="127.0.0.1" port="\(port)" ruleset="all")
            """
        try directory.write(configuration, to: "rsyslog.conf")
        try start()
    }

    deinit {
        stop()
    }

    /// Starts the server.
    func start() throws {
        process = Process()
        process.executableURL = URL(fileURLWithPath: try #require(SecureSysLogDaemon.program))
        process.arguments = ["-n", "-i", directory.file("pid"), "-f", directory.file("rsyslog.conf")]
        process.standardOutput = FileHandle.nullDevice
        process.standardError = FileHandle.nullDevice
        try process.run()
        try PythonServer.waitUntil("rsyslogd listens") { SecureSysLogDaemon.isListening(port) }
    }

    /// Ends the server.
    func stop() {
        guard process.isRunning else { return }
        kill(process.processIdentifier, SIGKILL)
        process.waitUntilExit()
    }

    /// The messages received, once there are so many.
    func messages(_ count: Int) throws -> [String] {
        var lines: [String] = []
        try PythonServer.waitUntil("there are \(count) messages") {
            lines = (directory.text("received") ?? "").split(separator: "\n").map(String.init)
            return lines.count >= count
        }
        return lines
    }

    private static func isListening(_ port: Int) -> Bool {
        let server = NetworkDestination(
            address: .internet(host: "127.0.0.1", port: port),
            transport: .stream,
            timeout: 5
        )
        return (try? LogEnvironment.system.network.connect(to: server, for: "test")) != nil
    }
}
#endif
