#if OTLP
import Foundation
@testable import LogOTLP
import LogRuntime
import TestSupport
import Testing

/// Both transports against Rotel, a collector written in Rust, which hands on what it takes to the one made of the official packages.
///
/// Needs a Python with rotel, opentelemetry-proto and grpcio.
@Suite(
    .serialized,
    .enabled(if: Collector.rotel.oracle != nil && Collector.python.oracle != nil, "needs a python3 with rotel"),
    .timeLimit(.minutes(2))
)
struct RotelTests {
    let directory: TemporaryDirectory
    let collector: Collector
    let rotel: ReceiverProcess
    let ports: [String: Int]

    init() throws {
        directory = try TemporaryDirectory()
        collector = try Collector("http")
        let script = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .appendingPathComponent("Receiver/rotel.py").path
        rotel = try ReceiverProcess(
            try #require(Collector.rotel.oracle),
            script: script,
            arguments: ["http://127.0.0.1:\(collector.port)", directory.path]
        )
        ports = ["http": rotel.port, "grpc": try #require(rotel.greeting["grpc"] as? Int)]
    }

    @Test(arguments: ["http", "grpc"], ["none", "gzip"])
    func `what a real collector takes comes out of it as it was`(_ transport: String, _ compression: String) throws {
        let sender = try Sender([
            "protocol: \(transport)", "endpoint: 'http://127.0.0.1:\(try #require(ports[transport]))'",
            "compression: \(compression)", "schedule_delay: 0.01", "drain_timeout: 30",
        ])
        sender.log(1...600)
        var deep: LogValue = "bottom"
        for _ in 0..<150 { deep = .array([deep]) }
        let object: LogObject = ["n": 1, "x": [1.5, nil, ["y": true]], "text": "é\u{1F600}\n", "deep": deep]
        sender.tree.logger("app").log(.critical, object: object)
        try sender.handler.flush()
        #expect(sender.handler.exporter.statistics.accepted == 601)
        #expect(sender.failures.lossCount == 0)
        let records = try collector.entries(records: 601).flatMap(\.records)
        let texts = records.compactMap { ($0["body"] as? [String: Any])?["stringValue"] as? String }
        #expect(texts.compactMap { Int($0) }.sorted() == Array(1...600))
        let structured = try #require(records.first { $0["severityText"] as? String == "FATAL" })
        let list = try #require((structured["body"] as? [String: Any])?["kvlistValue"] as? [String: Any])
        let fields = try #require(list["values"] as? [[String: Any]])
        #expect(fields.map { $0["key"] as? String } == ["n", "x", "text", "deep"])
        let values = fields[..<3].map { $0["value"] ?? "" }
        let text = String(
            decoding: try JSONSerialization.data(withJSONObject: values, options: .sortedKeys),
            as: UTF8.self
        )
        #expect(
            text == #"""
                [{"intValue":"1"},{"arrayValue":{"values":[{"doubleValue":1.5},{},\#
                {"kvlistValue":{"values":[{"key":"y","value":{"boolValue":true}}]}}]}},{"stringValue":"é😀\n"}]
                """#
        )
    }
}
#endif
