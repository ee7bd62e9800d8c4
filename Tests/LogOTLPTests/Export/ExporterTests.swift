#if OTLP
@testable import LogOTLP
import LogRuntime
import TestSupport
import Testing

/// Queue, batches, retries and the end of an exporter, over a collector that answers as told.
@Suite(.timeLimit(.minutes(Patience.minutes(2))))
struct ExporterTests {
    @Test func `a burst leaves in full batches and the rest when flushed`() throws {
        let bench = try ExporterBench()
        bench.log(1...1300)
        try bench.handler.flush()
        #expect(bench.ranges == ["1-512", "513-1024", "1025-1300"])
        #expect(bench.statistics.accepted == 1300)
        #expect(bench.failures.messages == [])
    }

    @Test func `a batch leaves when its first record has waited for long enough`() throws {
        let bench = try ExporterBench { $0.scheduleDelay = 0.05 }
        bench.log(1...3)
        #expect(bench.transport.waitForRequests(1))
        bench.log(4...4)
        #expect(bench.transport.waitForRequests(2))
        #expect(bench.ranges == ["1-3", "4"])
    }

    @Test func `what finds no room is dropped and counted, and memory stays bounded`() throws {
        let bench = try ExporterBench(isHolding: true) {
            $0.queueSize = 20
            $0.batchSize = 10
        }
        bench.log(1...10)
        #expect(bench.transport.waitForRequests(1))
        bench.log(11...1000)
        #expect(bench.statistics.dropped == 970)
        #expect(bench.handler.failureCount == 970)
        #expect(bench.handler.exporter.pendingCount == 30)
        bench.transport.release()
        try bench.handler.flush()
        #expect(bench.ranges == ["1-10", "11-20", "21-30"])
        #expect(bench.failures.messages == ["the queue is full"])
    }

    @Test func `only what may succeed later is sent again`() throws {
        let bench = try ExporterBench([.busy, .busy, .done, .wrong]) { $0.batchSize = 2 }
        bench.log(1...6)
        try bench.handler.flush()
        #expect(bench.ranges == ["1-2", "1-2", "1-2", "3-4", "5-6"])
        let expected = OTLPStatistics(accepted: 4, lost: 2, requests: 5, retries: 2)
        #expect(bench.statistics == expected)
        #expect(bench.failures.lossCount == 2)
        #expect(
            bench.failures.messages == [
                "cannot send to 'http://localhost:4318/v1/logs': busy; it is tried again",
                "cannot send to 'http://localhost:4318/v1/logs': 2 records are lost: wrong",
            ]
        )
    }

    @Test func `a request is given up when it was tried for long enough`() throws {
        let slow = OTLPAnswer.failed(OTLPFailure("down", isRetryable: true, retryAfter: 60))
        let bench = try ExporterBench([slow]) { $0.retryLimit = 59 }
        bench.log(1...1)
        try bench.handler.flush()
        #expect(bench.statistics == OTLPStatistics(lost: 1, requests: 1))
        #expect(
            bench.failures.messages == [
                "cannot send to 'http://localhost:4318/v1/logs': tried for 59.0 s: down"
            ]
        )
    }

    @Test func `a request that is too large is sent in halves`() throws {
        let bench = try ExporterBench([.tooLarge, .tooLarge]) { $0.batchSize = 4 }
        bench.log(1...4)
        try bench.handler.flush()
        #expect(bench.ranges == ["1-4", "1-2", "1", "2", "3-4"])
        #expect(bench.statistics.accepted == 4)
    }

    @Test func `a record too large alone is lost alone`() throws {
        let bench = try ExporterBench([.tooLarge, .tooLarge]) { $0.batchSize = 2 }
        bench.log(1...2)
        try bench.handler.flush()
        #expect(bench.ranges == ["1-2", "1", "2"])
        #expect(bench.statistics == OTLPStatistics(accepted: 1, lost: 1, requests: 3))
    }

    @Test func `partial success is reported and not sent again`() throws {
        let bench = try ExporterBench([
            .accepted(rejected: 2, message: "no room"), .accepted(rejected: 0, message: "soon"),
        ])
        bench.log(1...3)
        try bench.handler.flush()
        bench.log(4...4)
        try bench.handler.flush()
        #expect(bench.statistics == OTLPStatistics(accepted: 2, rejected: 2, requests: 2))
        #expect(
            bench.failures.messages == [
                "cannot send to 'http://localhost:4318/v1/logs': the collector has rejected 2 records: no room",
                "cannot send to 'http://localhost:4318/v1/logs': the collector says: soon",
            ]
        )
        #expect(bench.failures.lossCount == 2)
    }

    @Test func `flushing waits no longer than it may`() throws {
        let bench = try ExporterBench(isHolding: true) { $0.drainTimeout = 0.05 }
        bench.log(1...2)
        #expect(throws: SinkError.self) { try bench.handler.flush() }
    }

    @Test func `closing sends what is left and ends the connection`() throws {
        let bench = try ExporterBench()
        bench.log(1...3)
        bench.handler.close()
        #expect(bench.ranges == ["1-3"])
        #expect(bench.transport.isClosed)
        bench.log(4...4)
        #expect(bench.statistics == OTLPStatistics(accepted: 3, dropped: 1, requests: 1))
        bench.handler.close()
    }

    @Test func `closing gives up on a collector that does not answer, and counts what is lost`() throws {
        let bench = try ExporterBench(isHolding: true) { $0.drainTimeout = 0.1 }
        bench.log(1...3)
        #expect(!bench.transport.isClosed)
        bench.handler.close()
        // The request was cancelled, which the transport here takes for an answer.
        #expect(bench.transport.isClosed)
        #expect(bench.handler.exporter.pendingCount == 0)
    }

    @Test func `closing tries once more at once and then gives up`() throws {
        let later = OTLPAnswer.failed(OTLPFailure("down", isRetryable: true))
        let bench = try ExporterBench([later, later, later, later, later]) { $0.drainTimeout = 0.3 }
        bench.log(1...2)
        #expect(throws: SinkError.self) { try bench.handler.flush() }
        bench.handler.close()
        #expect(bench.transport.isClosed)
        #expect(bench.statistics.lost == 2)
        #expect((2...3).contains(bench.statistics.requests))
    }

    @Test func `an exporter that was never used closes without a thread`() throws {
        let bench = try ExporterBench()
        bench.handler.close()
        #expect(bench.transport.isClosed)
        #expect(bench.transport.requests == [])
    }

    @Test func `nothing is sent when the SDK is disabled`() throws {
        let bench = try ExporterBench { $0.isDisabled = true }
        bench.log(1...600)
        try bench.handler.flush()
        #expect(bench.transport.requests == [])
    }

    @Test func `many threads lose nothing and double nothing`() async throws {
        let bench = try ExporterBench { $0.queueSize = 100_000 }
        let tree = bench.tree
        await withTaskGroup(of: Void.self) { group in
            for worker in 0..<8 {
                group.addTask {
                    let logger = tree.logger("app.\(worker)")
                    for number in 0..<500 { logger.info("\(worker * 500 + number)") }
                }
            }
        }
        try bench.handler.flush()
        #expect(bench.transport.texts.joined().compactMap { Int($0) }.sorted() == Array(0..<4000))
    }
}

extension OTLPStatistics {
    init(
        accepted: Int = 0,
        rejected: Int = 0,
        dropped: Int = 0,
        lost: Int = 0,
        spooled: Int = 0,
        requests: Int = 0,
        retries: Int = 0
    ) {
        self.init()
        self.accepted = accepted
        self.rejected = rejected
        self.dropped = dropped
        self.lost = lost
        self.spooled = spooled
        self.requests = requests
        self.retries = retries
    }
}
#endif
