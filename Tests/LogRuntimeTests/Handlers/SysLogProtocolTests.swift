import TestSupport
import Testing

@testable import LogRuntime

/// Messages of RFC 5424, framing, and limits.
struct SysLogProtocolTests {
    private let network = RecordingNetwork()
    private let tree: LoggerTree

    init() {
        tree = LoggerTree(
            environment: LogEnvironment(
                clock: ManualClock(WallTime(seconds: 1_717_243_380, nanoseconds: 123_456_789)),
                timeZone: .fixed(-12_600),
                process: ProcessIdentity(identifier: 4242),
                files: FileNaming(),
                network: network
            )
        )
        tree.root.level = .debug
    }

    private func texts(
        _ transport: SysLogHandler.Transport,
        identifier: String = "",
        set: (inout SysLogProtocol) -> Void = { _ in },
        log: (Logger) -> Void
    ) throws -> [String] {
        var settings = SysLogProtocol.rfc5424
        settings.hostName = "host"
        settings.applicationName = "shop"
        set(&settings)
        let handler = try SysLogHandler(
            transport: transport,
            identifier: identifier,
            settings: settings,
            environment: tree.environment
        )
        tree.root.handlers = [handler]
        log(tree.logger("shop.cart"))
        #expect(handler.failureCount == 0)
        return network.messages.map(\.text)
    }

    @Test func `a datagram has all fields, and no frame`() throws {
        let texts = try texts(.datagram, log: { $0.error("grüße") })
        #expect(texts == ["<11>1 2024-06-01T08:33:00.123456-03:30 host shop 4242 shop.cart - grüße"])
    }

    @Test func `a stream has the length in front`() throws {
        let texts = try texts(.stream, log: { $0.error("grüße") })
        #expect(texts == ["73 <11>1 2024-06-01T08:33:00.123456-03:30 host shop 4242 shop.cart - grüße"])
    }

    @Test func `fields are made printable and cut to their limits`() throws {
        let set: (inout SysLogProtocol) -> Void = { settings in
            settings.hostName = "a b"
            settings.applicationName = String(repeating: "x", count: 60)
            settings.processIdentifier = ""
            settings.messageIdentifier = "é"
            settings.structuredDataIdentifier = ""
        }
        let texts = try texts(.datagram, set: set, log: { $0.error("one", extra: ["user": "zoë"]) })
        let name = String(repeating: "x", count: 48)
        #expect(texts == ["<11>1 2024-06-01T08:33:00.123456-03:30 a_b \(name) - __ - one"])
    }

    @Test func `the identifier names the program where nothing else does`() throws {
        let texts = try texts(
            .datagram,
            identifier: "cashier: ",
            set: { $0.applicationName = nil },
            log: { $0.error("one") }
        )
        #expect(texts == ["<11>1 2024-06-01T08:33:00.123456-03:30 host cashier 4242 shop.cart - one"])
    }

    @Test func `attributes become structured data, escaped`() throws {
        let texts = try texts(.datagram, log: { $0.error("one", extra: ["a=]\" b": "x\"y\\z]", "n": [1, nil]]) })
        #expect(
            texts == [
                "<11>1 2024-06-01T08:33:00.123456-03:30 host shop 4242 shop.cart "
                    + "[extra@32473 a____b=\"x\\\"y\\\\z\\]\" n=\"[1, None\\]\"] one"
            ]
        )
    }

    @Test func `framed by line feeds a message is one line`() throws {
        let texts = try texts(.stream, set: { $0.framing = .newline }, log: { $0.error("one\ntwo") })
        #expect(texts == ["<11>1 2024-06-01T08:33:00.123456-03:30 host shop 4242 shop.cart - one two\n"])
    }

    @Test func `a long message is cut between characters and says how long it was`() throws {
        for length in 480...483 {
            let texts = try texts(
                .datagram,
                set: { $0.maximumLength = length },
                log: { $0.error("\(String(repeating: "é", count: 500))") }
            )
            let text = try #require(texts.last)
            #expect(text.hasSuffix("é…[cut, 1000 bytes]"))
            #expect((length - 1...length).contains(text.utf8.count))
        }
    }
}
