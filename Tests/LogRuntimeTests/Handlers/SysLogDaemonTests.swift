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

    @Test func `a server that is started again gets in order what came meanwhile`() throws {
        tree.status.setHook { _ in }
        let handler = try SysLogHandler(
            address: .internet(host: "127.0.0.1", port: daemon.tcpPort),
            facility: "local0",
            transport: .stream,
            identifier: "shop: "
        )
        handler.status = tree.status
        tree.root.handlers = [handler]
        tree.root.info("before")
        _ = try daemon.messages(1)
        daemon.stop()
        for number in 0..<20 { tree.root.info("meanwhile \(number)") }
        #expect(handler.statistics.pending > 0)
        try daemon.start()
        // It is tried again after 1, 2, 4 … seconds, by the next message.
        var count = 0
        let deadline = Date(timeIntervalSinceNow: 20)
        while handler.statistics.pending > 0 || count == 0, Date() < deadline {
            tree.root.info("after \(count)")
            count += 1
            usleep(50_000)
        }
        #expect(handler.failureCount == 0)
        #expect(handler.statistics.records == 21 + count)
        let wanted = ["before"] + (0..<20).map { "meanwhile \($0)" } + (0..<count).map { "after \($0)" }
        let received = withoutNUL(try daemon.messages(wanted.count))
        #expect(received == wanted.map { "134 shop: \($0)" })
    }

    @Test func `over a socket of this machine`() throws {
        log(to: try SysLogHandler(address: .unix(path: daemon.socketPath), facility: "local0", identifier: "shop: "))
        #expect(withoutNUL(try daemon.messages(2)) == expected)
    }
}
