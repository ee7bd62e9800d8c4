import Foundation
import TestSupport
import Testing

/// Rows that no program should write, through monitors that send them to a receiver over a loopback socket.
///
/// Needs a Python, for OTLP one with opentelemetry-proto and grpcio.
@Suite(.timeLimit(.minutes(Patience.minutes(3))))
struct HostileRowsTests {
    let directory: TemporaryDirectory

    init() throws {
        directory = try TemporaryDirectory()
        try directory.write(#"[{"name": "kind", "role": "prediction", "type": "categorical"}]"#, to: "columns.json")
    }

    /// A line of a text, something that comes again and again, and another text.
    private static func line(_ start: String, _ byte: UInt8 = 0, times count: Int = 0, _ end: String = "") -> Data {
        var line = Data(start.utf8)
        line.append(Data(repeating: byte, count: count))
        line.append(Data(end.utf8))
        return line
    }

    /// A row whose value is so many lists in each other.
    private static func nested(_ start: String, _ depth: Int) -> Data {
        line(start, UInt8(ascii: "["), times: depth, String(repeating: "]", count: depth) + "}")
    }

    /// A line, and what is told of it; `nil` for one that is a row.
    private static let lines: [(line: Data, problem: String?)] = [
        (line(#"{"kind": "plain", "x": 1}"#), nil),
        (line(#"{"kind": "cut", "x": "#), "22: error: expected a value"),
        (line(#"{"kind": "first", "x": 1, "x": 2, "kind": "twice"}"#), nil),
        (line(#"{"kind": "odd", "x": NaN, "y": Infinity, "z": -Infinity}"#), nil),
        (line(#"{"kind": "half \ud800", "\udc00": "\ud83d\ude00"}"#), nil),
        (line(#"{"kind": "large", "x": ""#, UInt8(ascii: "a"), times: 8_000_000, "\"}"), nil),
        (nested(#"{"x": "#, 50_000), "206: error: values are nested deeper than 200 levels"),
        (nested(#"{"kind": "deep", "x": "#, 90), nil),
        (line("", 0xFF, times: 2), "1: error: expected a value"),
        (line(#"{"kind": "bytes", "x": ""#, 0xC3, times: 1, "\"}"), "25: error: a string is not UTF-8"),
        (line(#"{"kind": "nul", "x": "\u0000"}"#), nil),
        (line("null"), "1: error: a row is a JSON object"),
        (line(#"{"kind": "two"} {"kind": "three"}"#), "17: error: expected the end of the text"),
        (line(""), nil),
        (line(#"{"kind": "last", "x": 18446744073709551616}"#), nil),
    ]

    /// The columns `kind` of the rows that arrive.
    private static let kinds = ["plain", "twice", "odd", "half \u{FFFD}", "large", "deep", "nul", "last"]

    /// Logs lines, the last of them without a line feed.
    private func monitor(
        _ lines: [Data],
        type: String,
        options: String,
        _ arguments: [String] = []
    ) throws -> BuiltProgram.Outcome {
        try directory.write(options, to: "options.yaml")
        try Data(lines.joined(separator: Data("\n".utf8))).write(to: URL(fileURLWithPath: directory.file("rows")))
        return try directory.logconfig(
            ["monitor", "m", "rows", "--type", type, "--options", "options.yaml", "--columns", "columns.json"]
                + arguments
        )
    }

    private func expectTold(_ outcome: BuiltProgram.Outcome) {
        var expected = ""
        var count = 0
        for (index, line) in HostileRowsTests.lines.enumerated() {
            guard let problem = line.problem else { continue }
            expected += "rows:\(index + 1):\(problem)\n"
            count += 1
        }
        expected += "logconfig: \(count) malformed rows\n"
        #expect(outcome.standardError == expected)
        #expect(outcome.status == 1)
    }

    @Test(arguments: [[], ["--batch", "3"]])
    func `files have every row that is one, and the others are told`(arguments: [String]) throws {
        let outcome = try monitor(
            HostileRowsTests.lines.map(\.line),
            type: "default",
            options: "log_path: rows.d\n",
            arguments
        )
        expectTold(outcome)
        let text = try #require(directory.text("rows.d/m/data/data.0.log"))
        let rows = try text.split(separator: "\n").map { line in
            try #require(try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any])
        }
        #expect(rows.map { $0["kind"] as? String } == HostileRowsTests.kinds)
        #expect((rows[1]["x"] as? Int) == 2)
        #expect((rows[2]["x"] as? String) == "NaN")
        #expect((rows[4]["x"] as? String)?.utf8.count == 8_000_000)
    }

    #if OTLP
    private func collector(_ transport: String = "http", isQuiet: Bool = false) throws -> ReceiverProcess {
        try ReceiverProcess(
            try #require(Receivers.protobuf.oracle),
            script: Repository.root + "/Tests/LogOTLPTests/Receiver/collector.py",
            arguments: [transport] + (isQuiet ? ["--quiet"] : [])
        )
    }

    /// The bodies of records, each as its values by name.
    private func bodies(_ collector: ReceiverProcess, _ count: Int) throws -> [[(key: String, value: [String: Any])]] {
        var result: [[(key: String, value: [String: Any])]] = []
        while result.count < count {
            let message = try #require(try collector.next()["message"] as? [String: Any])
            for resource in message["resourceLogs"] as? [[String: Any]] ?? [] {
                for scope in resource["scopeLogs"] as? [[String: Any]] ?? [] {
                    for record in scope["logRecords"] as? [[String: Any]] ?? [] {
                        let list = (record["body"] as? [String: Any])?["kvlistValue"] as? [String: Any]
                        let fields = list?["values"] as? [[String: Any]] ?? []
                        result.append(
                            fields.map { ($0["key"] as? String ?? "", $0["value"] as? [String: Any] ?? [:]) }
                        )
                    }
                }
            }
        }
        return result
    }

    @Test(
        .enabled(if: Receivers.protobuf.oracle != nil, "needs a python3 with opentelemetry-proto and grpcio"),
        arguments: [[], ["--batch", "3"]]
    )
    func `a collector has every row that is one, and the others are told`(arguments: [String]) throws {
        let collector = try collector()
        let outcome = try monitor(
            HostileRowsTests.lines.map(\.line),
            type: "otlp",
            options: "endpoint: 'http://localhost:\(collector.port)'\ndrain_timeout: 60\n",
            arguments
        )
        expectTold(outcome)
        let bodies = try bodies(collector, HostileRowsTests.kinds.count)
        func value(_ row: Int, _ name: String) -> [String: Any] { bodies[row].first { $0.key == name }?.value ?? [:] }
        #expect(bodies.indices.map { value($0, "kind")["stringValue"] as? String } == HostileRowsTests.kinds)
        #expect(bodies[1].count { $0.key == "x" } == 1)
        #expect(value(1, "x")["intValue"] as? String == "2")
        #expect(["x", "y", "z"].map { value(2, $0)["doubleValue"] as? String } == ["NaN", "Infinity", "-Infinity"])
        #expect(value(3, "\u{FFFD}")["stringValue"] as? String == "\u{1F600}")
        #expect((value(4, "x")["stringValue"] as? String)?.utf8.count == 8_000_000)
        #expect(value(5, "x")["arrayValue"] != nil)
        #expect(value(6, "x")["stringValue"] as? String == "\0")
        #expect(value(7, "x")["stringValue"] as? String == "18446744073709551616")
    }

    @Test(
        .enabled(if: Receivers.protobuf.oracle != nil, "needs a python3 with opentelemetry-proto and grpcio"),
        arguments: ["http", "grpc"]
    )
    func `rows that are read faster than they are sent wait, and none is dropped`(transport: String) throws {
        let collector = try collector(transport, isQuiet: true)
        let count = 20_000
        let outcome = try monitor(
            (0..<count).map { Data(#"{"kind": "a", "x": \#($0)}"#.utf8) },
            type: "otlp",
            options: """
                endpoint: 'http://localhost:\(collector.port)'
                protocol: \(transport)
                max_queue_size: 600
                drain_timeout: 60

                """
        )
        #expect(outcome.standardError == "")
        #expect(outcome.status == 0)
        var arrived = 0
        while arrived < count { arrived += try collector.next()["records"] as? Int ?? 0 }
        #expect(arrived == count)
    }

    @Test(
        .enabled(if: Receivers.protobuf.oracle != nil, "needs a python3 with opentelemetry-proto and grpcio"),
        arguments: ["", "\n", "\u{FEFF}", " \r\n\n"]
    )
    func `a file without rows sends nothing`(text: String) throws {
        let collector = try collector()
        let outcome = try monitor(
            [Data(text.utf8)],
            type: "otlp",
            options: "endpoint: 'http://localhost:\(collector.port)'\n"
        )
        #expect(outcome.standardError == "")
        #expect(outcome.status == 0)
        // What was sent would be told before this.
        #expect(
            try monitor(
                [Data(#"{"kind": "only"}"#.utf8)],
                type: "otlp",
                options: "endpoint: 'http://localhost:\(collector.port)'\n"
            ).status == 0
        )
        #expect(try bodies(collector, 1).map { $0.first?.value["stringValue"] as? String } == ["only"])
    }
    #endif

    #if Arize
    private func options(_ port: Int) -> String {
        "api_key: k\nspace_key: s\nuri: 'http://localhost:\(port)/v1'\ndrain_timeout: 60\n"
    }

    @Test(.enabled(if: Receivers.python.oracle != nil, "needs a python3"), arguments: [[], ["--batch", "3"]])
    func `Arize has every row that is one, and the others are told`(arguments: [String]) throws {
        let receiver = try ReceiverProcess(
            try #require(Receivers.python.oracle),
            script: Repository.root + "/Tests/LogArizeTests/Receiver/receiver.py"
        )
        let outcome = try monitor(
            HostileRowsTests.lines.map(\.line),
            type: "arize",
            options: options(receiver.port),
            arguments
        )
        expectTold(outcome)
        var features: [String: [String: Any]] = [:]
        for _ in HostileRowsTests.kinds {
            let body = try #require(try receiver.next()["body"] as? [String: Any])
            let prediction = try #require(body["prediction"] as? [String: Any])
            let label = (prediction["prediction_label"] as? [String: Any])?["score_categorical"] as? [String: Any]
            let kind = (label?["category"] as? [String: Any])?["category"] as? String
            features[try #require(kind)] = prediction["features"] as? [String: Any]
        }
        #expect(features.keys.sorted() == HostileRowsTests.kinds.sorted())
        func value(_ kind: String, _ name: String) -> [String: String]? {
            features[kind]?[name] as? [String: String]
        }
        #expect(value("twice", "x") == ["int": "2"])
        // A number that is none is no feature to Arize, as with its own client.
        #expect(value("odd", "x") == nil)
        #expect(value("odd", "y") == ["double": "Infinity"])
        #expect(value("half \u{FFFD}", "\u{FFFD}") == ["string": "\u{1F600}"])
        #expect(value("large", "x")?["string"]?.utf8.count == 8_000_000)
    }

    @Test(.enabled(if: Receivers.python.oracle != nil, "needs a python3"))
    func `rows that are read faster than Arize takes them wait, and none is dropped`() throws {
        let receiver = try CountingReceiver(
            try #require(Receivers.python.oracle),
            script: Repository.root + "/Tests/LogArizeTests/Receiver/counter.py",
            arguments: []
        ) { $0["rows"] as? Int ?? 0 }
        let count = 6000
        let outcome = try monitor(
            (0..<count).map { Data(#"{"kind": "a", "x": \#($0)}"#.utf8) },
            type: "arize",
            options: options(receiver.port) + "max_queue_bound: 100\nmax_workers: 4\n"
        )
        #expect(outcome.standardError == "")
        #expect(outcome.status == 0)
        #expect(receiver.rows(count) == count)
    }
    #endif
}

/// The interpreters that receivers run on.
private enum Receivers {
    static let python = PythonOracle.find()
    static let protobuf = PythonOracle.find(
        modules: ["grpc", "opentelemetry.proto.collector.logs.v1.logs_service_pb2"]
    )
}
