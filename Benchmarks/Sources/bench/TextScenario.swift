import CFloor
import Glibc
import LogConfig

/// A line of text to a file, one `write(2)` for each record.
///
/// The message has two integers in it, as messages of servers have; the format is the one that most configurations use.
enum TextScenario {
    static let format = "%(asctime)s - %(name)s - %(levelname)s - %(message)s"

    /// Makes the scenario, after comparing the lines with the floor's.
    static func make(in directory: BenchDirectory) throws -> Scenario {
        try expectSameBytes(
            in: directory,
            as: "text-check.log",
            TextFormatter(format: format),
            [cfloor_format_text, cfloor_format_text_snprintf]
        )
        let floor = directory.file("text-floor.log")
        let printing = directory.file("text-snprintf.log")
        let ours = directory.file("text-ours.log")
        let python = directory.file("text-python.log")
        let logger = try logger(to: ours, tree: LoggerTree())
        return Scenario(
            name: "text",
            subject: "`\(format)` to a file, write(2) for each record",
            contenders: [
                Contender(name: "C, by hand", file: floor) { first, count in
                    cfloor_write_text(floor.descriptor, first, count)
                },
                Contender(name: "C, snprintf", file: printing) { first, count in
                    cfloor_write_text_snprintf(printing.descriptor, first, count)
                },
                Contender(name: "swift-log-config", file: ours) { first, count in
                    for index in first..<(first + count) { log(index, to: logger) }
                },
            ] + SpdlogContender.text(directory.file("text-spdlog.log"))
                + ZerologContender.contender("text", directory.file("text-zerolog.log"))
                + [SwiftLogContender.make(directory.file("text-swift-log.log"))]
                + PythonContender.contender("text", path: python.path, file: python)
        )
    }

    /// Makes the scenario with lines that are gathered in 64 KiB.
    static func makeBuffered(in directory: BenchDirectory) throws -> Scenario {
        let floor = directory.file("buffered-floor.log")
        let ours = directory.file("buffered-ours.log")
        let handler = try FileHandler(
            filename: ours.path,
            buffering: FileBuffering(),
            formatter: try TextFormatter(format: format)
        )
        let logger = try logger(handler: handler, tree: LoggerTree())
        return Scenario(
            name: "text-buffered",
            subject: "the same line, gathered in 64 KiB; the last ones of a slice are flushed",
            contenders: [
                Contender(name: "C, by hand", file: floor) { first, count in
                    cfloor_buffer_text(floor.descriptor, first, count)
                    cfloor_flush(floor.descriptor)
                },
                Contender(name: "swift-log-config", file: ours) { first, count in
                    for index in first..<(first + count) { log(index, to: logger) }
                    try? handler.flush()
                },
            ] + SpdlogContender.text(directory.file("buffered-spdlog.log"), isBuffered: true)
                + ZerologContender.contender("text-buffered", directory.file("buffered-zerolog.log"))
        )
    }

    /// Makes the scenario without the system call: what formatting alone costs.
    static func makeFormatOnly() throws -> Scenario {
        let logger = try logger(
            handler: SinkHandler(sink: DiscardingSink(), formatter: try TextFormatter(format: format)),
            tree: LoggerTree()
        )
        return Scenario(
            name: "text-format",
            subject: "the same line, formatted and thrown away",
            contenders: [
                Contender(name: "C, by hand") { first, count in cfloor_format_texts(first, count) },
                Contender(name: "swift-log-config") { first, count in
                    for index in first..<(first + count) { log(index, to: logger) }
                },
            ]
        )
    }

    /// The record of a number.
    @inline(__always) static func log(_ index: Int64, to logger: Logger) {
        logger.info(
            "request handled for user \(cfloor_user(index)) in \(cfloor_milliseconds(index)) ms status ok"
        )
    }

    /// A logger as a configuration makes it, with one file handler.
    static func logger(to file: BenchFile, tree: LoggerTree) throws -> Logger {
        try logger(
            handler: FileHandler(filename: file.path, formatter: try TextFormatter(format: format)),
            tree: tree
        )
    }

    static func logger(handler: Handler, tree: LoggerTree) throws -> Logger {
        let logger = tree.logger("app.service.module")
        logger.level = .info
        logger.propagates = false
        logger.addHandler(handler)
        return logger
    }

    /// Ends the benchmark unless library and floor write the same bytes at the same moments.
    static func expectSameBytes(
        in directory: BenchDirectory,
        as name: String,
        _ formatter: any Formatter,
        _ floors: [(UnsafeMutablePointer<CChar>, timespec, Int64, Int64) -> Int]
    ) throws {
        let moments = [(0, 0), (1_732_312_398, 123_456_789), (1_732_312_398, 999_000_000), (1_732_312_399, 1_000_000)]
        let file = directory.file(name)
        let clock = ManualClock(WallTime(seconds: 0))
        let logger = try logger(
            handler: FileHandler(filename: file.path, formatter: formatter),
            tree: LoggerTree(environment: LogEnvironment(clock: clock))
        )
        var expected: [UInt8] = []
        for (index, moment) in moments.enumerated() {
            clock.set(WallTime(seconds: Int64(moment.0), nanoseconds: Int32(moment.1)))
            log(Int64(index), to: logger)
            let time = timespec(tv_sec: moment.0, tv_nsec: moment.1)
            for format in floors {
                var line = [CChar](repeating: 0, count: 512)
                let count = format(&line, time, cfloor_user(Int64(index)), cfloor_milliseconds(Int64(index)))
                expected += line.prefix(count).map { UInt8(bitPattern: $0) }
            }
            log(Int64(index), to: logger)
        }
        expectEqual(file.content, expected)
    }
}
