import CFloor
import Glibc
import LogConfig
import LogMonitor

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
        environment: LogEnvironment
    ) throws -> (MonitorHub, BenchFile) {
        var configuration = MonitorConfiguration(environment: environment)
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
        let (hub, file) = try hub("rows-check", in: directory, environment: LogEnvironment(clock: clock))
        file.empty()
        var expected: [UInt8] = []
        for (index, moment) in moments.enumerated() {
            let request = UInt64.max / UInt64(index + 1)
            clock.set(WallTime(seconds: Int64(moment.0), nanoseconds: Int32(moment.1)))
            for format in [cfloor_format_row, cfloor_format_row_snprintf] {
                withMonitorContext(requestID: request) { log(Int64(index), to: hub) }
                var row = cfloor_row_at(Int64(index))
                var line = [CChar](repeating: 0, count: 512)
                let count = format(&line, timespec(tv_sec: moment.0, tv_nsec: moment.1), &row, request)
                expected += line.prefix(count).map { UInt8(bitPattern: $0) }
            }
        }
        hub.close()
        expectEqual(file.content, expected)
    }
}
