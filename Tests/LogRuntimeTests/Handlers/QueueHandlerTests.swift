import Foundation
import LogRuntime
import TestSupport
import Testing

@Suite struct QueueHandlerTests {
    let tree = LoggerTree()
    let target = RecordingHandler("target")
    let failures = FailureCollection()

    init() {
        tree.root.level = .notSet
        failures.watch(tree)
    }

    private func attach(_ handler: QueueHandler) -> QueueHandler {
        handler.status = tree.status
        handler.name = "queue"
        tree.root.handlers = [handler]
        return handler
    }

    @Test func `records cross the queue whole and in order`() throws {
        let handler = attach(QueueHandler(handlers: [target]))
        for number in 0..<1000 { tree.root.info("\(number)") }
        tree.root.log(.error, object: ["event": "login"], extra: ["user": 7])
        try handler.flush()
        #expect(target.lines.prefix(1000) == (0..<1000).map(String.init)[...])
        let last = try #require(target.records.last)
        #expect(last.object == ["event": "login"])
        #expect(last.extra == ["user": 7])
        #expect(last.level == .error)
        handler.close()
    }

    @Test func `records of many threads all arrive, each thread's in its order`() throws {
        let handler = attach(QueueHandler(handlers: [target]))
        let logger = tree.root
        DispatchQueue.concurrentPerform(iterations: 4) { thread in
            for number in 0..<500 { logger.info("\(thread) \(number)") }
        }
        handler.close()
        let lines = target.lines
        #expect(lines.count == 2000)
        for thread in 0..<4 {
            #expect(lines.filter { $0.hasPrefix("\(thread) ") } == (0..<500).map { "\(thread) \($0)" })
        }
    }

    @Test func `the thread's name is that of the thread that logged`() throws {
        let handler = attach(QueueHandler(handlers: [target]))
        target.formatter = try TextFormatter(format: "%(threadName)s %(thread)d")
        let direct = RecordingHandler()
        direct.formatter = target.formatter
        tree.root.handlers = [handler, direct]
        tree.root.info("a")
        handler.close()
        #expect(target.lines == direct.lines)
    }

    @Test(arguments: [false, true])
    func `levels behind the queue count if that is wanted`(respects: Bool) {
        target.level = .error
        let handler = attach(QueueHandler(handlers: [target], respectsHandlerLevel: respects))
        tree.root.info("a")
        tree.root.error("b")
        handler.close()
        #expect(target.lines == (respects ? ["b"] : ["a", "b"]))
    }

    @Test func `a record for which there is no room is lost and told`() {
        let handler = attach(QueueHandler(handlers: [target], capacity: 2))
        handler.waitForHand()
        for text in ["a", "b", "c", "d"] { tree.root.info("\(text)") }
        #expect(handler.pendingCount == 2)
        while handler.handOnNext() {}
        #expect(target.lines == ["a", "b"])
        #expect(failures.all == ["queue: the queue is full", "queue: the queue is full"])
        #expect(tree.status.lossCount == 2)
    }

    @Test func `a handler that does not come back keeps closing waiting no longer than the limit`() throws {
        let gate = GatedHandler()
        let handler = attach(QueueHandler(handlers: [gate], drainLimit: 0.05))
        for text in ["a", "b", "c"] { tree.root.info("\(text)") }
        gate.waitForRecord()
        #expect(throws: SinkError.self) { try handler.flush() }
        tree.root.info("d")
        handler.close()
        #expect(tree.status.lossCount >= 1)
        gate.open()
    }

    @Test func `a record that comes after closing goes to the handlers at once`() {
        let handler = attach(QueueHandler(handlers: [target]))
        tree.root.info("a")
        handler.close()
        handler.close()
        tree.root.info("b")
        #expect(target.lines == ["a", "b"])
    }

    @Test func `a handler behind the queue may log to the queue and flush it`() throws {
        let echo = QueueEcho(tree.logger("echo"))
        let handler = attach(QueueHandler(handlers: [echo]))
        echo.queue.withLock { $0 = handler }
        tree.root.info("a")
        try handler.flush()
        handler.close()
        #expect(echo.texts.withLock { $0 } == ["a", "echo of a"])
    }

    @Test func `a formatter of its own makes text in front of the queue`() throws {
        let handler = attach(QueueHandler(handlers: [target]))
        handler.formatter = try TextFormatter(format: "<%(message)s>")
        tree.root.log(.info, object: ["event": "login"])
        handler.close()
        let record = try #require(target.records.first)
        #expect(record.object == nil)
        #expect(target.lines == ["<{'event': 'login'}>"])
    }

    @Test func `as CPython, records are text and wait until somebody starts the listener`() throws {
        let handler = attach(QueueHandler(handlers: [target], compatibility: .python313))
        tree.root.log(.info, object: ["event": "login"])
        try handler.flush()
        #expect(target.lines == [])
        #expect(handler.pendingCount == 1)
        handler.start()
        try handler.flush()
        #expect(target.lines == ["{'event': 'login'}"])
        #expect(target.records.first?.object == nil)
    }
}

/// Holds each record until the gate is opened.
private final class GatedHandler: Handler, @unchecked Sendable /* semaphores */ {
    private let arrived = DispatchSemaphore(value: 0)
    private let gate = DispatchSemaphore(value: 0)

    func waitForRecord() { arrived.wait() }
    func open() { for _ in 0..<10 { gate.signal() } }

    override func emit(_ record: inout LogRecord) throws {
        arrived.signal()
        gate.wait()
    }
}

/// Logs a record for each record that is not its own, and flushes the queue that it is behind.
private final class QueueEcho: Handler, @unchecked Sendable /* guarded by locks */ {
    let queue = Lock<QueueHandler?>(nil)
    let texts = Lock<[String]>([])
    private let logger: Logger

    init(_ logger: Logger) {
        self.logger = logger
        super.init()
    }

    override func emit(_ record: inout LogRecord) throws {
        let text = try record.message()
        texts.withLock { $0.append(text) }
        if record.name != "echo" { logger.info("echo of \(text)") }
        try queue.withLock { $0 }?.flush()
    }
}
