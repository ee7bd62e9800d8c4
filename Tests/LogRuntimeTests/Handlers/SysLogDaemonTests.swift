import Foundation
import LogRuntime
import TestSupport
import Testing

/// What a real syslog server receives.
@Suite(.enabled(if: SysLogDaemon.program != nil, SysLogDaemon.absence))
struct SysLogDaemonTests {
    let daemon: SysLogDaemon
    let tree = LoggerTree()

    init() throws {
        daemon = try SysLogDaemon()
        tree.root.level = .debug
    }

    private func log(to handler: SysLogHandler) {
        handler.status = tree.status
        tree.root.handlers = [handler]
        tree.root.info("order 1 paid")
        tree.root.error("zwölf Boxkämpfer 😀")
        #expect(handler.failureCount == 0)
    }

    private let expected = ["134 shop: order 1 paid", "131 shop: zwölf Boxkämpfer 😀"]

    /// Without the NUL byte that ends a message, which the server keeps in datagrams.
    private func withoutNUL(_ lines: [String]) -> [String] {
        lines.map { $0.hasSuffix("\0") ? String($0.dropLast()) : $0 }
    }

    @Test func `over UDP`() throws {
        log(
            to: try SysLogHandler(
                address: .internet(host: "127.0.0.1", port: daemon.udpPort),
                facility: "local0",
                identifier: "shop: "
            )
        )
        #expect(withoutNUL(try daemon.messages(2)) == expected)
    }

    @Test func `over TCP`() throws {
        let handler = try SysLogHandler(
            address: .internet(host: "localhost", port: daemon.tcpPort),
            facility: "local0",
            transport: .stream,
            identifier: "shop: "
        )
        log(to: handler)
        handler.close()
        #expect(withoutNUL(try daemon.messages(2)) == expected)
    }

    @Test func `over a socket of this machine`() throws {
        log(to: try SysLogHandler(address: .unix(path: daemon.socketPath), facility: "local0", identifier: "shop: "))
        #expect(withoutNUL(try daemon.messages(2)) == expected)
    }
}
