#if Metrics
import LogMetrics
import LogRuntime
import MetricsTestKit
import ServiceLifecycle
import ServiceLifecycleTestKit
import TestSupport
import Testing

@Suite("Figures for swift-metrics")
struct LoggingMetricsTests {
    private let factory = TestMetrics()
    private let tree = LoggerTree()

    /// The tree with a handler that refuses records at a level, under a name.
    private func attach(_ name: String, refusing: Level? = nil) {
        let handler = RefusingHandler(refusing)
        handler.name = name
        handler.status = tree.status
        tree.status.setHook { _ in }
        tree.root.handlers = [handler]
    }

    /// All counters that have moved, by label and dimensions, and how far.
    private var totals: [String: Int64] {
        var totals: [String: Int64] = [:]
        for counter in factory.counters where !counter.values.isEmpty {
            totals[([counter.label] + counter.dimensions.map(\.1)).joined(separator: " ")] = counter.totalValue
        }
        return totals
    }

    @Test func `counters move by what has happened since the last publication`() throws {
        attach("file", refusing: .error)
        let metrics = LoggingMetrics(tree: tree, factory: factory)
        tree.root.warning("one")
        tree.root.error("two")
        metrics.publish()
        #expect(
            totals == ["logging.records file": 1, "logging.dropped file RefusedError": 1, "logging.errors file": 1]
        )
        metrics.publish()
        tree.root.warning("three")
        metrics.publish()
        #expect(try factory.expectCounter("logging.records", [("handler", "file")]).values == [1, 1])
        #expect(try factory.expectMeter("logging.pending", [("handler", "file")]).values == [0, 0, 0])
    }

    @Test func `a handler that begins anew under the name counts on`() {
        attach("file")
        let metrics = LoggingMetrics(tree: tree, factory: factory)
        for _ in 0..<3 { tree.root.warning("before") }
        metrics.publish()
        attach("file")
        tree.root.warning("after")
        metrics.publish()
        #expect(totals == ["logging.records file": 4])
    }

    @Test func `filters of loggers are counted apart from those of handlers`() {
        attach("file")
        tree.root.handlers[0].filters = [NameFilter(name: "shop")]
        tree.logger("quiet").filters = [NameFilter(name: "other")]
        tree.logger("quiet").warning("stopped by the logger")
        tree.logger("loud").warning("stopped by the handler")
        LoggingMetrics(tree: tree, factory: factory).publish()
        #expect(totals == ["logging.filtered file": 1, "logging.logger_filtered": 1])
    }

    @Test func `handlers of one name are counted as one`() {
        attach("file")
        let first = tree.root.handlers
        attach("file")
        tree.root.handlers += first
        tree.root.warning("to both")
        LoggingMetrics(tree: tree, factory: factory).publish()
        #expect(totals == ["logging.records file": 2])
    }

    @Test func `the service publishes at its beginning and at its end`() async throws {
        attach("file")
        tree.root.warning("before")
        let service = LoggingMetricsService(LoggingMetrics(tree: tree, factory: factory), interval: .seconds(3600))
        try await testGracefulShutdown { trigger in
            try await withThrowingTaskGroup(of: Void.self) { group in
                group.addTask { await service.run() }
                while totals.isEmpty { await Task.yield() }
                tree.root.warning("after")
                trigger.triggerGracefulShutdown()
                try await group.waitForAll()
            }
        }
        #expect(totals == ["logging.records file": 2])
    }
}
#endif
