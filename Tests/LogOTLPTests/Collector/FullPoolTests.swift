#if OTLP
import Foundation
@testable import LogOTLP
import LogRuntime
import TestSupport
import Testing

/// Callers that wait for an exporter on all threads of Swift's own pool: its requests are ended, and its collector found again,
/// without any of them.
///
/// Needs a Python with opentelemetry-proto and grpcio.
@Suite(
    .serialized,
    .enabled(if: Collector.python.oracle != nil, Collector.absence),
    .timeLimit(.minutes(Patience.minutes(3)))
)
struct FullPoolTests {
    /// A collector that a thread of its own starts.
    private final class LateCollector: @unchecked Sendable /* what was made is read once that is signalled */ {
        private let isMade = DispatchSemaphore(value: 0)
        private var made: Result<Collector, any Error>?

        init(_ transport: String, port: Int) {
            Thread { [self] in
                made = Result { try Collector(transport, port: port) }
                isMade.signal()
            }
            .start()
        }

        /// Waits for it.
        func get() throws -> Collector {
            isMade.wait()
            return try #require(made).get()
        }
    }

    /// Does something on more threads at once than the pool has.
    ///
    /// - Returns: what it has come to.
    private func onAllThreads<Outcome: Sendable>(_ body: @escaping @Sendable () -> Outcome) async -> [Outcome] {
        await withTaskGroup(of: Outcome.self) { group in
            for _ in 0..<(2 * ProcessInfo.processInfo.activeProcessorCount) { group.addTask { body() } }
            return await group.reduce(into: []) { $0.append($1) }
        }
    }

    private func flushes(_ handler: OTLPHandler) -> Bool {
        do {
            try handler.flush()
            return true
        } catch {
            return false
        }
    }

    @Test(arguments: CollectorTests.Kind.allCases)
    func `a request without an answer is ended in time`(_ kind: CollectorTests.Kind) async throws {
        let collector = try Collector(kind.rawValue, answers: #"[{"delay": 600}]"#)
        let sender = try Sender(
            kind.arguments(collector) + [
                "schedule_delay: 600", "timeout: 0.3", "retry_limit: 0.5", "drain_timeout: 20",
            ]
        )
        sender.log(1...1)
        let handler = sender.handler
        let outcomes = await onAllThreads { flushes(handler) }
        #expect(!outcomes.contains(false), "what was there is settled before flushing gives up")
        #expect(handler.exporter.statistics.lost == 1)
        #expect(sender.failures.messages.last?.contains("tried for 0.5 s") == true)
    }

    @Test(arguments: CollectorTests.Kind.allCases)
    func `a connection without an answer is ended in time`(_ kind: CollectorTests.Kind) async throws {
        let peer = try ComingAndGoingPeer(.none)
        try peer.start()
        defer { peer.stop() }
        let sender = try Sender([
            "protocol: \(kind.rawValue)", "endpoint: 'http://127.0.0.1:\(peer.port)'", "schedule_delay: 600",
            "timeout: 0.3",
            "retry_limit: 0.5", "drain_timeout: 20",
        ])
        sender.log(1...1)
        let handler = sender.handler
        let outcomes = await onAllThreads { flushes(handler) }
        #expect(!outcomes.contains(false), "what was there is settled before flushing gives up")
        #expect(sender.failures.lossCount == 1)
        // Nor does the end wait for it.
        handler.close()
        #expect(peer.waitForConnections(atMost: 0))
    }

    @Test(arguments: CollectorTests.Kind.allCases)
    func `flushing gives up in time, and closing ends the request`(_ kind: CollectorTests.Kind) async throws {
        let collector = try Collector(kind.rawValue, answers: #"[{"delay": 600}]"#)
        let sender = try Sender(
            kind.arguments(collector) + ["schedule_delay: 600", "timeout: 3600", "drain_timeout: 0.3"]
        )
        sender.log(1...1)
        let handler = sender.handler
        let outcomes = await onAllThreads { () -> Bool in
            let hasFlushed = flushes(handler)
            handler.close()
            return hasFlushed
        }
        #expect(outcomes.contains(false))
        #expect(handler.exporter.statistics.lost == 1)
        let messages = sender.failures.messages
        #expect(messages.last?.hasSuffix("closed before the collector took it: no answer before the end") == true)
    }

    @Test(arguments: CollectorTests.Kind.allCases)
    func `a collector that comes back is found`(_ kind: CollectorTests.Kind) async throws {
        let first = try Collector(kind.rawValue)
        let port = first.port
        let sender = try Sender(
            kind.arguments(first) + ["schedule_delay: 0.01", "timeout: 2", "drain_timeout: 60"]
        )
        sender.log(1...1)
        _ = try first.next()
        try sender.handler.flush()
        first.stop()
        sender.log(2...2)
        let handler = sender.handler
        while handler.exporter.statistics.retries == 0 { usleep(1000) }
        // It takes longer to start than the pool to be full.
        let second = LateCollector(kind.rawValue, port: port)
        let outcomes = await onAllThreads { flushes(handler) }
        #expect(!outcomes.contains(false))
        #expect(handler.exporter.statistics.accepted == 2)
        #expect(sender.failures.lossCount == 0)
        #expect(try second.get().next().texts == ["2"])
    }
}
#endif
