import Foundation
import LogRuntime
import TestSupport
import Testing

@Suite struct SysLogHandlerTests {
    let network = RecordingNetwork()
    let clock = ManualClock(WallTime(seconds: 1000))
    let tree: LoggerTree

    init() {
        let environment = LogEnvironment(
            clock: clock,
            timeZone: .utc,
            process: ProcessIdentity(),
            files: FileNaming(),
            network: network
        )
        tree = LoggerTree(environment: environment)
        tree.root.level = .notSet
        tree.status.setHook { _ in }
    }

    private func attach(_ handler: SysLogHandler) -> SysLogHandler {
        handler.status = tree.status
        tree.root.handlers = [handler]
        return handler
    }

    @Test(.enabled(if: CPython313.path != nil, CPython313.absence))
    func `messages are CPython's, byte for byte`() throws {
        struct Case: Codable {
            var facility: String
            var ident: String
            var nul: Bool
            var level: String
            var text: String
        }
        let levels = ["DEBUG", "INFO", "WARNING", "ERROR", "CRITICAL", "NOTICE", "Level 7", "debug"]
        let cases = ["user", "0", "local7", "cron", "99", "-1", "solaris-cron"].flatMap { facility in
            levels.flatMap { level in
                ["", "app: "].map {
                    Case(facility: facility, ident: $0, nul: facility != "cron", level: level, text: "zwölf\nzeilen 😀")
                }
            }
        }
        let input = try cases.map { String(decoding: try JSONEncoder().encode($0), as: UTF8.self) }
        let script = """
            import json, logging, logging.handlers, socket, sys
            server = socket.socket(socket.AF_INET, socket.SOCK_DGRAM); server.bind(("127.0.0.1", 0))
            for line in sys.stdin:
                case = json.loads(line)
                try: facility = int(case["facility"])
                except ValueError: facility = case["facility"]
                handler = logging.handlers.SysLogHandler(server.getsockname(), facility)
                handler.ident, handler.append_nul = case["ident"], case["nul"]
                handler.emit(logging.makeLogRecord({"msg": case["text"], "levelname": case["level"]}))
                print(server.recv(65536).hex()); handler.close()
            """
        let expected = try CPython313.run(script: script, zone: "UTC", input: input)
        let strict = LoggerTree(environment: tree.environment, compatibility: .python313)
        strict.root.level = .notSet
        strict.addLevelName("NOTICE", for: 25)
        strict.addLevelName("debug", for: 11)
        let numbers = ["DEBUG": 10, "INFO": 20, "WARNING": 30, "ERROR": 40, "CRITICAL": 50, "NOTICE": 25, "Level 7": 7]
        for item in cases {
            let facility = Int(item.facility).map(SysLogFacility.init(code:)) ?? SysLogFacility(item.facility)
            strict.root.handlers = [
                try SysLogHandler(
                    facility: facility,
                    identifier: item.ident,
                    appendsNUL: item.nul,
                    environment: tree.environment,
                    compatibility: .python313
                )
            ]
            strict.root.log(Level(rawValue: numbers[item.level] ?? 11), "\(item.text)")
        }
        #expect(network.messages.map { $0.bytes.map { String(format: "%02x", $0) }.joined() } == expected)
    }

    @Test func `a notice is a notice and a trace is for debugging`() throws {
        _ = attach(try SysLogHandler(environment: tree.environment))
        tree.root.log(.notice, "n")
        tree.root.log(.trace, "t")
        tree.root.log(Level(rawValue: 33), "other")
        #expect(network.messages.map(\.text) == ["<13>n\0", "<15>t\0", "<12>other\0"])
    }

    @Test func `a facility that does not exist is refused, and the real ones are listed`() throws {
        let error = #expect(throws: SinkError.self) { try SysLogHandler(facility: "lokal0") }
        #expect(
            error?.description == """
                cannot use facility 'lokal0': no syslog facility has this name; there are kern, user, mail, daemon, auth, \
                syslog, lpr, news, uucp, cron, authpriv, ftp, ntp, security, console, solaris-cron, local0, local1, local2, \
                local3, local4, local5, local6, local7
                """
        )
    }

    @Test func `with CPython's ways a wrong facility fails each record`() throws {
        let handler = attach(
            try SysLogHandler(facility: "lokal0", environment: tree.environment, compatibility: .python313)
        )
        let failures = Lock<[String]>([])
        tree.status.setHook { failure in
            failures.withLock { $0.append("\(failure.pythonType ?? "") \(failure.pythonMessage ?? "")") }
        }
        tree.root.error("one")
        tree.root.error("two")
        #expect(failures.withLock { $0 } == ["KeyError 'lokal0'", "KeyError 'lokal0'"])
        #expect(handler.failureCount == 2)
        #expect(network.messages == [])
    }

    @Test func `nothing is connected before the first record, and then under the handler's name`() throws {
        let handler = attach(try SysLogHandler(transport: .stream, environment: tree.environment))
        handler.name = "remote"
        #expect(network.connectionCount == 0)
        tree.root.error("one")
        #expect(network.messages.map(\.handler) == ["remote"])
        #expect(
            network.messages.first?.destination
                == NetworkDestination(
                    address: .internet(host: "localhost", port: 514),
                    transport: .stream,
                    timeout: 5
                )
        )
    }

    @Test func `with CPython's ways an unreachable server fails the making`() throws {
        network.refuseConnections(1)
        #expect(throws: SinkError.self) {
            try SysLogHandler(transport: .stream, environment: tree.environment, compatibility: .python313)
        }
        network.refuseConnections(2)
        _ = try SysLogHandler(
            address: .unix(path: "/dev/log"),
            environment: tree.environment,
            compatibility: .python313
        )
    }

    @Test func `a broken connection is made anew at once and the record sent again`() throws {
        let handler = attach(try SysLogHandler(transport: .stream, environment: tree.environment))
        tree.root.error("one")
        network.breakSends(1)
        tree.root.error("two")
        #expect(network.messages.map(\.text) == ["<11>one\0", "<11>two\0"])
        #expect(network.connectionCount == 2)
        #expect(handler.failureCount == 0)
    }

    @Test func `with CPython's ways a broken TCP connection stays broken`() throws {
        let handler = attach(
            try SysLogHandler(transport: .stream, environment: tree.environment, compatibility: .python313)
        )
        network.breakSends(1)
        tree.root.error("one")
        #expect(handler.failureCount == 1)
        #expect(network.connectionCount == 1)
    }

    @Test func `messages wait in order for a server that is tried again after 1, 2, 4 seconds`() throws {
        let handler = attach(try SysLogHandler(transport: .stream, environment: tree.environment))
        tree.status.setHook { _ in }
        network.refuseConnections(3)
        for second in 0..<8 {
            clock.set(WallTime(seconds: 1000 + Int64(second)))
            tree.root.error("\(second)")
        }
        // Attempts at the seconds 0, 1 and 3 fail; the one at 7 succeeds.
        #expect(network.messages.map(\.text) == (0..<8).map { "<11>\($0)\0" })
        #expect(handler.failureCount == 0)
        #expect(tree.status.failureCount == 1)
    }

    @Test func `a spool has limits: the oldest messages go and are counted, as do those left at the end`() throws {
        var settings = SysLogProtocol()
        settings.spoolLimit = 12
        let handler = attach(
            try SysLogHandler(transport: .stream, settings: settings, environment: tree.environment)
        )
        tree.status.setHook { _ in }
        network.refuseConnections(100)
        // Six bytes each: two have room.
        for number in 0..<5 { tree.root.error("\(number)") }
        #expect(handler.failureCount == 3)
        handler.close()
        #expect(handler.failureCount == 5)
    }

    @Test func `without a spool an unreachable server costs what is counted`() throws {
        var settings = SysLogProtocol()
        settings.spoolLimit = 0
        let handler = attach(
            try SysLogHandler(transport: .stream, settings: settings, environment: tree.environment)
        )
        network.refuseConnections(3)
        for second in 0..<8 {
            clock.set(WallTime(seconds: 1000 + Int64(second)))
            tree.root.error("\(second)")
        }
        // Attempts at the seconds 0, 1 and 3 fail; the one at 7 succeeds.
        #expect(network.messages.map(\.text) == ["<11>7\0"])
        #expect(handler.failureCount == 7)
    }

    @Test func `a path that takes no datagrams is sent a stream`() throws {
        _ = attach(try SysLogHandler(address: .unix(path: "/dev/log"), environment: tree.environment))
        network.refuse(.datagram)
        tree.root.error("one")
        #expect(network.messages.map(\.destination.transport) == [.stream])
    }

    @Test func `a handler that was closed connects again`() throws {
        let handler = attach(try SysLogHandler(environment: tree.environment))
        tree.root.error("one")
        handler.close()
        tree.root.error("two")
        #expect(network.messages.count == 2)
        #expect(network.connectionCount == 2)
    }
}
