import Foundation
import LogMonitor
import LogRuntime
import TestSupport
import Testing

/// The default type of monitors: files, and logging configurations of one's own.
struct FileMonitorTests {
    let directory: TemporaryDirectory
    let bench: MonitorBench

    init() throws {
        directory = try TemporaryDirectory()
        bench = MonitorBench(type: "default", directory: directory.path)
    }

    private static let tail = ", \"timestamp\": \"2026-11-22T22:14:47.641727\", \"request_id\": \"1\"}\n"

    private func log(_ value: some MonitorValue, to name: String = "m", in bench: MonitorBench? = nil) {
        withMonitorContext(requestID: 1) {
            (bench ?? self.bench).hub.monitor(name) { $0.log(value, name: "x", dataType: .numerical) }
        }
    }

    private func schemaLine(_ columns: String = #"{"name": "x", "role": "feature", "type": "numerical"}"#) -> String {
        #"{"meta_data": {"bento_name": "", "bento_version": "not available"}, "columns": ["# + columns + "]}\n"
    }

    @Test func `rows and schema are lines of JSON in files below log_path`() throws {
        log(1)
        log("café")
        #expect(directory.files == ["monitoring/m/data/data.0.log", "monitoring/m/schema/schema.0.log"])
        #expect(
            directory.text("monitoring/m/data/data.0.log")
                == "{\"x\": 1" + FileMonitorTests.tail + "{\"x\": \"caf\\u00e9\"" + FileMonitorTests.tail
        )
        #expect(directory.text("monitoring/m/schema/schema.0.log") == schemaLine())
        #expect(bench.failures.isEmpty)
    }

    @Test func `worker, service and directory are those configured`() {
        let bench = MonitorBench(
            type: "default",
            options: ["log_path": .string(directory.path + "/out")],
            worker: 3,
            serviceName: "demo",
            serviceVersion: "v1"
        )
        log(1, in: bench)
        #expect(directory.files == ["out/m/data/data.3.log", "out/m/schema/schema.3.log"])
        #expect(
            directory.text("out/m/schema/schema.3.log")
                == schemaLine().replacing(
                    "\"\", \"bento_version\": \"not available\"",
                    with: "\"demo\", \"bento_version\": \"v1\""
                )
        )
    }

    @Test func `a configuration names classes of the program, as the program's own configuration does`() throws {
        let rows = RecordingHandler()
        var registry = Registry.standard
        registry.handler("shop.Rows") { _ in { _ in rows } }
        try directory.write(
            """
            version: 1
            handlers: {rows: {class: shop.Rows}}
            loggers: {bentoml_monitor_data: {level: INFO, handlers: [rows]}}
            """,
            to: "log.yaml"
        )
        let bench = MonitorBench(
            type: "default",
            options: ["log_config_file": .string(directory.path + "/log.yaml")],
            registry: registry
        )
        log(1, in: bench)
        #expect(rows.lines.map { $0.prefix(8) } == ["{'x': 1,"])
        #expect(bench.failures.isEmpty)
    }

    @Test func `a block without values makes no files`() {
        bench.hub.monitor("m") { _ in }
        #expect(directory.files == [])
    }

    @Test func `two monitors write to files of their own`() {
        for number in 1...3 {
            log(number, to: "a")
            log(number * 10, to: "b")
        }
        let rows = { (numbers: [Int]) in numbers.map { "{\"x\": \($0)" + FileMonitorTests.tail }.joined() }
        #expect(directory.text("monitoring/a/data/data.0.log") == rows([1, 2, 3]))
        #expect(directory.text("monitoring/b/data/data.0.log") == rows([10, 20, 30]))
    }

    @Test func `the program's own handlers and loggers are left alone`() throws {
        let tree = LoggerTree()
        let file = try FileHandler(filename: directory.path + "/app.log", mode: "w")
        tree.root.addHandler(file)
        let logger = tree.logger("app")
        logger.warning("before")
        try directory.write(
            FileMonitorTests.configuration.replacing("disable_existing_loggers: false", with: ""),
            to: "c.yaml"
        )
        let bench = MonitorBench(
            type: "default",
            options: ["log_config_file": .string(directory.path + "/c.yaml")],
            directory: directory.path
        )
        log(1, in: bench)
        logger.warning("after")
        #expect(!logger.isDisabled)
        #expect(directory.text("app.log") == "before\nafter\n")
        #expect(directory.text("both.log") == schemaLine() + "{\"x\": 1" + FileMonitorTests.tail)
    }

    @Test func `a restart does not write the same schema again, but another one`() {
        for number in 0..<3 {
            let bench = MonitorBench(type: "default", directory: directory.path)
            log(number, in: bench)
            bench.hub.close()
        }
        #expect(directory.text("monitoring/m/schema/schema.0.log") == schemaLine())
        let bench = MonitorBench(type: "default", directory: directory.path)
        bench.hub.monitor("m") { $0.log("a", name: "x", role: .target, dataType: .categorical) }
        let other = schemaLine(#"{"name": "x", "role": "target", "type": "categorical"}"#)
        #expect(directory.text("monitoring/m/schema/schema.0.log") == schemaLine() + other)
        #expect(directory.text("monitoring/m/data/data.0.log")?.split(separator: "\n").count == 4)
    }

    @Test(arguments: [
        ("../x", "%2E%2E/x"), ("..", "%2E%2E"), (".", "%2E"), ("/etc/x", "%2Fetc/x"), ("a//b", "a%2F/b"),
        ("a/", "a%2F"),
        ("a/../../b", "a/%2E%2E/%2E%2E/b"), ("it's \"quoted\": {y} #1", "it's \"quoted\": {y} #1"),
        ("two\nlines", "two%0Alines"), ("nul\0", "nul%00"), ("100%", "100%"), ("%2E%2E", "%252E%252E"), ("", "%20"),
        ("team/model", "team/model"), ("größe", "größe"), ("...", "..."),
        (String(repeating: "é", count: 150), String(repeating: "é", count: 90) + "%~68f95dee7a64a70d"),
        ("/etc/passwd", "%2Fetc/passwd"), ("a//../b", "a%2F/%2E%2E/b"),
        (
            Array(repeating: String(repeating: "x", count: 100), count: 20).joined(separator: "/"),
            String(repeating: "x", count: 100) + "_" + String(repeating: "x", count: 79) + "%~444f908684fad794"
        ),
    ])
    func `a monitor's name is a directory below log_path whatever it is`(name: String, place: String) {
        log(1, to: name)
        #expect(
            directory.files == ["monitoring/\(place)/data/data.0.log", "monitoring/\(place)/schema/schema.0.log"]
        )
        #expect(bench.failures.map(\.message) == [])
    }

    @Test func `numbers that JSON lacks are text, null or Python's words, as configured`() {
        let values: [Double] = [.nan, .infinity, -.infinity, 1]
        for (choice, text) in [
            ("text", #"{"x": ["NaN", "Infinity", "-Infinity", 1.0], "NaN, \"I": "NaN""#),
            ("null", #"{"x": [null, null, null, 1.0], "NaN, \"I": "NaN""#),
            ("python", #"{"x": [NaN, Infinity, -Infinity, 1.0], "NaN, \"I": "NaN""#),
        ] {
            let bench = MonitorBench(
                type: "default",
                options: ["non_finite": .string(choice), "log_path": .string(choice)],
                directory: directory.path
            )
            withMonitorContext(requestID: 1) {
                bench.hub.monitor("m") { mon in
                    mon.log(values, name: "x", dataType: .numericalSequence)
                    mon.log("NaN", name: "NaN, \"I", dataType: .categorical)
                }
            }
            #expect(directory.text("\(choice)/m/data/data.0.log") == text + FileMonitorTests.tail)
        }
    }

    @Test func `old data files beyond backup_count are removed`() {
        let bench = MonitorBench(type: "default", options: ["backup_count": 2], directory: directory.path)
        for day in 0..<6 {
            bench.clock.set(WallTime(seconds: MonitorBench.moment.seconds + Int64(day) * 86_400 + 5))
            log(day, in: bench)
        }
        let data = directory.files.filter { $0.contains("/data/") }
        #expect(
            data == [
                "monitoring/m/data/data.0.log", "monitoring/m/data/data.0.log.2026-11-25",
                "monitoring/m/data/data.0.log.2026-11-26",
            ]
        )
    }

    @Test func `limits of age and size of a service file count for each monitor by itself`() throws {
        try directory.write(
            """
            monitoring:
              type: default
              options: {log_path: \(directory.path)/rows, max_age: 2d, max_total_size: 0.5kB}

            """,
            to: "service.yaml"
        )
        let bench = MonitorBench(directory: directory.path)
        bench.hub.configure(
            try MonitoringConfiguration.load(directory.path + "/service.yaml", base: bench.hub.configuration)
        )
        func files(_ name: String) -> [String] {
            directory.files.filter { $0.hasPrefix("rows/\(name)/data/") }
                .map { String($0.dropFirst("rows/\(name)/data/data.0.log".count)) }
        }
        for day in 0..<6 {
            let now = MonitorBench.moment.seconds + Int64(day) * 86_400 + 5
            bench.clock.set(WallTime(seconds: now))
            log(day, to: "small", in: bench)
            for number in 0..<10 { log(number, to: "large", in: bench) }
            // The files' own times are to be those of the test's clock.
            for name in ["small", "large"] {
                try FileManager.default.setAttributes(
                    [.modificationDate: Date(timeIntervalSince1970: Double(now))],
                    ofItemAtPath: "\(directory.path)/rows/\(name)/data/data.0.log"
                )
            }
        }
        #expect(files("small") == ["", ".2026-11-25", ".2026-11-26"])
        #expect(files("large").count == 1)
    }

    // MARK: Logging configurations of one's own

    private static let configuration = """
        version: 1
        disable_existing_loggers: false
        loggers:
          bentoml_monitor_data: {level: INFO, handlers: [both], propagate: false}
          bentoml_monitor_schema: {level: INFO, handlers: [both], propagate: false}
        handlers:
          both: {class: logging.FileHandler, filename: both.log, formatter: json}
        formatters:
          json: {class: pythonjsonlogger.jsonlogger.JsonFormatter, format: "()", validate: false}

        """

    @Test func `braces in a configuration are no trouble, and placeholders are replaced in texts`() throws {
        try directory.write(
            FileMonitorTests.configuration
                .replacing("both.log", with: "'{monitor_name}-{worker_id}.log'")
                .replacing(
                    "json: {class",
                    with: "text: {format: '{{levelname}} {{message}}', style: '{'}\n  json: {class"
                ),
            to: "c.yaml"
        )
        let bench = MonitorBench(
            type: "default",
            options: ["log_config_file": .string(directory.path + "/c.yaml")],
            directory: directory.path,
            worker: 2
        )
        log(1, to: "it's", in: bench)
        #expect(bench.failures.map(\.message) == [])
        #expect(directory.text("it's-2.log") == schemaLine() + "{\"x\": 1" + FileMonitorTests.tail)
    }

    @Test func `a text formatter writes rows as Python prints a dictionary`() throws {
        try directory.write(
            FileMonitorTests.configuration
                .replacing(
                    "class: pythonjsonlogger.jsonlogger.JsonFormatter, format: \"()\", validate: false",
                    with: "format: '%(name)s %(message)s'"
                ),
            to: "c.yaml"
        )
        let bench = MonitorBench(
            type: "default",
            options: ["log_config_file": .string(directory.path + "/c.yaml")],
            directory: directory.path
        )
        log(1, in: bench)
        #expect(
            directory.text("both.log") == """
                bentoml_monitor_schema {'meta_data': {'bento_name': '', 'bento_version': 'not available'}, \
                'columns': [{'name': 'x', 'role': 'feature', 'type': 'numerical'}]}
                bentoml_monitor_data {'x': 1, 'timestamp': '2026-11-22T22:14:47.641727', 'request_id': '1'}

                """
        )
    }

    @Test func `a configuration without the two loggers is warned about`() throws {
        try directory.write("version: 1\n", to: "c.yaml")
        let path = directory.path + "/c.yaml"
        let bench = MonitorBench(
            type: "default",
            options: ["log_config_file": .string(path)],
            directory: directory.path
        )
        log(1, in: bench)
        #expect(
            bench.warnings
                == ["data", "schema"].map {
                    "monitor 'm': '\(path)' gives logger 'bentoml_monitor_\($0)' nothing at level INFO"
                }
        )
    }

    @Test func `a missing configuration is an error at the start, and later ones work when it is there`() throws {
        let path = directory.path + "/later.yaml"
        let bench = MonitorBench(
            type: "default",
            options: ["log_config_file": .string(path)],
            directory: directory.path
        )
        #expect(throws: LoggingConfigurationError.self) { try bench.hub.prepare() }
        #expect(
            bench.hub.monitor("m") { mon -> Int in
                mon.log(1, name: "x", dataType: .numerical)
                return 3
            } == 3
        )
        log(2, in: bench)
        #expect(bench.failures.count == 2)
        #expect(bench.status.lossCount == 2)
        #expect(bench.hub.statistics(of: "m")?.lostRows == 2)

        try directory.write(FileMonitorTests.configuration, to: "later.yaml")
        bench.clock.set(
            WallTime(seconds: MonitorBench.moment.seconds + 1, nanoseconds: MonitorBench.moment.nanoseconds)
        )
        log(3, in: bench)
        #expect(directory.text("both.log")?.split(separator: "\n").count == 2)
        #expect(bench.hub.statistics(of: "m")?.rows == 1)
    }

    @Test func `a log_path that is a file is an error at the start and disturbs no block`() throws {
        try directory.write("", to: "monitoring")
        #expect(throws: LoggingConfigurationError.self) { try bench.hub.prepare(["m"]) }
        log(1)
        #expect(bench.hub.statistics(of: "m")?.lostRows == 1)
        #expect(directory.files == ["monitoring"])
    }

    // Needs a device that is always full, as Linux has.
    @Test(.enabled(if: FileManager.default.fileExists(atPath: "/dev/full"), "needs /dev/full"))
    func `a full disk costs rows that are counted, and disturbs no block`() throws {
        try directory.write(FileMonitorTests.configuration.replacing("both.log", with: "/dev/full"), to: "c.yaml")
        let bench = MonitorBench(
            type: "default",
            options: ["log_config_file": .string(directory.path + "/c.yaml")]
        )
        log(1, in: bench)
        log(2, in: bench)
        #expect(
            bench.failures.map { "\($0.handler): \($0.message)" } == [
                "both: cannot write '/dev/full': No space left on device",
                "monitor m: the schema is not written yet: handler 'both' has failed",
                "both: cannot write '/dev/full': No space left on device",
                "both: cannot write '/dev/full': No space left on device",
                "monitor m: the schema is not written yet: handler 'both' has failed",
                "both: cannot write '/dev/full': No space left on device",
            ]
        )
    }

    @Test func `two hubs on the same files lose no row and tear none`() async {
        await withTaskGroup { group in
            for worker in 0..<2 {
                let bench = MonitorBench(type: "default", directory: directory.path)
                group.addTask {
                    for number in 0..<300 { self.log(worker * 1000 + number, in: bench) }
                }
            }
        }
        let lines = directory.text("monitoring/m/data/data.0.log")?.split(separator: "\n") ?? []
        let expected = (0..<300).flatMap { ["{\"x\": \($0)", "{\"x\": \(1000 + $0)"] }
        #expect(Set(lines.map { String($0) + "\n" }) == Set(expected.map { $0 + FileMonitorTests.tail }))
        #expect(lines.count == 600)
    }
}
