import Foundation
import TestSupport
import Testing

/// The examples with monitor types of each kind, run as the programs that they are.
@Suite(.timeLimit(.minutes(Patience.minutes(2))))
struct ExampleTests {
    let directory: TemporaryDirectory
    private let iris = Repository.root + "/Examples/IrisService"
    private static let summary = "iris-service: 150 rows, accuracy 0.9733333333333334\n"

    init() throws {
        directory = try TemporaryDirectory()
    }

    @Test func `a program finds the monitor type of a plugin by its name`() throws {
        let program = BuiltProgram("MonitorPlugin")
        let service = Repository.root + "/Examples/MonitorPlugin/service.yaml"
        let outcome = try program.run([service], in: directory.path)
        #expect(outcome.standardError == "")
        #expect(outcome.status == 0)
        let lines = (directory.text("tables/temperature.csv") ?? "").split(separator: "\n")
        #expect(lines.count == 25)
        #expect(lines.prefix(2) == [#""hour";"felt""#, #"0;"cold""#])
        #expect(lines.last == #"23;"cold""#)
    }

    @Test func `wrong options of a plugin have their place, and the program does not start`() throws {
        try directory.write(
            "monitoring:\n  type: example.TableMonitor\n  options: {seperator: ';', buffer_size: -1}\n",
            to: "wrong.yaml"
        )
        let outcome = try BuiltProgram("MonitorPlugin").run(["wrong.yaml"], in: directory.path)
        #expect(
            outcome.standardError == """
                monitor-plugin: wrong.yaml:3:13: error: monitoring.options.seperator: is not known; did you mean 'separator'?
                wrong.yaml:3:29: error: monitoring.options.buffer_size: is not a number of bytes

                """
        )
        #expect(outcome.status == 1)
    }

    /// Runs the iris service with one of its service files, whose address is replaced.
    private func run(_ file: String, replacing address: String, with other: String) throws -> BuiltProgram.Outcome {
        let text = try String(contentsOfFile: "\(iris)/configs/\(file)", encoding: .utf8)
        #expect(text.contains(address))
        try directory.write(text.replacing(address, with: other), to: "service.yaml")
        return try BuiltProgram("IrisService").run(
            ["--service", "service.yaml", iris + "/iris.csv"],
            environment: ["ARIZE_API_KEY": "k", "ARIZE_SPACE_KEY": "s"],
            in: directory.path
        )
    }

    @Test func `the iris service writes files when its service file says so`() throws {
        let outcome = try run("service-default.yaml", replacing: "log_path: monitoring", with: "log_path: rows")
        #expect(outcome.standardError == ExampleTests.summary)
        #expect(outcome.status == 0)
        let data = directory.text("rows/iris_classifier_prediction/data/data.0.log") ?? ""
        #expect(data.split(separator: "\n").count == 150)
    }

    #if OTLP
    // Needs a Python with opentelemetry-proto and grpcio.
    @Test(
        .enabled(
            if: ConformanceTests.protobuf.oracle != nil,
            "needs a python3 with opentelemetry-proto and grpcio"
        )
    )
    func `the iris service sends to a collector when its service file says so`() throws {
        let receiver = try ReceiverProcess(
            try #require(ConformanceTests.protobuf.oracle),
            script: Repository.root + "/Tests/LogOTLPTests/Receiver/collector.py",
            arguments: ["http"]
        )
        let outcome = try run(
            "service-otlp.yaml",
            replacing: "http://localhost:4318",
            with: "http://localhost:\(receiver.port)"
        )
        #expect(outcome.standardError == ExampleTests.summary)
        #expect(outcome.status == 0)
        var texts: [String] = []
        var count = 0
        while count < 150 {
            let entry = try receiver.next()
            count += try #require(entry["records"] as? Int)
            texts.append(String(decoding: try JSONSerialization.data(withJSONObject: entry), as: UTF8.self))
        }
        #expect(count == 150)
        #expect(texts[0].contains("iris_classifier:iris_classifier_prediction"))
        #expect(texts[0].contains("sepal length"))
        #expect(texts[0].contains("bento_meta"))
    }
    #endif

    #if Arize
    // Needs a Python.
    @Test(.enabled(if: ConformanceTests.python.oracle != nil, "needs a python3"))
    func `the iris service sends to Arize when its service file says so`() throws {
        let receiver = try ReceiverProcess(
            try #require(ConformanceTests.python.oracle),
            script: Repository.root + "/Tests/LogArizeTests/Receiver/receiver.py"
        )
        let outcome = try run(
            "service-arize.yaml",
            replacing: "https://api.arize.com/v1",
            with: "http://localhost:\(receiver.port)/v1"
        )
        #expect(outcome.standardError == ExampleTests.summary)
        #expect(outcome.status == 0)
        let bodies = try (0..<150).map { _ in try #require(try receiver.next()["body"] as? [String: Any]) }
        #expect(Set(bodies.compactMap { $0["prediction_id"] as? String }).count == 150)
        #expect(Set(bodies.compactMap { $0["model_id"] as? String }) == ["iris_classifier:iris_classifier_prediction"])
        #expect(bodies.allSatisfy { $0["prediction"] != nil && $0["actual"] != nil })
    }
    #endif
}
