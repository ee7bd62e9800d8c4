import Foundation
import LogMonitor
import LogRuntime
import TestSupport
import Testing

/// What a logging configuration of monitors redacts stays out of every form that rows are written in.
struct MonitorRedactionTests {
    /// A way for rows to leave the process, by the handler `data`.
    struct Output: Sendable, CustomTestStringConvertible {
        let name: String
        let handler: String
        let formatter: String?

        var testDescription: String { name }

        init(_ name: String, formatter: String? = nil, handler: String = "class: logging.FileHandler, filename: out") {
            self.name = name
            self.formatter = formatter
            self.handler = handler
        }

        private static let texts: [Output] = [
            Output("text", formatter: "format: '%(asctime)s %(message)s'"),
            Output("safe", formatter: "(): logconfig.SafeFormatter, format: '%(message)s'"),
            Output("json", formatter: "(): pythonjsonlogger.json.JsonFormatter, format: '()', validate: false"),
            Output("json of message", formatter: "(): pythonjsonlogger.json.JsonFormatter, format: '%(message)s'"),
            Output("orjson", formatter: "(): pythonjsonlogger.orjson.OrjsonFormatter"),
            Output("logfmt", formatter: "(): logconfig.LogfmtFormatter"),
            Output("console", formatter: "(): logconfig.ConsoleFormatter"),
            Output("colorlog", formatter: "(): colorlog.ColoredFormatter, format: '%(message)s'"),
            Output("uvicorn", formatter: "(): uvicorn.logging.DefaultFormatter, fmt: '%(message)s'"),
        ]
        private static let presets = JSONPreset.allCases.map {
            Output("\($0)", formatter: "(): logconfig.JSONFormatter, preset: \($0)")
        }
        private static let handlers: [Output] = [
            Output("queue", handler: "class: logconfig.AsyncHandler, handlers: [file]"),
            Output("memory", handler: "class: logging.handlers.MemoryHandler, capacity: 9, target: file"),
            Output("syslog", handler: "class: logging.handlers.SysLogHandler, address: SOCKET, rfc: 5424"),
            Output("journal", handler: "class: logconfig.JournalHandler, socket: SOCKET"),
            Output("datagrams", handler: "class: logging.handlers.DatagramHandler, host: SOCKET, port: null"),
        ]

        static let all = texts + presets + handlers
    }

    /// Nothing of these may leave the process.
    private static let secrets = ["ann@", "hunter2", "4111111111111111", "4.11111111111", "42.5"]

    let directory: LogMonitorTests.TemporaryDirectory

    init() throws {
        directory = try LogMonitorTests.TemporaryDirectory()
    }

    private func bench(_ output: Output, _ action: String) throws -> MonitorBench {
        let format = output.formatter.map { "{\($0)}" } ?? "{format: '%(message)s'}"
        let behind = output.handler.contains("[file]") || output.handler.contains("target: file")
        let file = "  file: {class: logging.FileHandler, filename: out, formatter: row}"
        let formatter = output.formatter == nil ? "" : ", formatter: row"
        try directory.write(
            """
            version: 1
            formatters: {row: \(format)}
            handlers:
              schema: {class: logging.FileHandler, filename: schema}
            \(behind ? file : "")
              data: {\(output.handler.replacing("SOCKET", with: directory.path + "/s"))\(formatter)}
            loggers:
              bentoml_monitor_data: {level: INFO, handlers: [data]}
              bentoml_monitor_schema: {level: INFO, handlers: [schema]}
            logconfig:
              redaction:
                secret: Jefe
                rules:
                  - {attribute: privacy, action: \(action)}
                  - {keys: [user, password, "inc*"], action: \(action)}
                  - {pattern: '\\b4\\d{15}\\b', action: \(action)}

            """,
            to: "log.yaml"
        )
        return MonitorBench(
            type: "default",
            options: ["log_config_file": .string(directory.path + "/log.yaml")],
            directory: directory.path
        )
    }

    /// A row with secrets in every place, and two of a batch.
    private func log(_ bench: MonitorBench) {
        withMonitorContext(requestID: 1) {
            bench.hub.monitor("m") { mon in
                mon.log("ann@example.org", name: "user", dataType: .categorical)
                mon.log(["password": "hunter2", "kept": "shown"], name: "login", dataType: .categorical)
                mon.log(4_111_111_111_111_111, name: "card", dataType: .numerical)
                mon.log("no. 4111111111111111!", name: "note", dataType: .categorical)
                mon.log([1.5, 4_111_111_111_111_111], name: "numbers", dataType: .numericalSequence)
                mon.log(42.5, name: "income", dataType: .numerical)
                mon.log("setosa", name: "kind", role: .prediction, dataType: .categorical)
            }
            bench.hub.monitor("m") { mon in
                mon.logBatch(["ann@example.org", "ann@example.org"], name: "user", dataType: .categorical)
                mon.logBatch([Double.nan, 42.5], name: "income", dataType: .numerical)
                mon.logBatch([Double.infinity, 1], name: "kept", dataType: .numerical)
                mon.logBatch(["setosa", "setosa"], name: "kind", role: .prediction, dataType: .categorical)
            }
        }
    }

    /// What a socket has got, as far as it is there.
    private func packets(_ socket: LocalSocket) -> [[UInt8]] {
        var packets: [[UInt8]] = []
        var packet = [UInt8](repeating: 0, count: 1 << 16)
        while true {
            let count = recv(socket.descriptor, &packet, packet.count, Int32(MSG_DONTWAIT))
            guard count >= 0 else { return packets }
            packets.append(Array(packet[..<count]))
        }
    }

    @Test(arguments: Output.all, ["drop", "mask", "hash"])
    func `no secret leaves, whatever the form, and everything else does`(output: Output, action: String) throws {
        let socket = try LocalSocket(.datagram, path: directory.path + "/s")
        let bench = try bench(output, action)
        log(bench)
        bench.hub.close()
        #expect(bench.failures.isEmpty)
        #expect(bench.warnings == [])
        let sent = packets(socket).map { String(decoding: $0, as: UTF8.self) }
        let text = directory.text("out") ?? sent.joined(separator: "\n")
        for secret in MonitorRedactionTests.secrets { #expect(!text.contains(secret), "\(text)") }
        #expect(text.components(separatedBy: "setosa").count - 1 == 3, "\(text)")
        #expect(text.contains("shown"))
        #expect(text.contains("***") == (action == "mask"))
        #expect(text.contains("hmac:") == (action == "hash"))
    }

    @Test func `a masked row keeps its columns, and a dropped one loses those that are meant`() throws {
        let json = Output("json", formatter: "(): pythonjsonlogger.json.JsonFormatter, format: '()', validate: false")
        let end = #""timestamp": "2026-11-22T22:14:47.641727", "request_id": "1"}"#
        log(try bench(json, "mask"))
        #expect(
            directory.text("out") == #"""
                {"user": "***", "login": {"kept": "shown", "password": "***"}, "card": "***", "note": "no. ***!", \#
                "numbers": [1.5, "***.0"], "income": "***", "kind": "setosa", \#(end)
                {"user": "***", "income": "***", "kept": "Infinity", "kind": "setosa", \#(end)
                {"user": "***", "income": "***", "kept": 1.0, "kind": "setosa", \#(end)

                """#
        )
        try directory.write("", to: "out")
        log(try bench(json, "drop"))
        #expect(
            directory.text("out") == #"""
                {"login": {"kept": "shown"}, "card": "", "note": "no. !", "numbers": [1.5, ".0"], \#
                "kind": "setosa", \#(end)
                {"kept": "Infinity", "kind": "setosa", \#(end)
                {"kept": 1.0, "kind": "setosa", \#(end)

                """#
        )
    }

    @Test func `a hash is the one that the monitor's own option makes with the same key`() throws {
        let json = Output("json", formatter: "(): pythonjsonlogger.json.JsonFormatter, format: '()', validate: false")
        log(try bench(json, "hash"))
        let own = MonitorBench(options: ["redact": ["user": "hash", "income": "hash"], "redact_secret": "Jefe"])
        log(own)
        let lines = try #require(directory.text("out")).split(separator: "\n")
        #expect(lines.count == own.rows.count)
        for (line, row) in zip(lines, own.rows) {
            // A NaN is text by the time a configuration sees the row.
            for name in ["user", "income"] where row["kept"] != .double(.infinity) || name == "user" {
                guard case .string(let hash)? = row[name] else {
                    Issue.record("\(row)")
                    continue
                }
                #expect(line.contains("\"\(name)\": \"\(hash)\""))
            }
        }
    }

    @Test(
        .enabled(if: ForwardReceiver.python.oracle != nil, "needs a python3 with msgpack"),
        arguments: ["mask", "hash"]
    )
    func `no secret goes to Fluent Bit`(action: String) throws {
        let receiver = try ForwardReceiver(path: directory.path + "/fluent", events: 3)
        let host = "unix://" + directory.path + "/fluent"
        let output = Output("fluent", handler: "class: fluent.handler.FluentHandler, tag: rows, host: '\(host)'")
        let bench = try bench(output, action)
        log(bench)
        bench.hub.close()
        let text = receiver.lines().joined(separator: "\n")
        for secret in MonitorRedactionTests.secrets { #expect(!text.contains(secret), "\(text)") }
        #expect(text.components(separatedBy: "setosa").count - 1 == 3, "\(text)")
        #expect(text.contains(action == "mask" ? "***" : "hmac:"))
    }
}
