import Foundation
import LogRuntime
import TestSupport
import Testing

/// What happens when the queue of an asynchronous handler is full: nothing takes records out until the gate is opened.
@Suite struct BackPressureTests {
    let tree = LoggerTree()
    let sink = GatedSink()
    let failures = FailureCollection()

    init() {
        tree.root.level = .notSet
        failures.watch(tree)
    }

    private func attach(_ policy: BackPressure, timeout: Double = 0.05, interval: Double = 0) throws -> AsyncHandler {
        let target = SinkHandler(sink: sink)
        target.status = tree.status
        let options = AsyncOptions(capacity: 1 << 16, policy: policy, timeout: timeout, reportInterval: interval)
        let handler = try AsyncHandler(handlers: [target], options: options)
        handler.status = tree.status
        handler.name = "queue"
        tree.root.handlers = [handler]
        // The thread hangs with the first record.
        tree.root.critical("first")
        sink.waitForWrite()
        return handler
    }

    private func fill(_ level: Level, from first: Int = 0, count: Int = 2000) {
        for number in first..<first + count { tree.root.log(level, "\(level.rawValue) \(number)") }
    }

    @Test func `the newest are dropped, and there is room left for errors`() throws {
        let handler = try attach(.dropNewest)
        fill(.info)
        #expect(handler.droppedCount > 0)
        let dropped = handler.droppedCount
        tree.root.error("an error")
        #expect(handler.droppedCount == dropped)
        sink.open()
        handler.close()
        let wanted = ["first"] + (0..<2000 - dropped).map { "20 \($0)" } + ["an error"]
        #expect(sink.lines == wanted)
        #expect(failures.all == ["queue: the queue was full"])
        #expect(tree.status.lossCount == dropped)
    }

    @Test func `the oldest are dropped`() throws {
        let handler = try attach(.dropOldest)
        fill(.info)
        let dropped = handler.droppedCount
        #expect(dropped > 0)
        sink.open()
        handler.close()
        #expect(sink.lines == ["first"] + (dropped..<2000).map { "20 \($0)" })
    }

    @Test func `the least severe are dropped first`() throws {
        let handler = try attach(.dropLowestSeverity)
        var kept: [Int] = []
        for level in [Level.debug, .info, .warning, .error] {
            let before = handler.droppedCount
            fill(level)
            kept.append(2000 - (handler.droppedCount - before))
        }
        sink.open()
        handler.close()
        for (level, count) in zip([10, 20, 30, 40], kept) {
            #expect(sink.lines.filter { $0.hasPrefix("\(level) ") } == (0..<count).map { "\(level) \($0)" })
        }
        #expect(kept[0] == 512 && kept[1] > 150 && kept[2] > 150 && kept[3] > 80, "\(kept)")
    }

    @Test func `a caller waits for room, for a limited time and only once in vain`() throws {
        let handler = try attach(.block, timeout: 0.05)
        let start = ContinuousClock.now
        fill(.info)
        #expect(ContinuousClock.now - start < .seconds(20), "not 0.05 s for each of a thousand records")
        let dropped = handler.droppedCount
        #expect(dropped > 0)
        sink.open()
        try handler.flush()
        fill(.info, count: 20_000)
        handler.close()
        #expect(handler.droppedCount == dropped)
        #expect(sink.lines.count == 1 + 2000 - dropped + 20_000)
    }

    @Test func `a record says how many were dropped`() throws {
        let handler = try attach(.dropNewest, interval: 0.01)
        fill(.info)
        let dropped = handler.droppedCount
        sink.open()
        handler.close()
        #expect(
            sink.lines.filter { $0 == "the queue of handler 'queue' was full: \(dropped) records dropped" }.count == 1
        )
    }
}

/// Takes nothing until the gate is opened.
final class GatedSink: Sink, @unchecked Sendable /* a lock and semaphores */ {
    private let text = Lock<[String]>([])
    private let arrived = DispatchSemaphore(value: 0)
    private let gate = DispatchSemaphore(value: 0)
    private let isOpen = Lock(false)

    /// The lines that were taken.
    var lines: [String] { text.withLock { $0 } }

    func waitForWrite() { arrived.wait() }

    func open() {
        isOpen.withLock { $0 = true }
        gate.signal()
    }

    func write(_ bytes: UnsafeRawBufferPointer, at time: WallTime) throws(SinkError) {
        if !isOpen.withLock({ $0 }) {
            arrived.signal()
            gate.wait()
        }
        let line = String(decoding: bytes.dropLast(), as: UTF8.self)
        text.withLock { $0.append(line) }
    }

    func flush() throws(SinkError) {}
    func close() {}
}
