#if Arize
import Foundation
import LogMonitor
import TestSupport
import Testing

/// Requests beside those that the reference, BentoML's plugin over Arize's client 7.54.0, was recorded to send.
///
/// Needs a Python and the recorded cases.
@Suite(
    .enabled(if: ArizeReceiver.python.oracle != nil, ArizeReceiver.absence),
    .enabled(if: Repository.shared("reference/bentoml/arize754") != nil, "needs the recorded cases of the reference"),
    .timeLimit(.minutes(Patience.minutes(2)))
)
struct RecordedRequestsTests {
    private static let requestID: UInt64 = 14_642_743_634_293_743_168

    private func facts(_ name: String) throws -> [String: Any] {
        let path = try #require(Repository.shared("reference/bentoml/\(name).json"))
        let data = try #require(FileManager.default.contents(atPath: path))
        let whole = try #require(try JSONSerialization.jsonObject(with: data) as? [String: Any])
        return try #require(whole["facts"] as? [String: Any])
    }

    /// A body without the moment, which is another each time.
    private func comparable(_ body: Any) throws -> String {
        guard var body = body as? [String: Any] else { return "\(body)" }
        if var prediction = body["prediction"] as? [String: Any], let time = prediction["timestamp"] as? String {
            prediction["timestamp"] = time.wholeMatch(of: /\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ/) == nil ? time : "TIME"
            body["prediction"] = prediction
        }
        let data = try JSONSerialization.data(withJSONObject: body, options: [.sortedKeys, .prettyPrinted])
        return String(decoding: data, as: UTF8.self)
    }

    /// What our monitor sends for a block.
    private func send(
        _ name: String,
        options: LogObject = [:],
        _ block: (MonitorSession) -> Void
    ) throws -> ArizeReceiver.Entry {
        let receiver = try ArizeReceiver()
        let bench = ArizeBench(uri: receiver.uri, options: options)
        withMonitorContext(requestID: RecordedRequestsTests.requestID) { bench.hub.monitor(name, block) }
        try bench.hub.flush()
        #expect(bench.failures.map(\.message) == [])
        return try receiver.next()
    }

    /// The recorded shapes that the reference sends, and the blocks behind them.
    private static let shapes: [(name: String, block: @Sendable (MonitorSession) -> Void)] = [
        ("classification", { $0.sepal().kind("setosa") }),
        ("classification_with_target", { $0.sepal().kind("setosa").target("virginica") }),
        ("classification_number_label", { $0.sepal().kind(2).target(2) }),
        ("scored_classification", { $0.sepal().kind("setosa").score(0.9) }),
        (
            "scored_with_scored_target",
            {
                $0.sepal().kind("setosa").score(0.9).target("virginica")
                $0.log(1.0, name: "target score", role: .target, dataType: .numerical)
            }
        ),
        ("regression", { $0.rooms(3.0).price(250_000.5) }), ("regression_integer", { $0.rooms(3).price(250_000) }),
        (
            "regression_with_target",
            {
                $0.rooms(3.0).price(2.5)
                $0.log(2.0, name: "paid", role: .target, dataType: .numerical)
            }
        ),
        ("target_only", { $0.log(2.0, name: "paid", role: .target, dataType: .numerical) }),
        ("embedding", { $0.sepal().vector([0.1, 0.2, 0.3]).kind("setosa") }),
        ("embedding_only_feature", { $0.vector([0.1, 0.2]).kind("setosa") }),
        ("embedding_integers", { $0.sepal().vector([1, 2]).kind("setosa") }),
        ("embedding_empty", { $0.sepal().vector([]).kind("setosa") }),
        (
            "feature_types",
            { mon in
                let values: [(String, LogValue)] = [
                    ("int", 1), ("bool", true), ("text", "a"), ("float_integral", 1.0), ("big", 9_007_199_254_740_993),
                    ("float", 0.1), ("empty", ""), ("nothing", .null), ("nan", .double(.nan)),
                ]
                for (name, value) in values { mon.log(value, name: name, dataType: .numerical) }
                mon.kind("setosa")
            }
        ),
        (
            "feature_infinity",
            {
                $0.log(Double.infinity, name: "inf", dataType: .numerical)
                $0.kind("setosa")
            }
        ),
        (
            "feature_list",
            {
                $0.log([1.0], name: "list", dataType: .numerical)
                $0.kind("setosa")
            }
        ),
        (
            "two_predictions",
            {
                $0.sepal().kind("setosa")
                $0.log("versicolor", name: "other", role: .prediction, dataType: .categorical)
            }
        ),
        ("bool_prediction", { $0.sepal().kind(true) }),
    ]

    @Test(arguments: shapes.indices)
    func `a body has every recorded field and no other`(_ index: Int) throws {
        let (name, block) = RecordedRequestsTests.shapes[index]
        let shapes = try #require(try facts("arize754/arize_requests")["shapes"] as? [String: Any])
        let shape = try #require(shapes[name] as? [String: Any])
        let expected = try #require((shape["bodies"] as? [Any])?.first)
        #expect(try comparable(send(name, block).body) == comparable(expected))
    }

    @Test func `every recorded shape that is sent is among those compared`() throws {
        let shapes = try #require(try facts("arize754/arize_requests")["shapes"] as? [String: [String: Any]])
        let sent = shapes.filter { ($0.value["bodies"] as? [Any])?.isEmpty == false }.keys.sorted()
        #expect(RecordedRequestsTests.shapes.map(\.name).sorted() == sent)
    }

    @Test func `method, path and headers are those of the client, language and version our own`() throws {
        let recorded = try #require(try facts("arize754/arize_requests")["whole_request"] as? [[String: Any]])
        let expected = ArizeReceiver.Entry(fields: try #require(recorded.first))
        let entry = try send("classification") { $0.sepal().kind("setosa") }
        #expect(entry.method == expected.method)
        #expect(entry.path == expected.path)
        // What belongs to the connection, and not to the client.
        let transport: Set = ["host", "accept-encoding", "connection", "content-length"]
        let identity: Set = [
            "user-agent", "grpc-metadata-sdk-language", "grpc-metadata-language-version", "grpc-metadata-sdk-version",
        ]
        func headers(_ entry: ArizeReceiver.Entry) -> [String: String] {
            let pairs = entry.headers.map { (name: $0.name.lowercased(), value: $0.value) }
                .filter { !transport.contains($0.name) }
                .map { ($0.name, identity.contains($0.name) ? "" : $0.value) }
            return Dictionary(pairs, uniquingKeysWith: { $0 + ", " + $1 })
        }
        #expect(headers(entry) == headers(expected))
        let names = Set(entry.headers.map(\.name))
        #expect(names.isSuperset(of: ["authorization", "Grpc-Metadata-space", "Grpc-Metadata-arize-space-key"]))
        let ours = Dictionary(uniqueKeysWithValues: entry.headers)
        #expect(ours["User-Agent"] == "swift-log-config/0.1.0")
        #expect(ours["Grpc-Metadata-sdk-language"] == "swift")
        #expect(ours["Grpc-Metadata-sdk-version"] == "0.1.0")
    }

    /// The recorded options whose rows the reference sends.
    private static let options: [(name: String, options: LogObject)] = [
        ("defaults", [:]), ("model_id_only", ["model_id": "mine"]),
        ("model_id_and_version", ["model_id": "mine", "model_version": "7"]),
        ("environment_training", ["environment": "training"]),
        ("model_tags", ["model_tags": ["beta": true, "region": "eu", "n": 3, "weight": 1.5]]),
    ]

    @Test(arguments: options.indices)
    func `options act as recorded`(_ index: Int) throws {
        let (name, options) = RecordedRequestsTests.options[index]
        let outcomes = try #require(try facts("arize76/arize_options")["outcome"] as? [String: [String: Any]])
        let outcome = try #require(outcomes[name])
        let entry = try send(name, options: options) { $0.sepal().kind("setosa").target("virginica") }
        #expect(try comparable(entry.body) == comparable(try #require((outcome["bodies"] as? [Any])?.first)))
        #expect(entry.path == outcome["path"] as? String)
    }

    @Test func `options that the reference fails with act, too`() throws {
        let block: (MonitorSession) -> Void = { $0.sepal().kind("setosa").target("virginica") }
        let version = try send("m", options: ["model_version": "7"], block).body
        #expect(version["model_id"] as? String == "bento:m")
        #expect((version["prediction"] as? [String: Any])?["model_version"] as? String == "7")
        let type = try send("m", options: ["model_type": "SCORE_CATEGORICAL", "environment": "PRODUCTION"], block)
        #expect(try comparable(type.body) == comparable(try send("m", block).body))
        let validation = try send("m", options: ["environment": "VALIDATION", "batch_id": "b"], block).body
        #expect(
            try comparable(["e": validation["environment_params"]])
                == comparable(["e": ["validation": ["batch_id": "b"]]])
        )
        let receiver = try ArizeReceiver()
        let bench = ArizeBench(uri: receiver.uri + "/")
        bench.log(1...1)
        #expect(try receiver.next().path == "/v1/log")
    }
}

extension MonitorSession {
    @discardableResult
    fileprivate func sepal() -> MonitorSession {
        log(5.1, name: "sepal", dataType: .numerical)
        return self
    }

    @discardableResult
    fileprivate func vector(_ values: [Double]) -> MonitorSession {
        log(values, name: "vector", dataType: .numericalSequence)
        return self
    }

    @discardableResult
    fileprivate func rooms(_ value: some MonitorValue) -> MonitorSession {
        log(value, name: "rooms", dataType: .numerical)
        return self
    }

    @discardableResult
    fileprivate func kind(_ value: some MonitorValue) -> MonitorSession {
        log(value, name: "kind", role: .prediction, dataType: .categorical)
        return self
    }

    @discardableResult
    fileprivate func score(_ value: Double) -> MonitorSession {
        log(value, name: "score", role: .prediction, dataType: .numerical)
        return self
    }

    @discardableResult
    fileprivate func target(_ value: some MonitorValue) -> MonitorSession {
        log(value, name: "truth", role: .target, dataType: .categorical)
        return self
    }

    @discardableResult
    fileprivate func price(_ value: some MonitorValue) -> MonitorSession {
        log(value, name: "price", role: .prediction, dataType: .numerical)
        return self
    }
}
#endif
