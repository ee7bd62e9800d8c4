import Foundation
import LogConfig
import LogMonitor
import LogRuntime
import TestSupport
import Testing

/// Rows that leave the process another way than line by line into a file.
struct ShippedRowsTests {
    let directory: LogMonitorTests.TemporaryDirectory

    init() throws {
        directory = try LogMonitorTests.TemporaryDirectory()
    }

    private func bench(_ handlers: String) throws -> MonitorBench {
        let configuration = """
            version: 1
            formatters:
              row: {class: pythonjsonlogger.jsonlogger.JsonFormatter, format: "()", validate: false}
            handlers:
            \(handlers)
            loggers:
              bentoml_monitor_data: {level: INFO, handlers: [data]}
              bentoml_monitor_schema: {level: INFO, handlers: [schema]}
            """
        try Data(configuration.utf8).write(to: URL(fileURLWithPath: directory.path + "/log.yaml"))
        return MonitorBench(
            type: "default",
            options: ["log_config_file": .string(directory.path + "/log.yaml")],
            directory: directory.path
        )
    }

    private func log(_ bench: MonitorBench, _ count: Int) {
        for number in 1...count {
            withMonitorContext(requestID: UInt64(number)) {
                bench.hub.monitor("iris") { mon in
                    mon.log("é", name: "species", role: .prediction, dataType: .categorical)
                    mon.log([1.5, 2], name: "petal", dataType: .numericalSequence)
                }
            }
        }
    }

    @Test(.enabled(if: ForwardReceiver.python.oracle != nil, "needs a python3 with msgpack"), arguments: [false, true])
    func `rows and schema go to Fluent Bit with the monitor's name as tag`(acknowledges: Bool) throws {
        let socket = directory.path + "/fluent.sock"
        let receiver = try ForwardReceiver(path: socket, events: 4)
        func handler(_ kind: String) -> String {
            "  \(kind): {class: fluent.handler.FluentHandler, tag: 'monitoring.{monitor_name}.\(kind)', "
                + "host: 'unix://\(socket)', ack: \(acknowledges)}"
        }
        // One connection at a time is served: the schema's handler writes to a file.
        let bench = try bench(
            handler("data") + "\n  schema: {class: logging.FileHandler, filename: schema.log, formatter: row}"
        )
        log(bench, 4)
        bench.hub.close()
        let lines = receiver.lines()
        #expect(lines.count == 4)
        for (index, line) in lines.enumerated() {
            let record = """
                {"species": "é", "petal": [1.5, 2.0], "timestamp": "2026-11-22T22:14:47.641727", \
                "request_id": "\(index + 1)"}
                """
            #expect(line == "[\"monitoring.iris.data\", 1795385687, \(record)]")
        }
        #expect(directory.text("schema.log")?.hasSuffix("\"type\": \"numerical_sequence\"}]}\n") == true)
        #expect(bench.failures.isEmpty)
    }

    @Test func `rows behind a queue are lines like any others`() throws {
        let bench = try bench(
            """
              file: {class: logging.FileHandler, filename: rows.log, formatter: row}
              data: {class: logconfig.AsyncHandler, handlers: [file]}
              schema: {class: logging.NullHandler}
            """
        )
        log(bench, 100)
        bench.hub.close()
        let expected = (1...100).map { number in
            """
            {"species": "\\u00e9", "petal": [1.5, 2.0], "timestamp": "2026-11-22T22:14:47.641727", \
            "request_id": "\(number)"}

            """
        }
        #expect(directory.text("rows.log") == expected.joined())
        #expect(bench.failures.isEmpty)
    }
}
