import LogRuntime
import TestSupport
import Testing

@Suite struct SocketHandlerTests {
    let network = RecordingNetwork()
    let clock = ManualClock(WallTime(seconds: 1000))
    let environment: LogEnvironment
    let failures = FailureCollection()

    init() {
        environment = LogEnvironment(
            clock: clock,
            timeZone: .utc,
            process: ProcessIdentity(),
            files: FileNaming(),
            network: network
        )
    }

    private func tree(_ handler: Handler, environment: LogEnvironment? = nil) -> LoggerTree {
        let tree = LoggerTree(environment: environment ?? self.environment)
        tree.root.level = .notSet
        failures.watch(tree)
        handler.status = tree.status
        tree.root.handlers = [handler]
        return tree
    }

    @Test(.enabled(if: CPython313.path != nil, CPython313.absence), arguments: [RecordReceiver.Kind.tcp, .udp])
    func `a receiver of Python's reads the records`(kind: RecordReceiver.Kind) throws {
        let receiver = try RecordReceiver(kind, records: 3)
        let handler: Handler =
            kind == .tcp
            ? SocketHandler(host: "127.0.0.1", port: receiver.port)
            : DatagramHandler(host: "127.0.0.1", port: receiver.port)
        let logger = tree(handler, environment: .system).logger("shop")
        let amount = 12
        logger.info("paid \(amount) €", extra: ["user": "Zoë", "tags": [1, nil, 2.5]], line: 7)
        logger.error("", line: 8)
        logger.warning("done", line: 70_000)
        handler.close()
        #expect(
            try receiver.lines() == [
                "shop|INFO|paid 12 €|7|{'user': 'Zoë', 'tags': [1, None, 2.5]}", "shop|ERROR||8|{}",
                "shop|WARNING|done|70000|{}",
            ]
        )
        #expect(failures.all == [])
    }

    @Test func `without a port the host is a socket's path`() {
        let root = tree(SocketHandler(host: "/run/log.sock", port: nil)).root
        tree(SocketHandler(host: "/run/log.sock", port: nil, environment: environment)).root.info("a")
        tree(DatagramHandler(host: "/run/log.sock", port: nil, environment: environment)).root.info("b")
        #expect(root.handlers.count == 1)
        #expect(
            network.messages.map(\.destination) == [
                NetworkDestination(address: .unix(path: "/run/log.sock"), transport: .stream, timeout: 1),
                NetworkDestination(address: .unix(path: "/run/log.sock"), transport: .datagram, timeout: 1),
            ]
        )
    }

    @Test func `a broken connection is made anew and its record sent again`() {
        let root = tree(SocketHandler(host: "h", port: 1, environment: environment)).root
        root.info("a")
        network.breakSends(1)
        root.info("b")
        root.info("c")
        #expect(network.messages.count == 3)
        #expect(network.connectionCount == 2)
        #expect(failures.all == [])
    }

    @Test func `attempts to connect come after 1, 2, 4 seconds and up to 30`() {
        let root = tree(SocketHandler(host: "h", port: 1, environment: environment)).root
        network.refuseConnections(7)
        var attempts: [Int64] = []
        for second in 0..<130 {
            clock.set(WallTime(seconds: 1000 + Int64(second)))
            let before = failures.all.count { $0.contains("refused") }
            root.info("a")
            if failures.all.count(where: { $0.contains("refused") }) > before || network.connectionCount == 1 {
                attempts.append(Int64(second))
            }
            if network.connectionCount == 1 { break }
        }
        #expect(attempts == [0, 1, 3, 7, 15, 31, 61, 91])
        #expect(failures.all.count == 91)
    }

    @Test func `as CPython, a stream loses records without a word and does not send again`() {
        let root = tree(SocketHandler(host: "h", port: 1, environment: environment, compatibility: .python313)).root
        network.refuseConnections(1)
        root.info("lost")
        root.info("lost, too")
        clock.set(WallTime(seconds: 1001))
        root.info("a")
        network.breakSends(1)
        root.info("lost")
        root.info("b")
        #expect(network.messages.count == 2)
        #expect(failures.all == [])
    }

    @Test(arguments: [false, true])
    func `as CPython, a packet that is lost is told unless errors close the socket`(closes: Bool) {
        let handler = DatagramHandler(
            host: "h",
            port: 1,
            closesOnError: closes,
            environment: environment,
            compatibility: .python313
        )
        let root = tree(handler).root
        network.refuseConnections(2)
        root.info("a")
        root.info("b")
        root.info("c")
        #expect(network.messages.count == 1)
        #expect(
            failures.all
                == (closes ? [] : Array(repeating: "DatagramHandler: cannot connect 'udp://h:1': refused", count: 2))
        )
    }
}
