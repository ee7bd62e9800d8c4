import LogRuntime
import TestSupport
import Testing

/// Lines of JSON that a logger writes at once.
@Suite struct LinesSinkTests {
    let directory: TemporaryDirectory

    init() throws {
        directory = try TemporaryDirectory()
    }

    /// A logger whose lines go to a file as they are.
    private func logger(_ buffering: FileBuffering? = nil) throws -> (log: Logger, handler: FileHandler) {
        let handler = try FileHandler(
            filename: directory.file("rows.log"),
            buffering: buffering,
            formatter: try JSONFormatter(rowOptions)
        )
        let log = LoggerTree().logger("rows")
        log.propagates = false
        log.level = .info
        log.handlers = [handler]
        return (log, handler)
    }

    private var rowOptions: JSONFormatter.Options {
        var options = JSONFormatter.Options()
        options.fields = .format("()", style: "%")
        options.validate = false
        return options
    }

    private func write(_ rows: [String], to log: Logger) {
        let bytes = rows.flatMap { Array("{\($0)}\n".utf8) }
        var ends: [Int] = []
        for row in rows { ends.append((ends.last ?? 0) + row.utf8.count + 3) }
        bytes.withUnsafeBytes { bytes in
            ends.withUnsafeBufferPointer { ends in
                log.log(.info, RenderedLines(bytes: bytes, ends: ends), at: WallTime(seconds: 0))
            }
        }
    }

    private let rows = (0..<10).map { "\"n\": \($0)" }
    private var text: String { rows.map { "{\($0)}\n" }.joined() }

    @Test func `lines are the bytes that records make`() throws {
        let (log, handler) = try logger()
        write(rows, to: log)
        write(["\"n\": 10"], to: log)
        #expect(directory.text("rows.log") == text + "{\"n\": 10}\n")
        #expect(handler.statistics.records == 11)
        #expect(handler.statistics.bytes == text.utf8.count + 10)
        handler.filters = [LevelRangeFilter(minimum: .debug)]
        write(rows, to: log)
        #expect(directory.text("rows.log") == text + "{\"n\": 10}\n" + text)
        #expect(handler.statistics.records == 21)
    }

    @Test func `lines are gathered where the file gathers`() throws {
        let (log, handler) = try logger(FileBuffering(size: 64, interval: 3600))
        write(Array(rows.prefix(5)), to: log)
        #expect(directory.text("rows.log") == "")
        write(Array(rows.suffix(5)), to: log)
        try handler.flush()
        #expect(directory.text("rows.log") == text)
        #expect(handler.statistics.records == 10)
    }

    #if DEBUG
    @Test func `a line that is written in part is lost alone, and completed before the next one`() throws {
        let (log, handler) = try logger()
        let plan = FaultPlan()
        // Three lines and a part of the fourth.
        plan.add(.write, .atMost(30), times: 1)
        plan.add(.write, .error(28), times: 1)
        plan.run { write(rows, to: log) }
        #expect(directory.text("rows.log") == text)
        #expect(handler.failureCount == 1)
        #expect(handler.statistics.records == 9)
        #expect(handler.statistics.drops == ["write: No space left on device": 1])
    }
    #endif
}
