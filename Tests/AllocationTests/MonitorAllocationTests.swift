import Foundation
import LogMonitor
import LogRuntime
import Testing

/// A block on its way to a file allocates nothing.
@Suite(.enabled(if: AllocationCount.isAvailable, "counting needs glibc's malloc and no sanitizer"))
final class MonitorAllocationTests {
    let directory = FileManager.default.temporaryDirectory.appendingPathComponent("monitor-\(UUID())").path
    let hub: MonitorHub

    init() throws {
        let yaml = """
            version: 1
            loggers:
              bentoml_monitor_data: {level: INFO, handlers: [rows]}
              bentoml_monitor_schema: {level: INFO, handlers: [schema]}
            handlers:
              rows: {class: logging.FileHandler, filename: rows.log, formatter: json}
              schema: {class: logging.FileHandler, filename: schema.log, formatter: json}
            formatters:
              json: {class: pythonjsonlogger.json.JsonFormatter, format: "()", validate: false}

            """
        try FileManager.default.createDirectory(atPath: directory, withIntermediateDirectories: true)
        try Data(yaml.utf8).write(to: URL(fileURLWithPath: directory + "/log.yaml"))
        hub = MonitorHub(
            MonitorConfiguration(
                options: ["log_config_file": .string(directory + "/log.yaml")],
                environment: LogEnvironment(files: FileNaming(workingDirectory: directory))
            )
        )
    }

    deinit { try? FileManager.default.removeItem(atPath: directory) }

    @Test func `numbers and strings allocate nothing`() throws {
        let text = String(repeating: "a long text ", count: 10)
        func block(_ call: Int) {
            hub.monitor("iris") { mon in
                mon.log(4.9, name: "sepal length", dataType: .numerical)
                mon.log(Double(call) / 3, name: "a name that does not fit into a small string", dataType: .numerical)
                mon.log(call, name: "n", role: .target, dataType: .numericalSequence)
                mon.log(call == 3, name: "flag", dataType: .categorical)
                mon.log(text, name: "pred", role: .prediction, dataType: .categorical)
            }
        }
        // The first blocks make the monitor and what is made once in a process.
        for call in 0..<10 { block(call) }
        #expect(AllocationCount.of(block) == 0)
        let rows = try String(contentsOfFile: directory + "/rows.log", encoding: .utf8)
        #expect(rows.split(separator: "\n").count == 111)
    }

    @Test func `rows behind a queue allocate nothing`() throws {
        let yaml = """
            version: 1
            loggers:
              bentoml_monitor_data: {level: INFO, handlers: [queue]}
              bentoml_monitor_schema: {level: INFO, handlers: [schema]}
            handlers:
              rows: {class: logging.FileHandler, filename: queued.log, formatter: json}
              queue: {class: logconfig.AsyncHandler, handlers: [rows]}
              schema: {class: logging.FileHandler, filename: schema.log, formatter: json}
            formatters:
              json: {class: pythonjsonlogger.json.JsonFormatter, format: "()", validate: false}

            """
        try Data(yaml.utf8).write(to: URL(fileURLWithPath: directory + "/queue.yaml"))
        var configuration = hub.configuration
        configuration.logConfigFile = directory + "/queue.yaml"
        hub.configure(configuration)
        func block(_ call: Int) {
            hub.monitor("iris") { mon in
                mon.log(Double(call) / 3, name: "x", dataType: .numerical)
                mon.log(call, name: "n", dataType: .numerical)
            }
        }
        for call in 0..<10 { block(call) }
        #expect(AllocationCount.of(block) == 0)
        hub.close()
        let rows = try String(contentsOfFile: directory + "/queued.log", encoding: .utf8)
        #expect(rows.split(separator: "\n").count == 111)
    }

    @Test func `a batch allocates nothing`() throws {
        let numbers = (0..<100).map { Double($0) / 3 }
        let names = (0..<100).map { "a name that does not fit into a small string, number \($0)" }
        func block(_ call: Int) {
            hub.monitor("iris") { mon in
                mon.logBatch(numbers, name: "sepal length", dataType: .numerical)
                mon.logBatch(names, name: "pred", role: .prediction, dataType: .categorical)
            }
        }
        for call in 0..<10 { block(call) }
        #expect(AllocationCount.of(block) == 0)
        let rows = try String(contentsOfFile: directory + "/rows.log", encoding: .utf8)
        #expect(rows.split(separator: "\n").count == 11_100)
    }

    @Test func `lists of numbers allocate nothing, also as encodable values`() throws {
        let vector = (0..<1000).map { Double($0) / 3 }
        let counts = Array(0..<1000)
        func block(_ call: Int) {
            hub.monitor("iris") { mon in
                mon.log(vector, name: "vector", dataType: .numericalSequence)
                mon.log(counts, name: "counts", dataType: .numericalSequence)
                mon.log(encoding: vector, name: "encoded", dataType: .numericalSequence)
            }
        }
        for call in 0..<10 { block(call) }
        #expect(AllocationCount.of(block) == 0)
    }

    private struct Embedding: Encodable {
        var model = "m"
        var vector: [Double]
    }

    @Test func `a list of numbers in an encodable value costs the same however long it is`() throws {
        func cost(_ length: Int) -> UInt64 {
            let embedding = Embedding(vector: Array(repeating: 0.5, count: length))
            func block(_ call: Int) {
                hub.monitor("iris") { $0.log(encoding: embedding, name: "embedding", dataType: "object") }
            }
            for call in 0..<10 { block(call) }
            return AllocationCount.of(block)
        }
        let long = cost(1000)
        #expect(long == cost(10))
        #expect(long > 0)
    }

    @Test func `rows of a loop allocate nothing`() throws {
        func block(_ call: Int) {
            hub.monitor("iris") { mon in
                for row in 0..<10 {
                    mon.log(Double(row), name: "sepal length", dataType: .numerical)
                    mon.log(call, name: "n", role: .target, dataType: .numerical)
                }
            }
        }
        // As many digits as there will be: the memory of rows grows with the first long ones.
        for call in 100..<120 { block(call) }
        #expect(AllocationCount.of(block) == 0)
    }

    @Test func `a monitor that is off allocates nothing`() {
        hub.configure(MonitorConfiguration(isEnabled: false))
        let count = AllocationCount.of { call in
            hub.monitor("off") { $0.log(call, name: "n", dataType: .numerical) }
        }
        #expect(count == 0)
    }
}
