#if Network
import Foundation
import LogRuntime
import TestSupport
import Testing

@testable import LogNetwork

/// Sent is delivered, filtered or counted as lost, however often the other end comes and goes.
@Suite struct AccountingTests {
    private static let perRound = 45

    private let tree = LoggerTree()

    init() {
        tree.root.level = .notSet
        tree.status.setHook { _ in }
        tree.status.setNoticeHook { _ in }
    }

    private func language(_ kind: String) -> ComingAndGoingPeer.Language {
        switch kind {
        case "http": .http { _ in .whole("200 OK") }
        case "smtp": .smtp
        default: .none
        }
    }

    private func makeHandler(_ kind: String, _ port: Int, drainTimeout: Double = 2) throws -> Handler {
        var limits = DeliveryLimits()
        limits.capacity = 20
        limits.drainTimeout = drainTimeout
        switch kind {
        case "http": return try HTTPHandler(host: "127.0.0.1:\(port)", url: "/log", method: .post, limits: limits)
        case "smtp":
            return try SMTPHandler(
                server: SMTPHandler.Server(host: "127.0.0.1", port: port),
                sender: "a@example.org",
                recipients: ["b@example.org"],
                subject: "trouble",
                limits: limits
            )
        case "socket": return SocketHandler(host: "127.0.0.1", port: port)
        case "syslog":
            var settings = SysLogProtocol.rfc5424
            settings.spoolLimit = 2000
            return try SysLogHandler(
                address: .internet(host: "127.0.0.1", port: port),
                transport: .stream,
                settings: settings
            )
        default:
            var options = FluentOptions()
            options.address = .internet(host: "127.0.0.1", port: port)
            options.bufferLimit = 2000
            options.drainLimit = 2
            return FluentHandler(tag: "app", options: options)
        }
    }

    @Test(arguments: ["http", "smtp", "socket", "syslog", "fluent"])
    func `every record is in exactly one place while a peer comes and goes`(_ kind: String) throws {
        let peer = try ComingAndGoingPeer(language(kind))
        try peer.start()
        let handler = try makeHandler(kind, peer.port)
        handler.filters = [WordFilter("secret")]
        handler.status = tree.status
        tree.root.handlers = [handler]
        var sent = 0
        var secrets = 0
        func log(_ count: Int) {
            for _ in 0..<count {
                if sent % 7 == 3 { secrets += 1 }
                tree.root.info(sent % 7 == 3 ? "secret \(sent)" : "record \(sent)")
                sent += 1
            }
            let now = handler.statistics
            #expect(now.received == sent, "while records are on their way")
        }
        for round in 0..<3 {
            if round > 0 { try peer.start() }
            // Until something arrives: a lost connection is tried again after 1, 2, 4 … seconds.
            let before = handler.statistics.records
            let deadline = Date(timeIntervalSinceNow: 30)
            repeat {
                log(1)
                usleep(20_000)
            } while handler.statistics.records <= before && Date() < deadline
            log(AccountingTests.perRound)
            peer.stop()
            log(AccountingTests.perRound)
        }
        handler.close()
        log(5)
        handler.close()
        // Whoever is sending something gives it up a moment later.
        for _ in 0..<10_000 where handler.statistics.pending > 0 { usleep(1000) }
        let statistics = handler.statistics
        #expect(statistics.received == sent)
        #expect(statistics.pending == 0)
        #expect(statistics.filtered == secrets)
        #expect(statistics.records > 0)
        #expect(statistics.dropped > 0)
        #expect(tree.statistics.handlers.map(\.received) == [sent])
        // Whoever confirms has confirmed whatever counts as delivered; what was confirmed in vain was sent again.
        if ["http", "smtp"].contains(kind) { #expect(peer.confirmed >= statistics.records) }
    }

    /// Looks at a handler's figures, and says which it has found.
    private final class Looker: Sendable {
        private struct State {
            /// How many records seemed delivered.
            var delivered: Set<Int> = []
            var received = 0
            /// Whether those received ever became fewer.
            var hasShrunk = false
            var isOver = false
        }

        private let handler: Handler
        // Guards what was found.
        private let state = Lock(State())

        init(_ handler: Handler) { self.handler = handler }

        /// Looks once.
        ///
        /// - Returns: whether to go on.
        @discardableResult
        func look() -> Bool {
            state.withLock { state in
                let statistics = handler.statistics
                state.delivered.insert(statistics.records)
                if statistics.received < state.received { state.hasShrunk = true }
                state.received = statistics.received
                return !state.isOver
            }
        }

        func finish() -> (delivered: Set<Int>, hasShrunk: Bool) {
            state.withLock { state in
                state.isOver = true
                return (state.delivered, state.hasShrunk)
            }
        }
    }

    @Test(arguments: ["http", "smtp"])
    func `at no moment does a record that waits or is lost seem delivered, or one too many`(_ kind: String) throws {
        let peer = try ComingAndGoingPeer(.none)
        for _ in 0..<20 {
            try peer.start()
            let handler = try makeHandler(kind, peer.port, drainTimeout: 0)
            let looker = Looker(handler)
            handler.status = StatusChannel()
            handler.status.setHook { _ in looker.look() }
            tree.root.handlers = [handler]
            Thread { while looker.look() {} }.start()
            // More than the queue takes, of which one is in hand.
            for number in 0..<30 { tree.root.info("record \(number)") }
            handler.close()
            peer.stop()
            while handler.statistics.pending > 0 { usleep(100) }
            let seen = looker.finish()
            #expect(seen.delivered == [0])
            #expect(!seen.hasShrunk)
            #expect(handler.statistics.dropped == 30)
        }
    }
}
#endif
