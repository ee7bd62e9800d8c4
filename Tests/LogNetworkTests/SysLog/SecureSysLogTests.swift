#if Network
import Foundation
import LogConfig
import LogRuntime
import TestSupport
import Testing

@testable import LogNetwork

/// What a real syslog server receives over TLS.
@Suite(
    .enabled(if: SecureSysLogDaemon.program != nil, SecureSysLogDaemon.absence),
    .enabled(if: Certificates.program != nil, Certificates.absence)
)
struct SecureSysLogTests {
    let certificates: Certificates
    let tree: LoggerTree
    let failures = FailureList()

    init() throws {
        certificates = try Certificates()
        tree = PinnedTree.make()
        tree.status.setHook { [failures] in failures.append($0) }
    }

    private func configure(_ daemon: SecureSysLogDaemon, _ tls: String) throws -> ActiveConfiguration {
        let yaml = """
            version: 1
            handlers:
              remote:
                class: logging.handlers.SysLogHandler
                address: [localhost, \(daemon.port)]
                facility: local0
                rfc: 5424
                app_name: shop
                hostname: host.example.org
                tls: \(tls)
            root: {level: DEBUG, handlers: [remote]}
            """
        let options = ConfigurationOptions(registry: .network)
        return try LoggingConfiguration(yaml: yaml, options: options).apply(to: tree)
    }

    private var client: String {
        "{cafile: \(certificates.file("ca.pem")), certfile: \(certificates.file("client.pem")), "
            + "keyfile: \(certificates.file("client.key"))}"
    }

    @Test(arguments: [false, true])
    func `messages of RFC 5424 arrive field by field`(asksForClient: Bool) throws {
        let daemon = try SecureSysLogDaemon(certificates, asksForClient: asksForClient)
        let active = try configure(daemon, asksForClient ? client : "{cafile: \(certificates.file("ca.pem"))}")
        tree.logger("shop.cart").warning("zwölf Boxkämpfer 😀\nline two", extra: ["user": "a\"b\\c]", "n": 7])
        tree.logger("shop").error("two")
        active.shutdown()
        let lines = try daemon.messages(3)
        #expect(
            lines == [
                "132|2024-06-01T12:03:00.000000Z|host.example.org|shop|4242|shop.cart"
                    + "|[extra@32473 user=\"a\\\"b\\\\c\\]\" n=\"7\"]|zwölf Boxkämpfer 😀", "line two",
                "131|2024-06-01T12:03:00.000000Z|host.example.org|shop|4242|shop|-|two",
            ]
        )
        #expect(failures.messages == [])
    }

    @Test func `a server whose certificate nobody vouches for gets nothing`() throws {
        let daemon = try SecureSysLogDaemon(certificates, asksForClient: false)
        for tls in ["true", "{cafile: \(certificates.file("other.pem"))}"] {
            let active = try configure(daemon, tls)
            tree.root.error("secret")
            active.shutdown()
        }
        // The trouble is told once for each, then the message is lost as the handler closes.
        #expect(failures.messages.count { $0.contains("the server's certificate is not trusted") } == 2)
        #expect(failures.losses == 2)
        let active = try configure(daemon, "{verify: false}")
        tree.root.error("open")
        active.shutdown()
        #expect(try daemon.messages(1).map { $0.split(separator: "|").last } == ["open"])
    }

    @Test func `a name that is not the server's is refused`() throws {
        let daemon = try SecureSysLogDaemon(certificates, asksForClient: false)
        let tls = "{cafile: \(certificates.file("ca.pem")), server_hostname: logs.example.org}"
        let active = try configure(daemon, tls)
        tree.root.error("secret")
        active.shutdown()
        #expect(failures.messages.first?.contains("the server's certificate is not trusted") == true)
        #expect(failures.losses == 1)
    }

    @Test func `a server that asks for a certificate gets nothing from who has none`() throws {
        let daemon = try SecureSysLogDaemon(certificates, asksForClient: true)
        let active = try configure(daemon, client)
        tree.root.error("known")
        active.shutdown()
        #expect(try daemon.messages(1).map { $0.split(separator: "|").last } == ["known"])
    }

    @Test func `messages wait for a server that comes back`() throws {
        let daemon = try SecureSysLogDaemon(certificates, asksForClient: false)
        let active = try configure(daemon, "{cafile: \(certificates.file("ca.pem"))}")
        tree.root.error("one")
        _ = try daemon.messages(1)
        daemon.stop()
        // The clock of the tree stands still: no attempt is made before the handler is closed.
        try PythonServer.waitUntil("the end of the connection is noticed") {
            tree.root.error("two")
            return failures.messages.isEmpty == false
        }
        tree.root.error("three")
        try daemon.start()
        active.shutdown()
        let texts = try daemon.messages(3).compactMap { $0.split(separator: "|").last }
        #expect(texts.first == "one")
        #expect(texts.last == "three")
        #expect(failures.losses == 0)
    }
}

/// The failures that a status channel has told.
final class FailureList: Sendable {
    private let failures = Lock<[LogFailure]>([])

    func append(_ failure: LogFailure) {
        failures.withLock { $0.append(failure) }
    }

    var messages: [String] { failures.withLock { $0.map(\.message) } }
    var losses: Int { failures.withLock { $0.count { $0.isLoss } } }
}
#endif
