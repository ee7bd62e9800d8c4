import LogRuntime
import TestSupport
import Testing

/// Beginnings of lines that a thread remembers never show in another line.
@Suite struct LineBeginningTests {
    private let clock = ManualClock(WallTime(seconds: 1_717_243_380))
    private let directory: TemporaryDirectory

    init() throws {
        directory = try TemporaryDirectory()
    }

    @Test func `lines show their own second, millisecond, name, level and format`() throws {
        let environment = LogEnvironment(clock: clock, timeZone: .utc)
        let tree = LoggerTree(environment: environment)
        let formats = [
            "%(asctime)s - %(name)s - %(levelname)s - %(message)s",
            "%(levelname)-8s|%(name)s|%(message)s",
            "[%(process)d] %(asctime)s %(message)s (%(lineno)d)",
        ]
        var expected: [String: String] = [:]
        var loggers: [(Logger, String, Int)] = []
        for name in ["a", "service.part"] {
            for (number, format) in formats.enumerated() {
                let logger = tree.logger("\(name).\(number)")
                let file = "\(name).\(number).log"
                logger.level = .debug
                logger.propagates = false
                logger.addHandler(
                    try FileHandler(filename: directory.file(file), formatter: try TextFormatter(format: format))
                )
                loggers.append((logger, file, number))
            }
        }
        let moments: [(seconds: Int64, nanoseconds: Int32, shown: String)] = [
            (1_717_243_380, 0, "2024-06-01 12:03:00,000"),
            (1_717_243_380, 7_999_999, "2024-06-01 12:03:00,007"),
            (1_717_243_380, 999_000_000, "2024-06-01 12:03:00,999"),
            // The fraction that Python's floating point time rounds up.
            (1_717_243_380, 999_999_999, "2024-06-01 12:03:01,000"),
            (1_717_243_381, 120_000_000, "2024-06-01 12:03:01,120"),
            (1_717_243_380, 45_000_000, "2024-06-01 12:03:00,045"),
            (1_717_243_440, 0, "2024-06-01 12:04:00,000"),
        ]
        for moment in moments {
            clock.set(WallTime(seconds: moment.seconds, nanoseconds: moment.nanoseconds))
            for round in 0..<2 {
                for (logger, file, number) in loggers {
                    for level in [Level.info, .error] {
                        logger.log(level, "message \(round)", line: 7)
                        let shown = level == .info ? "INFO" : "ERROR"
                        let padded = shown + String(repeating: " ", count: 8 - shown.count)
                        let process = environment.process.identifier
                        let line =
                            switch number {
                            case 0: "\(moment.shown) - \(logger.name) - \(shown) - message \(round)\n"
                            case 1: "\(padded)|\(logger.name)|message \(round)\n"
                            default: "[\(process)] \(moment.shown) message \(round) (7)\n"
                            }
                        expected[file, default: ""] += line
                    }
                }
            }
        }
        #expect(directory.texts == expected)
    }

    @Test func `a level's new name shows in the next line`() throws {
        let tree = LoggerTree(environment: LogEnvironment(clock: clock))
        let logger = tree.logger("a")
        logger.level = .debug
        logger.propagates = false
        let formatter = try TextFormatter(format: "%(levelname)s %(message)s")
        logger.addHandler(try FileHandler(filename: directory.file("a.log"), formatter: formatter))
        logger.info("one")
        logger.info("two")
        tree.addLevelName("Info", for: .info)
        logger.info("three")
        logger.info("four")
        #expect(directory.text("a.log") == "INFO one\nINFO two\nInfo three\nInfo four\n")
    }
}
