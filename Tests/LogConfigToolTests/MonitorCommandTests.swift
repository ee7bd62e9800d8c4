import Foundation
import TestSupport
import Testing

@Suite struct MonitorCommandTests {
    private static var isThreadSanitized: Bool {
        #if SANITIZE_THREAD
        true
        #else
        false
        #endif
    }

    let tool = BuiltProgram("logconfig")
    let directory: TemporaryDirectory

    init() throws {
        directory = try TemporaryDirectory()
    }

    private func monitor(_ arguments: [String], rows: String) throws -> BuiltProgram.Outcome {
        try directory.logconfig(
            ["monitor", "m", "--clock", "1717243380.5", "--request-id", "7"] + arguments,
            input: rows,
            environment: ["TZ": "UTC"]
        )
    }

    private var data: String? { directory.text("monitoring/m/data/data.0.log") }
    private var schema: String? { directory.text("monitoring/m/schema/schema.0.log") }

    private static let end = #""timestamp": "2024-06-01T12:03:00.500000", "request_id": "7"}"#

    @Test func `rows become lines in their own order, types follow the values`() throws {
        let outcome = try monitor(
            [],
            rows: #"""
                {"z": 4.9, "café": "a/b", "v": [1, 2.5], "t": true}
                {"z": 1e16, "café": null, "v": [3], "t": false}

                """#
        )
        #expect(outcome.standardError == "")
        #expect(outcome.status == 0)
        #expect(
            data == #"""
                {"z": 4.9, "caf\u00e9": "a/b", "v": [1, 2.5], "t": true, \#(MonitorCommandTests.end)
                {"z": 1e+16, "caf\u00e9": null, "v": [3], "t": false, \#(MonitorCommandTests.end)

                """#
        )
        #expect(
            schema == #"""
                {"meta_data": {"bento_name": "", "bento_version": "not available"}, "columns": [\#
                {"name": "z", "role": "feature", "type": "numerical"}, \#
                {"name": "caf\u00e9", "role": "feature", "type": "categorical"}, \#
                {"name": "v", "role": "feature", "type": "numerical_sequence"}, \#
                {"name": "t", "role": "feature", "type": "categorical"}]}

                """#
        )
    }

    @Test func `a malformed row is told with its line and the others are logged`() throws {
        let outcome = try monitor([], rows: "{\"x\": 1}\n[1]\n{\"x\": \n\n{\"x\": 2}")
        #expect(
            outcome.standardError == """
                <stdin>:2:1: error: a row is a JSON object
                <stdin>:3:7: error: expected a value
                logconfig: 2 malformed rows

                """
        )
        #expect(outcome.status == 1)
        #expect(data == "{\"x\": 1, \(MonitorCommandTests.end)\n{\"x\": 2, \(MonitorCommandTests.end)\n")
    }

    @Test func `columns say role and type`() throws {
        try directory.write(#"[{"name": "x", "role": "prediction", "type": "categorical"}]"#, to: "columns.json")
        let outcome = try monitor(
            ["--columns", "columns.json", "--bento-name", "iris", "--bento-version", "v1"],
            rows: #"{"y": 1, "x": 2}"#
        )
        #expect(outcome.status == 0)
        #expect(
            schema == #"""
                {"meta_data": {"bento_name": "iris", "bento_version": "v1"}, "columns": [\#
                {"name": "y", "role": "feature", "type": "numerical"}, \#
                {"name": "x", "role": "prediction", "type": "categorical"}]}

                """#
        )
    }

    @Test func `a file of columns that is not JSON is told with its place`() throws {
        try directory.write("[\n  {]\n", to: "columns.json")
        let outcome = try monitor(["--columns", "columns.json"], rows: "{\"x\": 1}\n")
        #expect(outcome.standardError == "columns.json:2:4: error: expected a name in quotes\n")
        #expect(outcome.status == 1)
    }

    @Test func `the request's number can come from the row`() throws {
        let outcome = try monitor(
            ["--request-id-field", "id", "--trace-id", "340282366920938463463374607431768211455"],
            rows: "{\"x\": 1, \"id\": \"18446744073709551615\"}\n{\"x\": 2}\n{\"x\": 3, \"id\": \"abc\"}\n"
        )
        let time = #""timestamp": "2024-06-01T12:03:00.500000""#
        let trace = #""trace_id": "340282366920938463463374607431768211455""#
        #expect(
            data == """
                {"x": 1, \(time), "request_id": "18446744073709551615", \(trace)}
                {"x": 2, \(time), "request_id": "7", \(trace)}

                """
        )
        #expect(
            outcome.standardError == """
                <stdin>:3:1: error: 'id' is not a number of at most 64 bits
                logconfig: 1 malformed row

                """
        )
        #expect(outcome.status == 1)
    }

    @Test func `rows of a batch lose nothing`() throws {
        let rows = (0..<10).map { "{\"x\": \($0)}\n" }.joined()
        #expect(try monitor(["--batch", "4"], rows: rows).status == 0)
        #expect(data == (0..<10).map { "{\"x\": \($0), \(MonitorCommandTests.end)\n" }.joined())
    }

    @Test func `options come from a service file, and another directory from the command line`() throws {
        try directory.write("monitoring:\n  type: default\n  options: {log_path: a}\n", to: "service.yaml")
        #expect(try monitor(["--options", "service.yaml"], rows: "{\"x\": 1}\n").status == 0)
        #expect(directory.names.contains("a"))
        #expect(try monitor(["--options", "service.yaml", "--log-path", "b"], rows: "{\"x\": 1}\n").status == 0)
        #expect(directory.names.contains("b"))
    }

    @Test(arguments: [[], ["--batch", "2"], ["--columns", "columns.json"]])
    func `columns that the options redact are not written, one by one or in batches`(arguments: [String]) throws {
        try directory.write(#"[{"name": "kind", "role": "prediction", "type": "categorical"}]"#, to: "columns.json")
        try directory.write(
            "monitoring: {options: {redact: {user: hash, pin: mask, note: drop}, redact_secret: Jefe}}\n",
            to: "service.yaml"
        )
        let row = #"{"user": "ann@example.org", "pin": 4711, "note": "hunter2", "kind": "a"}"# + "\n"
        #expect(try monitor(["--options", "service.yaml"] + arguments, rows: row + row).status == 0)
        let line =
            #"{"user": "hmac:38a4fd50cb72b420b2392505cb7998ca", "pin": "***", "kind": "a", "#
            + "\(MonitorCommandTests.end)\n"
        #expect(data == line + line)
        #expect(schema?.contains("note") == false)
    }

    @Test(arguments: ["drop", "mask", "hash"])
    func `a logging configuration redacts rows, too`(action: String) throws {
        try directory.write(
            """
            version: 1
            handlers: {rows: {class: logging.handlers.SocketHandler, host: rows.sock, port: null}}
            loggers: {bentoml_monitor_data: {level: INFO, handlers: [rows]}}
            logconfig: {redaction: {secret: Jefe, rules: [{keys: user, action: \(action)}]}}
            """,
            to: "log.yaml"
        )
        let socket = try LocalSocket(.stream, path: directory.file("rows.sock"))
        try socket.listen()
        let outcome = try monitor(
            ["--log-config", "log.yaml"],
            rows: #"{"user": "ann@example.org", "kind": "setosa"}"# + "\n"
        )
        try #require(outcome.status == 0, "\(outcome.standardError)")
        let connection = try #require(socket.accept())
        let received = FileHandle(fileDescriptor: connection, closeOnDealloc: true).readDataToEndOfFile()
        let sent = String(decoding: received, as: UTF8.self)
        #expect(sent.contains("setosa"))
        #expect(!sent.contains("ann@"))
    }

    @Test func `a misplaced option is an error with its place`() throws {
        try directory.write("monitoring:\n  type: default\n  log_path: a\n", to: "service.yaml")
        let outcome = try monitor(["--options", "service.yaml"], rows: "{\"x\": 1}\n")
        #expect(
            outcome.standardError
                == "service.yaml:3:3: error: monitoring.log_path: 'monitoring' has no key 'log_path'; "
                + "options go below 'options'\n"
        )
        #expect(outcome.status == 1)
    }

    @Test func `a type of the command line is judged with the options of the file`() throws {
        try directory.write("monitoring:\n  options:\n    log_path: a\n", to: "service.yaml")
        let outcome = try monitor(["--options", "service.yaml", "--type", "defalt"], rows: "{\"x\": 1}\n")
        #expect(outcome.standardError.hasPrefix("service.yaml:1:1: error: monitoring.type: no monitor type is named"))
        #expect(outcome.standardError.hasSuffix("did you mean 'default'?\n"))
        #expect(outcome.status == 1)
        #expect(directory.names == ["service.yaml"])
    }

    @Test func `another logging configuration sends rows elsewhere`() throws {
        try directory.write(
            """
            version: 1
            formatters: {json: {class: pythonjsonlogger.jsonlogger.JsonFormatter, format: "()", validate: false}}
            handlers: {out: {class: logging.StreamHandler, stream: ext://sys.stdout, formatter: json}}
            loggers:
              bentoml_monitor_data: {level: INFO, handlers: [out], propagate: false}
              bentoml_monitor_schema: {level: INFO, handlers: [out], propagate: false}

            """,
            to: "log_config.yaml"
        )
        let outcome = try monitor(["--log-config", "log_config.yaml"], rows: "{\"x\": 1}\n")
        #expect(
            outcome.standardOutput == #"""
                {"meta_data": {"bento_name": "", "bento_version": "not available"}, "columns": [\#
                {"name": "x", "role": "feature", "type": "numerical"}]}
                {"x": 1, \#(MonitorCommandTests.end)

                """#
        )
        #expect(outcome.status == 0)
    }

    @Test(arguments: ["--columns", "--options"])
    func `only one file can be standard input`(option: String) throws {
        let outcome = try directory.logconfig(["monitor", "m", option, "-"], input: "[]")
        #expect(outcome.standardError.contains("only one of the rows, the columns and the options"))
        #expect(outcome.status == 2)
    }

    @Test func `a byte order mark is no part of the first row`() throws {
        let outcome = try monitor([], rows: "\u{FEFF}{\"x\": 1}\r\n{\"x\": 2}\r\n")
        #expect(outcome.standardError == "")
        #expect(outcome.status == 0)
        #expect(data == "{\"x\": 1, \(MonitorCommandTests.end)\n{\"x\": 2, \(MonitorCommandTests.end)\n")
    }

    @Test(arguments: ["nan", "inf", "1e300", "-1e10"])
    func `a time that no clock shows is wrong usage`(time: String) throws {
        let outcome = try directory.logconfig(["monitor", "m", "--clock=" + time], input: "{\"x\": 1}\n")
        #expect(outcome.standardError.contains("--clock takes a time from 1677 to 2262"))
        #expect(outcome.status == 2)
        #expect(directory.names == [])
    }

    @Test(.enabled(if: FileManager.default.fileExists(atPath: "/dev/full"), "needs /dev/full"))
    func `rows that a full disk does not take are counted as lost`() throws {
        try directory.write(
            """
            version: 1
            handlers: {full: {class: logging.FileHandler, filename: /dev/full}, none: {class: logging.NullHandler}}
            loggers:
              bentoml_monitor_data: {level: INFO, handlers: [full], propagate: false}
              bentoml_monitor_schema: {level: INFO, handlers: [none], propagate: false}

            """,
            to: "full.yaml"
        )
        let outcome = try monitor(["--log-config", "full.yaml"], rows: "{\"x\": 1}\n{\"x\": 2}\n")
        #expect(outcome.standardError.hasSuffix("logconfig: 2 records were lost\n"), "\(outcome.standardError)")
        #expect(outcome.status == 3)
    }

    @Test(.disabled(if: MonitorCommandTests.isThreadSanitized, "the sanitizer's own memory is a file beyond the limit"))
    func `a file at the process's limit loses rows and does not end the tool`() throws {
        let rows = (0..<2000).map { "{\"x\": \($0)}\n" }.joined()
        try directory.write(rows, to: "rows.jsonl")
        let outcome = try BuiltProgram("/bin/sh").run(
            ["-c", "ulimit -f 8; exec \"$0\" monitor m rows.jsonl", tool.path],
            in: directory.path
        )
        #expect(outcome.status == 3)
        #expect(outcome.standardError.hasSuffix(" records were lost\n"), "\(outcome.standardError)")
    }

    @Test func `a logging configuration that cannot be read is the environment's failure`() throws {
        let outcome = try monitor(["--log-config", "absent.yaml"], rows: "{\"x\": 1}\n")
        #expect(outcome.standardError.contains("absent.yaml: error: cannot read the file: No such file or directory"))
        #expect(outcome.status == 3)
    }

    @Test func `a directory that cannot be made is the environment's failure`() throws {
        try directory.write("", to: "monitoring")
        let outcome = try monitor([], rows: "{\"x\": 1}\n")
        #expect(outcome.status == 3)
        #expect(outcome.standardError.hasPrefix("logconfig: "))
    }

    @Test func `processes that share a data file lose no row while it is rolled over`() async throws {
        // A file of the day before yesterday: each of the processes finds that it is time.
        let files = FileManager.default
        let data = directory.path + "/monitoring/m/data"
        try files.createDirectory(atPath: data, withIntermediateDirectories: true)
        try Data("{\"row\": -1}\n".utf8).write(to: URL(fileURLWithPath: data + "/data.0.log"))
        let past = Date(timeIntervalSinceNow: -2 * 86_400)
        try files.setAttributes([.modificationDate: past], ofItemAtPath: data + "/data.0.log")
        let rowsOfEach = 5000
        let (tool, path) = (tool, directory.path)
        let statuses = await withTaskGroup(of: Int32?.self) { group in
            for process in 0..<3 {
                group.addTask {
                    let rows = (0..<rowsOfEach).map { "{\"row\": \(process * rowsOfEach + $0)}\n" }.joined()
                    return try? tool.run(["monitor", "m"], input: rows, in: path).status
                }
            }
            return await group.reduce(into: []) { $0.append($1) }
        }
        #expect(statuses == [0, 0, 0])
        let names = try files.contentsOfDirectory(atPath: data)
        #expect(names.count == 2, "one rollover, not \(names)")
        var seen: [Int] = []
        for name in names {
            let text = try String(contentsOfFile: data + "/" + name, encoding: .utf8)
            #expect(text.isEmpty || text.hasSuffix("\n"))
            for line in text.split(separator: "\n") {
                #expect(line.hasSuffix("}"))
                seen.append(try #require(Int(line.dropFirst("{\"row\": ".count).prefix { $0.isNumber || $0 == "-" })))
            }
        }
        #expect(seen.sorted() == Array(-1..<3 * rowsOfEach))
    }
}
