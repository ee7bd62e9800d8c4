import Foundation
import LogMonitor
import TestSupport
import Testing

/// The table of the reference's bugs in the documentation: the tests that it names are there.
struct BentoMLArticleTests {
    @Test func `the program of the article writes the lines below it`() throws {
        let path = Repository.root + "/Sources/LogMonitor/LogMonitor.docc/BentoML.md"
        let article = try String(contentsOfFile: path, encoding: .utf8)
        let directory = try LogMonitorTests.TemporaryDirectory()
        let bench = MonitorBench(
            type: "default",
            directory: directory.path,
            serviceName: "iris",
            serviceVersion: "7"
        )
        withMonitorContext(requestID: 14_642_743_634_293_743_168) {
            bench.hub.monitor("iris") { mon in
                mon.log(5.1, name: "length", role: .feature, dataType: .numerical)
                mon.log("setosa", name: "species", role: .prediction, dataType: .categorical)
            }
        }
        bench.hub.close()
        for kind in ["data", "schema"] {
            let name = "monitoring/iris/\(kind)/\(kind).0.log"
            let written = try #require(directory.text(name))
            let parts = article.components(separatedBy: "`\(name)`")
            #expect(parts.count == 2, "\(name) is shown once")
            let shown = parts.last?.split(separator: "\n").first { $0.hasPrefix("    {") }
            #expect(shown?.dropFirst(4).appending("\n") == written)
        }
    }

    @Test func `each bug of the reference has a test here, and each test that is named is there`() throws {
        let path = Repository.root + "/Sources/LogMonitor/LogMonitor.docc/BentoML.md"
        let article = try String(contentsOfFile: path, encoding: .utf8)
        let rows = article.split(separator: "\n").compactMap { $0.wholeMatch(of: /\| (\d+) \| (.+) \| (.+) \|/) }
        #expect(rows.compactMap { Int($0.output.1) } == Array(1...39))
        let tests = Repository.root + "/Tests"
        let files = FileManager.default.enumerator(atPath: tests)?.compactMap { $0 as? String } ?? []
        var sources: [String: String] = [:]
        for file in files where file.hasSuffix("Tests.swift") {
            let name = (file as NSString).lastPathComponent.dropLast(".swift".count)
            sources[String(name), default: ""] += try String(contentsOfFile: "\(tests)/\(file)", encoding: .utf8)
        }
        for row in rows {
            let named = row.output.3.matches(of: /`(\w+)`: ([^;|]+)/)
            #expect(!named.isEmpty, "bug \(row.output.1) names no test")
            for test in named {
                let title = test.output.2.trimmingCharacters(in: .whitespaces)
                let source = sources[String(test.output.1)] ?? ""
                #expect(source.contains("func `\(title)`"), "bug \(row.output.1): \(test.output.1): \(title)")
            }
        }
    }
}
