import Foundation
import LogConfig
import TestSupport
import Testing

/// What the README and the first article show is what happens.
@Suite struct ReadmeTests {
    private static let firstArticle = "Sources/LogConfig/LogConfig.docc/GettingStarted.md"

    /// The text between two marks of a file.
    private func part(from start: String, to end: String, of file: String = "README.md") throws -> String {
        let text = try String(contentsOfFile: Repository.root + "/" + file, encoding: .utf8)
        let opening = try #require(text.range(of: start))
        let closing = try #require(text.range(of: end, range: opening.upperBound..<text.endIndex))
        return String(text[opening.upperBound..<closing.lowerBound])
    }

    @Test func `the first steps yield the lines below them`() throws {
        let clock = ManualClock(WallTime(seconds: 1_795_384_398, nanoseconds: 123_000_000))
        let tree = LoggerTree(environment: LogEnvironment(clock: clock, timeZone: .utc))
        let yaml = try part(from: "```yaml\n", to: "```", of: Self.firstArticle)
        let active = try LoggingConfiguration(yaml: yaml, file: "log_config.yaml").apply(to: tree)
        defer { active.shutdown() }
        let recorder = RecordingHandler()
        recorder.formatter = try #require(tree.root.handlers.first).formatter
        tree.root.handlers = [recorder]
        let log = tree.logger("shop.checkout")
        log.info("open")
        clock.set(WallTime(seconds: 1_795_384_398, nanoseconds: 124_000_000))
        log.warning("paid late", extra: ["order": 4711, "days": 3])
        let shown = try part(from: "Standard error shows\n\n", to: "\n\n", of: Self.firstArticle)
        #expect(recorder.lines.map { "    " + $0 } == shown.components(separatedBy: "\n"))
    }

    @Test func `the first configuration yields the lines below it`() throws {
        let directory = FileManager.default.temporaryDirectory.appendingPathComponent("readme-\(UUID())")
        try FileManager.default.createDirectory(at: directory, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: directory) }
        let tree = LoggerTree(
            environment: LogEnvironment(
                clock: ManualClock(WallTime(seconds: 1_795_384_398, nanoseconds: 123_000_000)),
                timeZone: .utc,
                files: FileNaming(workingDirectory: directory.path)
            )
        )
        let yaml = try part(from: "```yaml\n", to: "```")
        let configuration = try LoggingConfiguration(yaml: yaml, file: "log_config.yaml")
        #expect(configuration.diagnostics == [])
        let active = try configuration.apply(to: tree)
        defer { active.shutdown() }
        let recorder = RecordingHandler()
        let console = try #require(tree.root.handlers.first { $0.name == "console" })
        recorder.formatter = console.formatter
        tree.root.handlers = [recorder] + tree.root.handlers.filter { $0 !== console }

        let (order, milliseconds) = (4711, 17)
        tree.logger("shop.checkout").info("order \(order) paid in \(milliseconds) ms", extra: ["customer": "Zoë"])

        let shown = try part(from: "Standard output shows\n\n    ", to: "\n")
        #expect(recorder.lines == [shown])
        let written = try String(contentsOf: directory.appendingPathComponent("app.log"), encoding: .utf8)
        let expected = try part(from: "and `app.log`\n\n    ", to: "\n")
        #expect(written == expected + "\n")
    }

    @Test func `a misspelt formatter is told as shown`() throws {
        let yaml = try part(from: "```yaml\n", to: "```")
            .replacingOccurrences(
                of: "ext://sys.stdout\n    formatter: line",
                with: "ext://sys.stdout\n    formatter: lien"
            )
        let error = #expect(throws: LoggingConfigurationError.self) {
            _ = try LoggingConfiguration(yaml: yaml, file: "log_config.yaml")
        }
        let shown = try part(from: "told at once:\n\n    ", to: "\n")
        #expect(error?.diagnostics.map(\.description) == [shown])
    }
}
