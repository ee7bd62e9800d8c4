import Foundation
import TestSupport
import Testing

/// One and the same program under three logging configurations.
@Suite struct IrisServiceTests {
    let service = BuiltProgram("IrisService")
    let directory: TemporaryDirectory

    init() throws {
        directory = try TemporaryDirectory()
    }

    private static let example = Repository.root + "/Examples/IrisService"
    private static let summary = "iris-service: 150 rows, accuracy 0.9733333333333334\n"

    private static let schema = #"""
        {"meta_data": {"bento_name": "iris_classifier", "bento_version": "1.0.0"}, "columns": [\#
        {"name": "sepal length", "role": "feature", "type": "numerical"}, \#
        {"name": "sepal width", "role": "feature", "type": "numerical"}, \#
        {"name": "petal length", "role": "feature", "type": "numerical"}, \#
        {"name": "petal width", "role": "feature", "type": "numerical"}, \#
        {"name": "pred", "role": "prediction", "type": "categorical"}, \#
        {"name": "target", "role": "target", "type": "categorical"}]}
        """#

    private static let firstRow = #"""
        {"sepal length": 5.1, "sepal width": 3.5, "petal length": 1.4, "petal width": 0.2, "pred": "setosa", \#
        "target": "setosa", "timestamp": "TIME", "request_id": "NUMBER"}
        """#

    /// Lines with their times and their requests' numbers, which differ from run to run, made equal.
    private static func lines(_ text: String?) -> [String] {
        let lines = (text ?? "").split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        return lines.map { line in
            line.replacing(/\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}/, with: "TIME")
                .replacing(/\d{4}-\d\d-\d\d \d\d:\d\d:\d\d,\d{3}/, with: "TIME")
                .replacing(/(["'])request_id["']: ["']\d{1,20}["']/) { match in
                    "\(match.output.1)request_id\(match.output.1): \(match.output.1)NUMBER\(match.output.1)"
                }
        }
    }

    /// What a schema or a row looks like as text: Python's spelling of the same mapping.
    private static func text(_ json: String, logger: String) -> String {
        "TIME INFO \(logger) " + json.replacing("\"", with: "'")
    }

    private func run(_ arguments: [String]) throws -> BuiltProgram.Outcome {
        try service.run(
            arguments + [IrisServiceTests.example + "/iris.csv"],
            environment: ["TZ": "UTC"],
            in: directory.path
        )
    }

    @Test func `without a configuration rows and schema are files of JSON lines`() throws {
        let outcome = try run([])
        #expect(outcome.standardOutput == "")
        #expect(outcome.standardError == IrisServiceTests.summary)
        #expect(outcome.status == 0)
        let base = "monitoring/iris_classifier_prediction"
        #expect(directory.text(base + "/schema/schema.0.log") == IrisServiceTests.schema + "\n")
        let rows = IrisServiceTests.lines(directory.text(base + "/data/data.0.log"))
        #expect(rows.count == 151)
        #expect(rows.first == IrisServiceTests.firstRow)
        #expect(rows.last == "")
        #expect(rows.dropLast().allSatisfy { $0.hasSuffix(#", "timestamp": "TIME", "request_id": "NUMBER"}"#) })
    }

    @Test func `a file of configuration sends the same lines to standard output`() throws {
        let outcome = try run(["--log-config", IrisServiceTests.example + "/configs/stdout.yaml"])
        #expect(outcome.standardError == IrisServiceTests.summary)
        #expect(outcome.status == 0)
        let lines = IrisServiceTests.lines(outcome.standardOutput)
        #expect(lines.count == 152)
        #expect(Array(lines.prefix(2)) == [IrisServiceTests.schema, IrisServiceTests.firstRow])
    }

    @Test func `another one makes them lines of text in files that roll`() throws {
        let arguments = [
            "--log-config", IrisServiceTests.example + "/configs/rotating-text.yaml", "--log-path", "logs",
        ]
        let outcome = try run(arguments)
        #expect(outcome.standardOutput == "")
        #expect(outcome.standardError == IrisServiceTests.summary)
        #expect(outcome.status == 0)
        let base = "logs/iris_classifier_prediction"
        let schema = IrisServiceTests.text(IrisServiceTests.schema, logger: "bentoml_monitor_schema")
        #expect(IrisServiceTests.lines(directory.text(base + "/schema/schema.0.log")) == [schema, ""])
        let files = ["data.0.log.4", "data.0.log.3", "data.0.log.2", "data.0.log.1", "data.0.log"]
        let found = try FileManager.default.contentsOfDirectory(atPath: directory.path + "/\(base)/data")
        #expect(found.sorted() == files.sorted())
        let contents = files.map { directory.data("\(base)/data/\($0)") ?? Data() }
        #expect(contents.allSatisfy { !$0.isEmpty && $0.count <= 8192 })
        let rows = IrisServiceTests.lines(contents.map { String(decoding: $0, as: UTF8.self) }.joined())
        #expect(rows.count == 151)
        #expect(rows.first == IrisServiceTests.text(IrisServiceTests.firstRow, logger: "bentoml_monitor_data"))
    }
}
