import Foundation
import TestSupport
import Testing

@testable import LogConfig

/// The articles about diagnostics: what they show is what users get.
@Suite("Articles about diagnostics")
struct ArticleTests {
    static let directory = Repository.root + "/Sources/LogConfig/LogConfig.docc"
    static let codes = DiagnosticCode.allCases.map(\.rawValue)

    @Test func `every code has its article, its place in the list, and no article is without a code`() throws {
        let files = try FileManager.default.contentsOfDirectory(atPath: ArticleTests.directory + "/Diagnostics")
        #expect(Set(files) == Set(ArticleTests.codes.map { $0 + ".md" }))
        let list = try String(contentsOfFile: ArticleTests.directory + "/Diagnostics.md", encoding: .utf8)
        let listed = list.matches(of: /- <doc:([a-z-]+)>/).map { String($0.1) }
        #expect(listed.sorted() == ArticleTests.codes.sorted())
    }

    /// The codes that a library tells which these tests do not have: its handlers are not registered here.
    private static let elsewhere: Set<String> = ["insecure-connection"]

    @Test(arguments: codes.filter { !elsewhere.contains($0) })
    func `an article's example is told as the article says, and its remedy helps`(code: String) throws {
        let article = try Article(code, in: ArticleTests.directory)
        let told = try diagnostics(of: article)
        let first = try #require(told.first { $0.code == code })
        #expect(article.severity == first.severity.rawValue)
        #expect(told.map(\.description).joined(separator: "\n") + "\n" == article.output)
        guard let remedy = article.remedy else { return }
        var options = ConfigurationOptions()
        options.environmentVariables = { _ in nil }
        let after = LoggingConfiguration.check(bytes: Array(remedy.utf8), file: article.file, options: options)
        #expect(after.accepted)
        #expect(after.diagnostics.filter { $0.code == code }.isEmpty)
    }

    /// Everything that is told about an article's example.
    private func diagnostics(of article: Article) throws -> [Diagnostic] {
        var options = ConfigurationOptions()
        options.environmentVariables = { _ in nil }
        guard let example = article.example else {
            let box = try TemporaryDirectory()
            let told = LoggingConfiguration.check(contentsOf: box.path + "/log_config.yaml").diagnostics
            return told.map { $0.moved(from: box.path + "/") }
        }
        let box = try TemporaryDirectory()
        let files = FileNaming(workingDirectory: box.path)
        let told: [Diagnostic]
        switch DiagnosticCode(rawValue: article.code) {
        case .cannotOpen?:
            let configuration = try LoggingConfiguration(yaml: example, file: "log_config.yaml", options: options)
            let tree = LoggerTree(environment: LogEnvironment(files: files))
            told = try #require(throws: LoggingConfigurationError.self) { try configuration.apply(to: tree) }
                .diagnostics
        case .writableByAll?:
            let path = box.file("log_config.yaml")
            try box.write(example, to: "log_config.yaml")
            try FileManager.default.setAttributes([.posixPermissions: 0o666], ofItemAtPath: path)
            told = LoggingConfiguration.check(contentsOf: path, options: options).diagnostics
        default:
            told =
                LoggingConfiguration.check(
                    bytes: Array(example.utf8),
                    file: article.file,
                    options: options,
                    files: files
                ).diagnostics
        }
        return told.map { $0.moved(from: box.path + "/") }
    }
}

/// What an article says.
private struct Article {
    let code: String
    let severity: String
    let file: String
    let example: String?
    let output: String
    let remedy: String?

    init(_ code: String, in directory: String) throws {
        self.code = code
        let text = try String(contentsOfFile: "\(directory)/Diagnostics/\(code).md", encoding: .utf8)
        severity = try String(#require(text.firstMatch(of: /Severity: ([a-z]+)\./)).1)
        let parts = text.components(separatedBy: "\n### What to do\n")
        try #require(parts.count == 2 && text.hasPrefix("# \(code)\n"))
        let kind = ["ini", "json"].first { parts[0].contains("```\($0)\n") } ?? "yaml"
        file = "log_config.\(kind)"
        example = parts[0].firstMatch(of: /```(?:yaml|json|ini)\n((?s).*?)```/).map { String($0.1) }
        output = try String(#require(parts[0].firstMatch(of: /\n\n```\n((?s).+?)```\n/)).1)
        remedy = parts[1].firstMatch(of: /```(?:yaml|json|ini)\n((?s).*?)```/).map { String($0.1) }
    }
}

extension Diagnostic {
    /// The diagnostic as it would be in another directory.
    fileprivate func moved(from directory: String) -> Diagnostic {
        Diagnostic(
            severity: severity,
            code: code,
            path: path,
            message: message.replacing(directory, with: ""),
            file: file.replacing(directory, with: ""),
            line: line,
            column: column,
            hint: hint
        )
    }
}
