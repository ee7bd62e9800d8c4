#if OTLP
import Foundation
import LogMonitor
@testable import LogOTLP
import LogRuntime
import TestSupport
import Testing

/// Requests of the monitor type beside those that the reference, BentoML, was recorded to send.
///
/// Needs a Python with opentelemetry-proto and grpcio, and the recorded cases.
@Suite(
    .enabled(if: Collector.python.oracle != nil, Collector.absence),
    .enabled(
        if: RecordedCases.folder != nil,
        "needs the recorded cases of the reference: set LOGCONFIG_REFERENCE to their folder"
    ),
    .timeLimit(.minutes(Patience.minutes(2)))
)
struct RecordedRequestsTests {
    private func facts(_ name: String) throws -> [String: Any] {
        let folder = try #require(RecordedCases.folder)
        let data = try #require(FileManager.default.contents(atPath: "\(folder)/\(name).json"))
        let whole = try #require(try JSONSerialization.jsonObject(with: data) as? [String: Any])
        return try #require(whole["facts"] as? [String: Any])
    }

    /// A monitor of ours in front of a collector.
    private func hub(
        _ collector: Collector,
        _ transport: String,
        serviceName: String = "",
        serviceVersion: String = "not available",
        options: LogObject = [:]
    ) -> MonitorHub {
        var types = MonitorTypeRegistry.standard
        types.addOTLP()
        var all: LogObject = [
            "endpoint": .string("http://127.0.0.1:\(collector.port)/v1/logs"), "protocol": .string(transport),
            "insecure": true, "timeout": 10,
        ]
        for field in options.fields { all[field.key] = field.value }
        return MonitorHub(
            MonitorConfiguration(
                type: "otlp",
                options: all,
                serviceName: serviceName,
                serviceVersion: serviceVersion,
                types: types
            )
        )
    }

    /// A message without what is another's by nature: times, and the attributes of the reference's own source file.
    private func comparable(_ value: Any) -> Any {
        if let list = value as? [Any] { return list.map(comparable) }
        guard var object = value as? [String: Any] else { return value }
        if object["body"] != nil {
            for name in ["timeUnixNano", "observedTimeUnixNano", "attributes"] { object[name] = nil }
        }
        if let key = object["key"] as? String, ["timestamp", "telemetry.sdk.version"].contains(key) {
            object["value"] = nil
        }
        if let key = object["key"] as? String, key == "telemetry.sdk.language" || key == "telemetry.sdk.name" {
            object["value"] = nil
        }
        return object.mapValues(comparable)
    }

    private func text(_ value: Any) throws -> String {
        let data = try JSONSerialization.data(
            withJSONObject: comparable(value),
            options: [.sortedKeys, .prettyPrinted]
        )
        return String(decoding: data, as: UTF8.self)
    }

    @Test(arguments: ["http", "grpc"])
    func `every field of the recorded request is there`(_ transport: String) throws {
        let recorded = try #require(try facts("otlp_\(transport)")["requests"] as? [[String: Any]])
        let collector = try Collector(transport)
        let hub = hub(collector, transport, serviceName: "iris_classifier", serviceVersion: "v1")
        let context = TraceContext(traceID: 0x0AF7_6519_16CD_43DD_8448_EB21_1C80_319C, spanID: 0xB7AD_6B71_6920_3331)
        TraceContext.$current.withValue(context) {
            withMonitorContext(requestID: 6_413_930_528_999_883_196) {
                hub.monitor("iris") {
                    $0.log(4.9, name: "sepal length", dataType: .numerical)
                    $0.log("setosa", name: "pred", role: .prediction, dataType: .categorical)
                }
                hub.monitor("iris") {
                    $0.logBatch([1.0, 2.0], name: "sepal length", dataType: .numerical)
                    $0.logBatch(["a", "b"], name: "pred", role: .prediction, dataType: .categorical)
                }
            }
        }
        hub.close()
        let entry = try collector.next()
        #expect(recorded.count == 1)
        let expected = try text(try #require(recorded[0]["message"]))
        #expect(try text(try #require(entry.fields["message"])) == expected)
        if transport == "http" {
            #expect(entry.isCanonical == true)
            #expect(entry.path == recorded[0]["path"] as? String)
        }
        let times = entry.records.compactMap { ($0["timeUnixNano"] as? String).flatMap { UInt64($0) } }
        #expect(times.count == 3)
        #expect(times.allSatisfy { abs(Double($0) / 1e9 - Date().timeIntervalSince1970) < 60 })
    }

    @Test func `values have the recorded types, and those that the reference loses arrive, too`() throws {
        let recorded = try #require(try facts("otlp_values")["encoded"] as? [String: Any])
        let collector = try Collector("http")
        let hub = hub(collector, "http")
        let values: [(String, LogValue)] = [
            ("null", .null), ("true", true), ("int", 7), ("int_max", .int(.max)), ("int_min", .int(.min)),
            ("float", .double(0.1)), ("nan", .double(.nan)), ("inf", .double(.infinity)),
            ("text", "h\u{e9} \u{1F600}\u{0}"), ("empty_text", ""), ("list", [1, "a", nil]), ("empty_list", []),
            ("nested", ["a": ["b": [1.5]]]), ("empty_dict", [:]),
        ]
        for (name, value) in values { hub.monitor("m") { $0.log(value, name: name, dataType: .numerical) } }
        hub.monitor("m") { $0.log(LogValue.digits("9223372036854775808"), name: "int_too_big", dataType: .numerical) }
        hub.close()
        let records = try collector.entries(records: values.count + 1).flatMap(\.records)
        for (index, (name, _)) in values.enumerated() {
            let list = ((records[index]["body"] as? [String: Any])?["kvlistValue"] as? [String: Any])?["values"]
            let column = try #require((list as? [[String: Any]])?.first)
            #expect(column["key"] as? String == name)
            // JSON has no absent value: the reference's recorder shows an empty object.
            #expect(try text(column["value"] ?? [String: Any]()) == text(try #require(recorded[name])), "\(name)")
        }
        let last = try text(try #require(records.last))
        #expect(last.contains("9223372036854775808"))
    }

    @Test func `metadata comes with the first block and then by chance, for all rows of a block`() throws {
        let collector = try Collector("http")
        let hub = hub(collector, "http", options: ["meta_sample_rate": 0, "max_queue_size": 10_000])
        for _ in 0..<200 { hub.monitor("m") { $0.logBatch([1, 2, 3], name: "x", dataType: .numerical) } }
        hub.monitor("m") { $0.log(1, name: "other", dataType: .numerical) }
        hub.close()
        let records = try collector.entries(records: 601).flatMap(\.records)
        let flags = try records.map { try text($0).contains("bento_meta") }
        #expect(flags.prefix(3).allSatisfy { $0 })
        #expect(!flags[3..<600].contains(true))
        #expect(flags.last == true)
    }

    @Test func `a program without a service is an unknown one, and columns make way for metadata`() throws {
        let collector = try Collector("http")
        let hub = hub(collector, "http")
        hub.monitor("m") { $0.log(1, name: "bento_meta", dataType: .numerical) }
        hub.close()
        let entry = try collector.next()
        let resource = try text(try #require(entry.resource?["resource"]))
        #expect(resource.contains("not available"))
        #expect(resource.contains("unknown_service:"))
        #expect(try text(entry.records).contains("bento_meta_"))
    }
}

/// Where the recorded cases are.
enum RecordedCases {
    /// The recorded cases: in `LOGCONFIG_REFERENCE`, or in `shared` beside the package.
    static let folder: String? = {
        let package = URL(fileURLWithPath: #filePath).pathComponents.dropLast(4)
        let beside = package.dropLast().joined(separator: "/") + "/shared/reference/bentoml/reference"
        let candidates = [ProcessInfo.processInfo.environment["LOGCONFIG_REFERENCE"], beside].compactMap { $0 }
        return candidates.first { FileManager.default.fileExists(atPath: $0 + "/otlp_http.json") }
    }()
}
#endif
