import Foundation
import LogRuntime
import TestSupport
import Testing

/// A syslog server of the test's own: rsyslog with a private configuration, on loopback ports and sockets of its own.
final class SysLogDaemon {
    /// Says why tests with a server are skipped.
    static let absence: Comment = "needs rsyslogd in /usr/sbin (Debian: rsyslog)"
    /// The server's program; `nil` if it is not installed.
    static let program: String? = {
        let path = "/usr/sbin/rsyslogd"
        return FileManager.default.isExecutableFile(atPath: path) ? path : nil
    }()

    private let directory: TemporaryDirectory
    private var process = Process()
    /// The UDP port.
    let udpPort: Int
    /// The TCP port.
    let tcpPort: Int
    /// The datagram socket.
    var socketPath: String { directory.file("log.sock") }

    /// Starts a server.
    init() throws {
        directory = try TemporaryDirectory()
        udpPort = try LocalSocket.freePort(.datagram)
        tcpPort = try LocalSocket.freePort()
        let configuration = """
            global(workDirectory="\(directory.path)" parser.escapeControlCharactersOnReceive="off")
            module(load="imudp")
            module(load="imtcp" AddtlFrameDelimiter="0" KeepAlive="off")
            module(load="imuxsock" SysSock.Use="off")
            template(name="plain" type="string" string="%pri% %rawmsg-after-pri%\\n")
            ruleset(name="all") { action(type="omfile" file="\(directory.file("received"))" template="plain") }
            input(type="imudp" address="127.0.0.1" port="\(udpPort)" ruleset="all")
            input(type="imtcp" address="127.0.0.1" port="\(tcpPort)" ruleset="all")
            input(type="imuxsock" Socket="\(directory.file("log.sock"))" CreatePath="off" UseSpecialParser="off"
                  ParseHostname="off" RuleSet="all")
            """
        try directory.write(configuration, to: "rsyslog.conf")
        try start()
    }

    /// Ends the server, as a crash does.
    func stop() {
        kill(process.processIdentifier, SIGKILL)
        process.waitUntilExit()
    }

    /// Starts the server, the first time or again on the same ports.
    func start() throws {
        for name in ["log.sock", "pid"] { try? FileManager.default.removeItem(atPath: directory.file(name)) }
        process = Process()
        process.executableURL = URL(fileURLWithPath: try #require(SysLogDaemon.program))
        process.arguments = ["-n", "-i", directory.file("pid"), "-f", directory.file("rsyslog.conf")]
        process.standardOutput = FileHandle.nullDevice
        process.standardError = FileHandle.nullDevice
        try process.run()
        let server = NetworkDestination(
            address: .internet(host: "127.0.0.1", port: tcpPort),
            transport: .stream,
            timeout: 5
        )
        try waitUntil("it listens") {
            guard FileManager.default.fileExists(atPath: directory.file("log.sock")) else { return false }
            return (try? LogEnvironment.system.network.connect(to: server, for: "test")) != nil
        }
    }

    deinit {
        // It has nothing to tidy up: its files go with the directory.
        stop()
    }

    /// The messages received, once there are so many: `<facility·8+severity> text`.
    func messages(_ count: Int) throws -> [String] {
        var lines: [String] = []
        try waitUntil("it has \(count) messages") {
            lines = (directory.text("received") ?? "").split(separator: "\n").map(String.init)
            return lines.count >= count
        }
        return lines
    }

    private func waitUntil(_ what: String, _ condition: () -> Bool) throws {
        let end = Date().addingTimeInterval(20)
        while !condition() {
            try #require(process.isRunning, "rsyslogd has ended")
            try #require(Date() < end, "waited in vain until \(what)")
            usleep(5000)
        }
    }
}
