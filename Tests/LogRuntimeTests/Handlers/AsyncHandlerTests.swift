import Foundation
import LogRuntime
import TestSupport
import Testing

@Suite struct AsyncHandlerTests {
    let directory: TemporaryDirectory
    let tree = LoggerTree()
    let failures = FailureCollection()

    init() throws {
        directory = try TemporaryDirectory()
        tree.root.level = .notSet
        failures.watch(tree)
    }

    private func attach(_ targets: [Handler], _ options: AsyncOptions = AsyncOptions()) throws -> AsyncHandler {
        let handler = try AsyncHandler(handlers: targets, options: options)
        handler.status = tree.status
        handler.name = "queue"
        for target in targets { target.status = tree.status }
        tree.root.handlers = [handler]
        return handler
    }

    private func line(_ number: Int) -> String { LineCollection.line("main", number) }

    private func log(_ count: Int) {
        for number in 0..<count { tree.root.info("\(line(number))") }
    }

    @Test func `lines go to the file in their order, also many times round the ring`() throws {
        let handler = try attach(
            [try FileHandler(filename: directory.file("app.log"))],
            AsyncOptions(capacity: 1 << 16)
        )
        log(20_000)
        try handler.flush()
        #expect(directory.text("app.log") == (0..<20_000).map { line($0) + "\n" }.joined())
        handler.close()
        #expect(failures.all == [])
    }

    @Test func `each record is formatted as its handler would do it`() throws {
        let formatter = try TextFormatter(format: "%(levelname)s %(name)s %(message)s")
        let target = try FileHandler(filename: directory.file("app.log"), formatter: formatter, terminator: "\r\n")
        let handler = try attach([target])
        tree.logger("a.b").warning("one")
        tree.root.log(.error, object: ["event": "login"])
        handler.close()
        #expect(directory.text("app.log") == "WARNING a.b one\r\nERROR root {'event': 'login'}\r\n")
    }

    @Test func `a formatter of its own makes the lines`() throws {
        let handler = try attach([try FileHandler(filename: directory.file("app.log"))])
        handler.formatter = try TextFormatter(format: "<%(message)s>")
        tree.root.info("one")
        handler.close()
        #expect(directory.text("app.log") == "<one>\n")
    }

    @Test(arguments: [false, true])
    func `levels behind the queue count if that is wanted`(respects: Bool) throws {
        let target = try FileHandler(filename: directory.file("app.log"), level: .error)
        let recorder = RecordingHandler("recorder", level: .error)
        let handler = try attach([target, recorder], AsyncOptions(respectsHandlerLevel: respects))
        tree.root.info("a")
        tree.root.error("b")
        handler.close()
        let wanted = respects ? ["b"] : ["a", "b"]
        #expect(recorder.lines == wanted)
        #expect(directory.text("app.log") == wanted.map { $0 + "\n" }.joined())
    }

    @Test func `lines whose beginning was written before pass the same levels and filters`() throws {
        let formatter = try TextFormatter(format: "%(levelname)s %(name)s %(message)s")
        let target = try FileHandler(filename: directory.file("app.log"), level: .info, formatter: formatter)
        let handler = try attach([target])
        let logger = tree.logger("a")
        for number in 0..<3 {
            logger.info("\(number)")
            logger.debug("below the target's level")
        }
        handler.level = .warning
        logger.info("below the queue's level")
        logger.warning("3")
        handler.level = .notSet
        target.filters = [NameFilter(name: "b")]
        logger.warning("refused")
        tree.logger("b").warning("4")
        target.filters = []
        logger.warning("5")
        try handler.flush()
        #expect(
            directory.text("app.log") == "INFO a 0\nINFO a 1\nINFO a 2\nWARNING a 3\nWARNING b 4\nWARNING a 5\n"
        )
        #expect(handler.pendingRecords == 0)
        handler.close()
        logger.warning("6")
        #expect(directory.text("app.log")?.hasSuffix("WARNING a 5\nWARNING a 6\n") == true)
        #expect(failures.all == [])
    }

    @Test func `records cross the queue whole to several handlers`() throws {
        let first = RecordingHandler("first")
        let second = RecordingHandler("second")
        let handler = try attach([first, second], AsyncOptions(capacity: 1 << 16))
        log(5000)
        tree.root.log(.error, object: ["event": "login"], extra: ["user": 7])
        handler.close()
        #expect(first.lines.prefix(5000) == (0..<5000).map(line)[...])
        #expect(first.lines == second.lines)
        #expect(first.records.last?.object == ["event": "login"])
        #expect(first.records.last?.extra == ["user": 7])
    }

    @Test func `records of many threads all arrive, each thread's in its order`() throws {
        let handler = try attach(
            [try FileHandler(filename: directory.file("app.log"))],
            AsyncOptions(capacity: 1 << 16)
        )
        let logger = tree.root
        DispatchQueue.concurrentPerform(iterations: 4) { thread in
            for number in 0..<5000 { logger.info("\(LineCollection.line("t\(thread)", number))") }
        }
        handler.close()
        let lines = (directory.text("app.log") ?? "").split(separator: "\n").map(String.init)
        #expect(lines.count == 20_000)
        for thread in 0..<4 {
            #expect(
                lines.filter { $0.hasPrefix("t\(thread) ") } == (0..<5000).map { LineCollection.line("t\(thread)", $0) }
            )
        }
    }

    @Test func `a rotating file has the same parts as without a queue`() throws {
        let direct = try RotatingFileHandler(filename: directory.file("a.log"), maximumSize: 5000, backupCount: 100)
        let behind = try RotatingFileHandler(filename: directory.file("b.log"), maximumSize: 5000, backupCount: 100)
        let handler = try attach([behind])
        tree.root.handlers = [direct, handler]
        log(3000)
        handler.close()
        let names = directory.names
        #expect(names.count > 20)
        for name in names where name.hasPrefix("a") {
            #expect(directory.text(name) == directory.text("b" + name.dropFirst()), "\(name)")
        }
    }

    @Test func `a timed file goes over to the next when the records' time says so`() throws {
        let clock = ManualClock(WallTime(seconds: 1_700_000_000))
        let environment = LogEnvironment(clock: clock, timeZone: .utc)
        let tree = LoggerTree(environment: environment)
        tree.root.level = .info
        let target = try TimedRotatingFileHandler(
            filename: directory.file("app.log"),
            when: "S",
            environment: environment
        )
        let handler = try AsyncHandler(handlers: [target], environment: environment)
        tree.root.handlers = [handler]
        for second in 0..<3 {
            clock.set(WallTime(seconds: 1_700_000_000 + Int64(second) * 10))
            tree.root.info("a \(second)")
            tree.root.info("b \(second)")
        }
        handler.close()
        #expect(
            directory.texts == [
                "app.log": "a 2\nb 2\n", "app.log.2023-11-14_22-13-20": "a 0\nb 0\n",
                "app.log.2023-11-14_22-13-30": "a 1\nb 1\n",
            ]
        )
    }

    @Test func `a line that is too long for the queue is written in its turn`() throws {
        let handler = try attach(
            [try FileHandler(filename: directory.file("app.log"))],
            AsyncOptions(capacity: 1 << 16)
        )
        let long = String(repeating: "x", count: 100_000)
        tree.root.info("a")
        tree.root.info("\(long)")
        tree.root.info("b")
        handler.close()
        #expect(directory.text("app.log") == "a\n\(long)\nb\n")
    }

    @Test func `a record that comes after closing goes to the handler at once`() throws {
        let handler = try attach([try FileHandler(filename: directory.file("app.log"))])
        tree.root.info("a")
        handler.close()
        handler.close()
        tree.root.info("b")
        #expect(directory.text("app.log") == "a\nb\n")
    }

    @Test func `a handler behind the queue may log to the queue and flush it`() throws {
        let echo = AsyncEcho(tree.logger("echo"))
        let handler = try attach([echo])
        echo.queue.withLock { $0 = handler }
        tree.root.info("a")
        try handler.flush()
        handler.close()
        #expect(echo.texts.withLock { $0 } == ["a", "echo of a"])
    }
}

/// Logs a record for each record that is not its own, and flushes the queue that it is behind.
private final class AsyncEcho: Handler, @unchecked Sendable /* guarded by locks */ {
    let queue = Lock<AsyncHandler?>(nil)
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
