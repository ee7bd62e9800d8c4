import LogRuntime
import TestSupport
import Testing

@Suite struct MemoryHandlerTests {
    let tree = LoggerTree()
    let target = RecordingHandler("target")

    init() {
        tree.root.level = .notSet
    }

    private func log(_ texts: [String], at level: Level = .info) {
        for text in texts { tree.root.log(level, "\(text)") }
    }

    @Test func `records are handed on in order when the buffer is full`() {
        let handler = MemoryHandler(capacity: 3, target: target)
        tree.root.handlers = [handler]
        log(["a", "b"])
        #expect(target.lines == [])
        #expect(handler.count == 2)
        log(["c", "d"])
        #expect(target.lines == ["a", "b", "c"])
        #expect(handler.count == 1)
    }

    @Test func `a severe record hands all on`() {
        tree.root.handlers = [MemoryHandler(capacity: 100, flushLevel: .warning, target: target)]
        log(["a", "b"])
        log(["c"], at: .warning)
        log(["d"])
        #expect(target.lines == ["a", "b", "c"])
    }

    @Test(arguments: [0, -1, 1])
    func `a buffer without room keeps nothing`(capacity: Int) {
        tree.root.handlers = [MemoryHandler(capacity: capacity, target: target)]
        log(["a", "b"])
        #expect(target.lines == ["a", "b"])
    }

    @Test func `the target's level is not asked, its filters are`() {
        target.level = .critical
        tree.root.handlers = [MemoryHandler(capacity: 1, target: target)]
        log(["a"])
        target.filters = [NameFilter(name: "elsewhere")]
        log(["b"])
        #expect(target.lines == ["a"])
    }

    @Test func `without a target records wait for one`() throws {
        let handler = MemoryHandler(capacity: 1)
        tree.root.handlers = [handler]
        log(["a", "b"])
        #expect(handler.count == 2)
        handler.target = target
        try handler.flush()
        #expect(target.lines == ["a", "b"])
    }

    @Test(arguments: [true, false])
    func `closing hands on what is left if that is wanted, and lets go of the target`(flushes: Bool) {
        let handler = MemoryHandler(capacity: 10, target: target, flushesOnClose: flushes)
        tree.root.handlers = [handler]
        log(["a"])
        handler.close()
        handler.close()
        log(["b"], at: .critical)
        #expect(target.lines == (flushes ? ["a"] : []))
        #expect(handler.target == nil)
    }

    @Test func `a target that logs to the buffer itself gets its own records after those that wait`() {
        let echo = EchoingHandler(tree.logger("echo"))
        tree.root.handlers = [MemoryHandler(capacity: 2, target: echo)]
        log(["a", "b"])
        #expect(echo.lines == ["a", "b", "echo of a", "echo of b"])
    }

    @Test func `a structured message and its attributes stay what they are`() throws {
        tree.root.handlers = [MemoryHandler(capacity: 1, target: target)]
        tree.root.log(.info, object: ["event": "login"], extra: ["user": 7])
        let record = try #require(target.records.first)
        #expect(record.object == ["event": "login"])
        #expect(record.extra == ["user": 7])
    }
}

/// Logs a record for each record that is not its own.
private final class EchoingHandler: Handler, @unchecked Sendable /* the lines are guarded by the lock */ {
    private let logger: Logger
    private let texts = Lock<[String]>([])

    init(_ logger: Logger) {
        self.logger = logger
        super.init()
    }

    var lines: [String] { texts.withLock { $0 } }

    override func emit(_ record: inout LogRecord) throws {
        let text = try record.message()
        texts.withLock { $0.append(text) }
        if record.name != "echo" { logger.info("echo of \(text)") }
    }
}
