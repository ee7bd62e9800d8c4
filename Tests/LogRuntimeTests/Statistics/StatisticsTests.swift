import Foundation
import LogRuntime
import TestSupport
import Testing

@Suite struct StatisticsTests {
    let directory: TemporaryDirectory
    let tree = LoggerTree()

    init() throws {
        directory = try TemporaryDirectory()
        tree.status.setHook { _ in }
    }

    private func logger(_ handlers: Handler...) -> Logger {
        let logger = tree.logger("shop")
        logger.level = .debug
        logger.propagates = false
        for handler in handlers {
            handler.status = tree.status
            logger.addHandler(handler)
        }
        return logger
    }

    @Test func `delivered records and their bytes are counted`() throws {
        let handler = try FileHandler(filename: directory.file("app.log"))
        handler.name = "file"
        let log = logger(handler)
        log.info("one")
        log.info("zwölf")
        var expected = HandlerStatistics(name: "file")
        expected.records = 2
        expected.bytes = 11
        #expect(tree.statistics == LoggingStatistics(handlers: [expected], filteredByLoggers: 0))
        #expect(directory.data("app.log")?.count == 11)
    }

    @Test func `what filters stop is counted where they stop it`() throws {
        let handler = try FileHandler(filename: directory.file("app.log"))
        handler.filters = [WordFilter("secret")]
        let log = logger(handler)
        log.info("secret one")
        log.info("open")
        #expect(handler.statistics.filtered == 1)
        #expect(handler.statistics.records == 1)
        log.filters = [WordFilter("secret")]
        log.info("secret two")
        #expect(tree.statistics.filteredByLoggers == 1)
        #expect(handler.statistics.received == 2)
    }

    @Test func `rollovers are counted`() throws {
        let handler = try RotatingFileHandler(
            filename: directory.file("app.log"),
            maximumSize: 10,
            backupCount: 2
        )
        let log = logger(handler)
        for _ in 0..<4 { log.info("12345") }
        #expect(handler.statistics.rollovers == 3)
        #expect(handler.statistics.records == 4)
        #expect(handler.statistics.bytes == 24)
    }

    @Test func `records that wait are pending, and delivered behind`() throws {
        let target = try FileHandler(filename: directory.file("app.log"))
        target.name = "file"
        let memory = MemoryHandler(capacity: 3, target: target)
        let log = logger(memory)
        log.info("one")
        log.info("two")
        #expect(tree.statistics.handlers.map(\.pending) == [2, 0])
        log.info("three")
        #expect(tree.statistics.handlers.map(\.records) == [3, 3])
        #expect(tree.statistics.handlers.map(\.pending) == [0, 0])
    }

    @Test func `records that a closed memory drops are counted`() throws {
        let memory = MemoryHandler(capacity: 10, flushesOnClose: false)
        let log = logger(memory)
        log.info("one")
        log.info("two")
        memory.close()
        #expect(memory.statistics.drops == ["closed": 2])
        #expect(memory.statistics.received == 2)
        #expect(memory.statistics.records == 0)
    }

    @Test func `a queue without room counts what it refuses`() throws {
        let queue = QueueHandler(handlers: [], capacity: 2, compatibility: .python313)
        let log = logger(queue)
        for number in 0..<5 { log.info("\(number)") }
        #expect(queue.statistics.pending == 2)
        #expect(queue.statistics.drops == ["queue full": 3])
        #expect(queue.statistics.received == 5)
    }

    @Test func `the figures are an object for a record`() throws {
        var figures = HandlerStatistics(name: "file")
        figures.records = 2
        figures.drops = ["write: No space left on device": 1]
        let all = LoggingStatistics(handlers: [figures], filteredByLoggers: 3)
        let expected: LogObject = [
            "handlers": [
                "file": [
                    "records": 2, "bytes": 0, "filtered": 0, "dropped": 1, "pending": 0, "rollovers": 0, "retries": 0,
                    "errors": 0, "drops": ["write: No space left on device": 1],
                ]
            ],
            "filtered_by_loggers": 3, "lost_in_recursion": 0,
        ]
        #expect(all.object == expected)
    }

    #if DEBUG
    /// The handlers that write files, by name.
    private func makeHandler(_ kind: String) throws -> Handler {
        let path = directory.file("app.log")
        switch kind {
        case "rotating": return try RotatingFileHandler(filename: path, maximumSize: 60, backupCount: 3)
        case "watched": return try WatchedFileHandler(filename: path)
        case "timed": return try TimedRotatingFileHandler(filename: path, when: "midnight")
        case "gathering":
            return try FileHandler(filename: path, buffering: FileBuffering(size: 40, interval: 3600))
        default: return try FileHandler(filename: path)
        }
    }

    @Test(
        arguments: ["file", "rotating", "watched", "timed", "gathering"],
        [ENOSPC, EDQUOT, EIO, EROFS, EACCES, EMFILE]
    )
    func `every record is delivered, filtered or counted, whatever fails`(_ kind: String, _ number: Int32) throws {
        let handler = try makeHandler(kind)
        handler.filters = [WordFilter("secret")]
        let log = logger(handler)
        var generator = SeededGenerator(seed: UInt64(number))
        let plan = FaultPlan()
        plan.run {
            for index in 0..<300 {
                if index % 10 == 0 {
                    plan.clear()
                    let call = [FaultPlan.Call.write, .rename, .open, .stat].randomElement(using: &generator) ?? .write
                    plan.add(call, .error(number), times: Int.random(in: 0...6, using: &generator))
                }
                log.info(index % 7 == 0 ? "secret \(index)" : "record \(index)")
            }
            plan.clear()
            handler.close()
        }
        let statistics = handler.statistics
        #expect(statistics.received == 300)
        #expect(statistics.filtered == 43)
        #expect(statistics.dropped > 0)
        let lines = (0...3).compactMap { directory.text($0 == 0 ? "app.log" : "app.log.\($0)") }.joined().split(
            separator: "\n"
        )
        if kind != "rotating" { #expect(lines.count == statistics.records) }
        #expect(Set(lines).count == lines.count)
    }
    #endif
}
