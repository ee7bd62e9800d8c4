import CFloor
import Glibc
import LogConfig
import LogMonitor
import Synchronization

/// A row of a model monitor as a line of JSON, one `write(2)` for each record.
///
/// Five columns, a timestamp and a request identifier, through the default configuration of monitors: a timed rotating file
/// handler and the JSON formatter. The measurements have one decimal, as those of the iris data have.
enum RowScenario {
    private static let predictions = ["setosa", "versicolor", "virginica"]

    /// Makes the scenario, after comparing the lines with the floor's.
    static func make(in directory: BenchDirectory) throws -> Scenario {
        try expectSameBytes(in: directory)
        let floor = directory.file("rows-floor.log")
        let printing = directory.file("rows-snprintf.log")
        let python = directory.file("rows-python.log")
        let (hub, ours) = try hub("rows-ours", in: directory, environment: .system)
        return Scenario(
            name: "row",
            subject: "a monitor block of 5 columns as a JSON line to a file, write(2) for each record",
            contenders: [
                Contender(name: "C, by hand", file: floor) { first, count in
                    cfloor_write_rows(floor.descriptor, first, count)
                },
                Contender(name: "C, snprintf", file: printing) { first, count in
                    cfloor_write_rows_snprintf(printing.descriptor, first, count)
                },
                Contender(name: "swift-log-config", file: ours) { first, count in
                    for index in first..<(first + count) { log(index, to: hub) }
                },
            ] + SpdlogContender.rows(directory.file("rows-spdlog.log"))
                + ZerologContender.contender("row", directory.file("rows-zerolog.log"))
                + PythonContender.contender("row", path: python.path, file: python)
        )
    }

    /// Makes the scenario with rows that are gathered in 64 KiB.
    static func makeBuffered(in directory: BenchDirectory) throws -> Scenario {
        let floor = directory.file("rows-buffered-floor.log")
        let ours = directory.file("rows-buffered-ours.log")
        let yaml = """
            version: 1
            handlers:
              rows: {class: logging.FileHandler, filename: "\(ours.path)", formatter: json, bufferSize: 65536}
              none: {class: logging.NullHandler}
            formatters:
              json: {class: pythonjsonlogger.json.JsonFormatter, format: "()", validate: false}
            loggers:
              bentoml_monitor_data: {level: INFO, handlers: [rows], propagate: false}
              bentoml_monitor_schema: {level: INFO, handlers: [none], propagate: false}

            """
        directory.write(yaml, to: "rows-buffered.yaml")
        directory.adopt("rows-buffered.yaml")
        var configuration = MonitorConfiguration()
        configuration.logConfigFile = directory.path(of: "rows-buffered.yaml")
        let hub = MonitorHub(configuration)
        try hub.prepare(["iris"])
        return Scenario(
            name: "row-buffered",
            subject: "the same row, gathered in 64 KiB; the last ones of a slice are flushed",
            contenders: [
                Contender(name: "C, by hand", file: floor) { first, count in
                    cfloor_buffer_rows(floor.descriptor, first, count)
                    cfloor_flush(floor.descriptor)
                },
                Contender(name: "swift-log-config", file: ours) { first, count in
                    for index in first..<(first + count) { log(index, to: hub) }
                    try? hub.flush()
                },
            ] + SpdlogContender.rows(directory.file("rows-buffered-spdlog.log"), isBuffered: true)
                + ZerologContender.contender("row-buffered", directory.file("rows-buffered-zerolog.log"))
        )
    }

    /// Makes the scenario of batches: a block logs 100 rows, column by column.
    static func makeBatches(in directory: BenchDirectory) throws -> Scenario {
        let floor = directory.file("batches-floor.log")
        let (hub, ours) = try hub("batches-ours", in: directory, environment: .system)
        return Scenario(
            name: "batch",
            subject: "a block of 100 rows of 5 columns, in C one write(2) for each row; a record is a row",
            contenders: [
                Contender(name: "C, by hand", file: floor) { first, count in
                    cfloor_write_batches(floor.descriptor, 100, first, count)
                },
                Contender(name: "swift-log-config", file: ours) { first, count in
                    for start in stride(from: first, to: first + count, by: 100) {
                        let rows = (start..<min(start + 100, first + count)).map { cfloor_row_at($0) }
                        hub.monitor("iris") { monitor in
                            monitor.logBatch(rows.lazy.map(\.sepal_length), name: "sepal length", dataType: .numerical)
                            monitor.logBatch(rows.lazy.map(\.sepal_width), name: "sepal width", dataType: .numerical)
                            monitor.logBatch(rows.lazy.map(\.petal_length), name: "petal length", dataType: .numerical)
                            monitor.logBatch(rows.lazy.map(\.petal_width), name: "petal width", dataType: .numerical)
                            let species = (start..<(start + Int64(rows.count))).lazy.map { predictions[Int($0 % 3)] }
                            monitor.logBatch(species, name: "pred", role: .prediction, dataType: .categorical)
                        }
                    }
                },
            ]
        )
    }

    /// The record of a number.
    @inline(__always) private static func log(_ index: Int64, to hub: MonitorHub) {
        let row = cfloor_row_at(index)
        hub.monitor("iris") { monitor in
            monitor.log(row.sepal_length, name: "sepal length", role: .feature, dataType: .numerical)
            monitor.log(row.sepal_width, name: "sepal width", role: .feature, dataType: .numerical)
            monitor.log(row.petal_length, name: "petal length", role: .feature, dataType: .numerical)
            monitor.log(row.petal_width, name: "petal width", role: .feature, dataType: .numerical)
            monitor.log(predictions[Int(index % 3)], name: "pred", role: .prediction, dataType: .categorical)
        }
    }

    /// A hub that writes below a directory, and the file of its rows.
    private static func hub(
        _ name: String,
        in directory: BenchDirectory,
        environment: LogEnvironment,
        context: MonitorConfiguration.ContextProvider? = nil
    ) throws -> (MonitorHub, BenchFile) {
        var configuration = MonitorConfiguration(environment: environment)
        configuration.contextProvider = context
        configuration.logPath = directory.directory(name)
        let hub = MonitorHub(configuration)
        try hub.prepare(["iris"])
        log(0, to: hub)
        for path in ["\(name)/iris", "\(name)/iris/data", "\(name)/iris/schema"] { directory.adopt(path) }
        directory.adopt("\(name)/iris/schema/schema.0.log")
        return (hub, directory.file("\(name)/iris/data/data.0.log"))
    }

    /// Ends the benchmark unless library and floor write the same bytes at the same moments.
    private static func expectSameBytes(in directory: BenchDirectory) throws {
        let moments = [(1_732_312_398, 123_456_789), (1_732_312_398, 999_000_999), (1_732_312_399, 7000)]
        let clock = ManualClock(WallTime(seconds: 1_732_312_398))
        // By a provider: whoever has set a context by a closure once pays for looking for one from then on.
        let request = Atomic<UInt64>(0)
        let (hub, file) = try hub("rows-check", in: directory, environment: LogEnvironment(clock: clock)) {
            MonitorContext(requestID: request.load(ordering: .relaxed))
        }
        file.empty()
        var expected: [UInt8] = []
        for (index, moment) in moments.enumerated() {
            let identifier = UInt64.max / UInt64(index + 1)
            request.store(identifier, ordering: .relaxed)
            clock.set(WallTime(seconds: Int64(moment.0), nanoseconds: Int32(moment.1)))
            for format in [cfloor_format_row, cfloor_format_row_snprintf] {
                log(Int64(index), to: hub)
                var row = cfloor_row_at(Int64(index))
                var line = [CChar](repeating: 0, count: 512)
                let count = format(&line, timespec(tv_sec: moment.0, tv_nsec: moment.1), &row, identifier)
                expected += line.prefix(count).map { UInt8(bitPattern: $0) }
            }
        }
        hub.close()
        expectEqual(file.content, expected)
    }
}
