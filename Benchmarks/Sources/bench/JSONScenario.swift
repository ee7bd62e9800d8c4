import CFloor
import Glibc
import LogConfig

/// The record of ``TextScenario`` as a line of JSON, as python-json-logger writes it.
enum JSONScenario {
    private static let format = "%(asctime)s %(name)s %(levelname)s %(message)s"

    /// Makes the scenario, after comparing the lines with the floor's.
    static func make(in directory: BenchDirectory) throws -> Scenario {
        try expectSameBytes(in: directory)
        let floor = directory.file("json-floor.log")
        let printing = directory.file("json-snprintf.log")
        let ours = directory.file("json-ours.log")
        let python = directory.file("json-python.log")
        let logger = try TextScenario.logger(
            handler: FileHandler(filename: ours.path, formatter: try formatter()),
            tree: LoggerTree()
        )
        return Scenario(
            name: "json",
            subject: "the same record as JSON to a file, write(2) for each record",
            contenders: [
                Contender(name: "C, by hand", file: floor) { first, count in
                    cfloor_write_json(floor.descriptor, first, count)
                },
                Contender(name: "C, snprintf", file: printing) { first, count in
                    cfloor_write_json_snprintf(printing.descriptor, first, count)
                },
                Contender(name: "swift-log-config", file: ours) { first, count in
                    for index in first..<(first + count) { TextScenario.log(index, to: logger) }
                },
            ] + SpdlogContender.json(directory.file("json-spdlog.log"))
                + ZerologContender.contender("text", directory.file("json-zerolog.log"))
                + PythonContender.contender("json", path: python.path, file: python)
        )
    }

    /// Makes the scenario with lines that are gathered in 64 KiB.
    static func makeBuffered(in directory: BenchDirectory) throws -> Scenario {
        let floor = directory.file("json-buffered-floor.log")
        let ours = directory.file("json-buffered-ours.log")
        let handler = try FileHandler(filename: ours.path, buffering: FileBuffering(), formatter: try formatter())
        let logger = try TextScenario.logger(handler: handler, tree: LoggerTree())
        return Scenario(
            name: "json-buffered",
            subject: "the same line, gathered in 64 KiB; the last ones of a slice are flushed",
            contenders: [
                Contender(name: "C, by hand", file: floor) { first, count in
                    cfloor_buffer_json(floor.descriptor, first, count)
                    cfloor_flush(floor.descriptor)
                },
                Contender(name: "swift-log-config", file: ours) { first, count in
                    for index in first..<(first + count) { TextScenario.log(index, to: logger) }
                    try? handler.flush()
                },
            ] + SpdlogContender.json(directory.file("json-buffered-spdlog.log"), isBuffered: true)
                + ZerologContender.contender("text-buffered", directory.file("json-buffered-zerolog.log"))
        )
    }

    private static func formatter() throws -> JSONFormatter {
        var options = JSONFormatter.Options()
        options.fields = .format(format, style: "%")
        return try JSONFormatter(options)
    }

    /// Ends the benchmark unless library and floor write the same bytes at the same moments.
    private static func expectSameBytes(in directory: BenchDirectory) throws {
        try TextScenario.expectSameBytes(
            in: directory,
            as: "json-check.log",
            formatter(),
            [cfloor_format_json, cfloor_format_json_snprintf]
        )
    }
}
