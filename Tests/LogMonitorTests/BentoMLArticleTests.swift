import Foundation
import TestSupport
import Testing

/// The table of the reference's bugs in the documentation: the tests that it names are there.
struct BentoMLArticleTests {
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
