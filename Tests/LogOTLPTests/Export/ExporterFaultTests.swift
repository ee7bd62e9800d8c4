#if OTLP
import Foundation
@testable import LogOTLP
import LogRuntime
import TestSupport
import Testing

/// Callers that wait, hooks that call back, transports that break their promise, records that are too large.
@Suite(.timeLimit(.minutes(Patience.minutes(2))))
struct ExporterFaultTests {
    /// Takes empty records.
    private func take(_ count: Int, _ exporter: OTLPExporter, waits: Bool = false) -> Bool {
        let records = [UInt8](repeating: 0, count: 2 * count).enumerated().map { $0 % 2 == 0 ? 0x12 : $1 }
        return records.withUnsafeBytes { records in
            "app".utf8.withContiguousStorageIfAvailable { scope in
                exporter.take(records, count: count, scope: UnsafeRawBufferPointer(scope), waits: waits)
            } ?? false
        }
    }

    @Test func `a caller that can wait waits for room, and nothing is dropped`() async throws {
        let bench = try ExporterBench(isHolding: true) {
            $0.queueSize = 20
            $0.batchSize = 10
            $0.drainTimeout = 600
        }
        let exporter = bench.handler.exporter
        #expect(take(10, exporter))
        #expect(bench.transport.waitForRequests(1))
        #expect(take(20, exporter))
        let patient = Task.detached { self.take(15, exporter, waits: true) }
        // On a slow machine it may have waited for long enough meanwhile.
        let isOver = Lock(false)
        Task.detached {
            _ = await patient.value
            isOver.withLock { $0 = true }
        }
        while exporter.state.withLock({ $0.flusherCount }) == 0, !isOver.withLock({ $0 }) { await Task.yield() }
        bench.transport.release()
        #expect(await patient.value)
        try exporter.flush()
        #expect(bench.statistics.accepted == 45)
        #expect(bench.statistics.dropped == 0)
        #expect(exporter.state.withLock { $0.flusherCount } == 0)
    }

    @Test func `a caller that waits for longer than it may is refused`() throws {
        let bench = try ExporterBench(isHolding: true) {
            $0.queueSize = 2
            $0.batchSize = 2
            $0.drainTimeout = 0.05
        }
        #expect(take(2, bench.handler.exporter))
        #expect(bench.transport.waitForRequests(1))
        #expect(take(2, bench.handler.exporter))
        #expect(!take(1, bench.handler.exporter, waits: true))
        #expect(bench.statistics.dropped == 1)
    }

    @Test func `a record that would make a batch too large leaves with the next one`() throws {
        let bench = try ExporterBench()
        let logger = bench.tree.logger("app")
        logger.info("a")
        logger.info("b")
        let large = String(repeating: "x", count: 5 << 20)
        logger.info("\(large)")
        logger.info("c")
        try bench.handler.flush()
        #expect(bench.transport.texts == [["a", "b"], [large], ["c"]])
    }

    @Test func `a hook may flush and close on the exporter's own thread`() throws {
        let bench = try ExporterBench([.wrong]) { $0.drainTimeout = 3600 }
        let handler = bench.handler
        bench.failures.status.setHook { [weak handler] _ in
            try? handler?.flush()
            handler?.close()
        }
        bench.log(1...1)
        try handler.flush()
        handler.close()
        #expect(bench.transport.isClosed)
        #expect(bench.failures.status.lossCount == 1)
    }

    @Test func `what a transport holds that never comes back is counted as lost, and only once`() throws {
        let transport = StuckTransport()
        let status = StatusChannel()
        status.setHook { _ in }
        var settings = OTLPSettings()
        settings.drainTimeout = 0.05
        let exporter = try OTLPExporter(
            settings: settings,
            transport: transport,
            resource: [:],
            name: "otlp",
            status: status
        )
        #expect(take(3, exporter))
        exporter.close()
        #expect(exporter.statistics == OTLPStatistics(lost: 3, requests: 1))
        #expect(exporter.pendingCount == 0)
        #expect(status.lossCount == 3)
        transport.release()
        exporter.state.wait { $0.isFinished }
        #expect(exporter.statistics == OTLPStatistics(lost: 3, requests: 1))
        #expect(status.lossCount == 3)
    }
}

/// A transport that does not come back when it is cancelled.
private final class StuckTransport: OTLPTransport {
    private let held = WaitingLock<CheckedContinuation<Void, Never>?>(nil)

    func send(_ request: OTLPRequest, timeout: Double) async -> OTLPAnswer {
        await withCheckedContinuation { continuation in
            held.withLock { $0 = continuation }
            held.wakeAll()
        }
        return .accepted(rejected: 0, message: "")
    }

    func close() async {}

    /// Lets the request come back.
    func release() {
        held.wait { $0 != nil }
        held.withLock { $0 }?.resume()
    }
}
#endif
