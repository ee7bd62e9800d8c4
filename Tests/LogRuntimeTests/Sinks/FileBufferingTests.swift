import Foundation
import LogRuntime
import TestSupport
import Testing

@Suite struct FileBufferingTests {
    let directory: TemporaryDirectory
    let status = StatusChannel()

    init() throws {
        directory = try TemporaryDirectory()
    }

    private func handler(_ buffering: FileBuffering, compatibility: Compatibility = .standard) throws -> FileHandler {
        let handler = try FileHandler(
            filename: directory.file("app.log"),
            compatibility: compatibility,
            buffering: buffering
        )
        handler.status = status
        return handler
    }

    private func logger(_ handler: Handler) -> Logger {
        let logger = LoggerTree(status: status).logger("test")
        logger.level = .debug
        logger.propagates = false
        logger.addHandler(handler)
        return logger
    }

    private var text: String? { directory.text("app.log") }

    @Test func `lines wait until they are flushed`() throws {
        let handler = try handler(FileBuffering(interval: 3600))
        let log = logger(handler)
        log.info("one")
        log.info("two")
        #expect(text == "")
        try handler.flush()
        #expect(text == "one\ntwo\n")
        log.info("three")
        handler.close()
        #expect(text == "one\ntwo\nthree\n")
    }

    @Test func `what does not fit is written in whole lines and in order`() throws {
        let log = logger(try handler(FileBuffering(size: 10, interval: 3600)))
        log.info("1234")
        log.info("5678")
        #expect(text == "")
        log.info("9")
        #expect(text == "1234\n5678\n")
        log.info("longer than the memory")
        #expect(text == "1234\n5678\n9\nlonger than the memory\n")
    }

    @Test func `a severe record is written at once, with all before it`() throws {
        let log = logger(try handler(FileBuffering(interval: 3600, flushLevel: .warning)))
        log.info("one")
        #expect(text == "")
        log.warning("two")
        #expect(text == "one\ntwo\n")
    }

    @Test(.timeLimit(.minutes(Patience.minutes(1))))
    func `a line waits no longer than the interval`() throws {
        let handler = try handler(FileBuffering(interval: 0.01))
        let log = logger(handler)
        for line in ["one\n", "one\ntwo\n"] {
            log.info(line == "one\n" ? "one" : "two")
            // Another thread writes it, some time.
            while text != line { usleep(1000) }
        }
    }

    @Test func `a handler that is let go of writes what it holds`() throws {
        do {
            let sink = try FileSink(
                FileSettings(filename: directory.file("app.log"), buffering: FileBuffering(interval: 3600))
            )
            try sink.write("one\n")
            #expect(text == "")
        }
        #expect(text == "one\n")
    }

    @Test func `CPython holds nothing back, so its compatibility does not either`() throws {
        let log = logger(try handler(FileBuffering(interval: 3600), compatibility: .python313))
        log.info("one")
        #expect(text == "one\n")
    }

    #if DEBUG
    @Test func `what a full disk does not take is kept for another try`() throws {
        let handler = try handler(FileBuffering(interval: 3600))
        let log = logger(handler)
        log.info("one")
        log.info("two")
        let plan = FaultPlan()
        plan.add(.write, .atMost(2), times: 1)
        plan.add(.write, .error(ENOSPC))
        _ = plan.run { #expect(throws: SinkError.self) { try handler.flush() } }
        #expect(text == "on")
        try handler.flush()
        #expect(text == "one\ntwo\n")
        #expect(status.lossCount == 0)
    }

    @Test func `lines that cannot be written at the end are counted one by one`() throws {
        let handler = try handler(FileBuffering(interval: 3600))
        let log = logger(handler)
        status.setHook { _ in }
        for _ in 0..<3 { log.info("a line") }
        let plan = FaultPlan()
        plan.add(.write, .error(ENOSPC))
        plan.run { handler.close() }
        #expect(text == "")
        #expect(handler.failureCount == 3)
        #expect(status.lossCount == 3)
    }
    #endif
}

extension FileBuffering {
    fileprivate init(interval: Double, flushLevel: Level = .error) {
        self.init(size: 1 << 16, interval: interval, flushLevel: flushLevel)
    }
}
