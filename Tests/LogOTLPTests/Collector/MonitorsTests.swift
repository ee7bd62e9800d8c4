#if OTLP
import Foundation
import LogMonitor
import LogOTLP
import LogRuntime
import TestSupport
import Testing

/// Several monitors in one program, where the reference mixes their rows and changes the program's environment.
///
/// Needs a Python with opentelemetry-proto and grpcio.
@Suite(.enabled(if: Collector.python.oracle != nil, Collector.absence), .timeLimit(.minutes(Patience.minutes(2))))
struct MonitorsTests {
    private func hub(_ collector: Collector, directory: TemporaryDirectory) -> MonitorHub {
        var types = MonitorTypeRegistry.standard
        types.addOTLP()
        return MonitorHub(
            MonitorConfiguration(
                type: "otlp",
                options: ["endpoint": .string("http://127.0.0.1:\(collector.port)")],
                serviceName: "shop",
                types: types,
                environment: LogEnvironment(files: FileNaming(workingDirectory: directory.path))
            )
        )
    }

    private func text(_ value: Any) throws -> String {
        String(decoding: try JSONSerialization.data(withJSONObject: value, options: .sortedKeys), as: UTF8.self)
    }

    @Test func `a monitor of files and two of a collector keep their rows apart`() throws {
        let directory = try TemporaryDirectory()
        let collector = try Collector("http")
        let hub = hub(collector, directory: directory)
        for round in 0..<3 {
            hub.monitor("files", type: "default") { $0.log("in a file \(round)", name: "x", dataType: .categorical) }
            hub.monitor("a") { $0.log("of a \(round)", name: "x", dataType: .categorical) }
            hub.monitor("b") { $0.log("of b \(round)", name: "x", dataType: .categorical) }
        }
        hub.close()
        let rows = directory.text("monitoring/files/data/data.0.log") ?? ""
        #expect(rows.split(separator: "\n").count == 3)
        #expect(!rows.contains("bento_meta"))
        #expect(!rows.contains("of a"))
        // A request for each monitor, with the monitor's own name as that of the service.
        let entries = try collector.entries(records: 6)
        for entry in entries {
            let resource = try text(try #require(entry.resource?["resource"]))
            let records = try text(entry.records)
            let name = resource.contains("shop:a") ? "a" : "b"
            #expect(resource.contains("shop:\(name)"))
            #expect(entry.recordCount == 3)
            #expect((0..<3).allSatisfy { records.contains("of \(name) \($0)") })
            #expect(!records.contains("of \(name == "a" ? "b" : "a")"))
        }
        #expect(entries.count == 2)
    }

    /// A block with secrets under names, and in a text.
    private func logSecrets(_ hub: MonitorHub) {
        hub.monitor("m") { mon in
            mon.log("ann@example.org", name: "user", dataType: .categorical)
            mon.log(["password": "hunter2"], name: "login", dataType: .categorical)
            mon.log(42.5, name: "income", dataType: .numerical)
            mon.log("setosa", name: "kind", role: .prediction, dataType: .categorical)
        }
        hub.close()
    }

    private static let secrets = ["ann@", "hunter2", "42.5"]

    @Test(arguments: ["drop", "mask", "hash"])
    func `columns that are redacted do not go to a collector`(action: String) throws {
        let collector = try Collector("http")
        var types = MonitorTypeRegistry.standard
        types.addOTLP()
        let columns = ["user", "login", "income"].map { ($0, LogValue.string(action)) }
        var options: LogObject = [
            "endpoint": .string("http://127.0.0.1:\(collector.port)"), "redact": .object(LogObject(columns)),
        ]
        if action == "hash" { options["redact_secret"] = "Jefe" }
        logSecrets(MonitorHub(MonitorConfiguration(type: "otlp", options: options, types: types)))
        let sent = try text(try collector.next().fields)
        for secret in MonitorsTests.secrets { #expect(!sent.contains(secret), "\(sent)") }
        #expect(sent.contains("setosa"))
        #expect(sent.contains("***") == (action == "mask"))
        #expect(sent.contains("hmac:") == (action == "hash"))
    }

    @Test(arguments: ["drop", "mask", "hash"])
    func `rows of a configuration that redacts go to a collector without what is meant`(action: String) throws {
        let directory = try TemporaryDirectory()
        let collector = try Collector("http")
        try directory.write(
            """
            version: 1
            handlers: {out: {class: otlp.OTLPHandler, endpoint: 'http://127.0.0.1:\(collector.port)'}}
            loggers: {bentoml_monitor_data: {level: INFO, handlers: [out]}}
            logconfig:
              redaction:
                secret: Jefe
                rules:
                  - {keys: [user, password], action: \(action)}
                  - {pattern: '42\\.5', action: \(action)}
            """,
            to: "log.yaml"
        )
        var registry = Registry.standard
        registry.addOTLPHandlers()
        let options: LogObject = ["log_config_file": .string(directory.file("log.yaml"))]
        logSecrets(MonitorHub(MonitorConfiguration(options: options, registry: registry)))
        let sent = try text(try collector.next().fields)
        for secret in MonitorsTests.secrets { #expect(!sent.contains(secret), "\(sent)") }
        #expect(sent.contains("setosa"))
        #expect(sent.contains("***") == (action == "mask"))
        #expect(sent.contains("hmac:") == (action == "hash"))
    }

    @Test func `the environment stays as it is, and rows name no source file`() throws {
        let before = ProcessInfo.processInfo.environment
        let collector = try Collector("http")
        let hub = hub(collector, directory: try TemporaryDirectory())
        hub.monitor("a", options: ["endpoint": .string("http://127.0.0.1:\(collector.port)/v1/logs"), "timeout": 3]) {
            $0.log(1, name: "x", dataType: .numerical)
        }
        hub.close()
        let entry = try collector.next()
        #expect(entry.path == "/v1/logs")
        #expect(entry.records.allSatisfy { $0["attributes"] == nil })
        #expect(try !text(entry.fields["message"] ?? [:]).contains("code."))
        let after = ProcessInfo.processInfo.environment
        let changed = Set(before.keys).symmetricDifference(after.keys).filter { $0.hasPrefix("OTEL_") }
        #expect(changed.isEmpty)
        #expect(before.filter { $0.key.hasPrefix("OTEL_") } == after.filter { $0.key.hasPrefix("OTEL_") })
    }
}
#endif
