import Foundation
import LogConfig
import TestSupport
import Testing

@Suite("Ready-made configurations")
struct ReadyMadeConfigurationTests {
    private static let directory = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent().appendingPathComponent("Configs").path

    /// What needs another library is loaded by that library's tests.
    private static let others: Set = ["rotating-json-gzip.yaml", "syslog-tls.yaml"]

    static let names = ((try? FileManager.default.contentsOfDirectory(atPath: directory)) ?? []).sorted()
        .filter { $0.hasSuffix(".yaml") && !others.contains($0) }

    @Test func `there are some`() {
        #expect(ReadyMadeConfigurationTests.names.count >= 5)
    }

    @Test(arguments: names)
    func `a ready-made configuration can be applied and has no doubts`(name: String) throws {
        let box = try TemporaryDirectory()
        let files = FileNaming(workingDirectory: box.path, makesDirectories: true)
        let tree = LoggerTree(environment: LogEnvironment(files: files))
        let path = ReadyMadeConfigurationTests.directory + "/" + name
        let active = try tree.configure(contentsOf: path)
        defer { active.shutdown() }
        #expect(active.diagnostics == [])
        #expect(tree.root.handlers.isEmpty == false)
    }

    /// What the handlers of a configuration let pass of a debug record and of an error, each with an attribute `debug`.
    private func passed(_ name: String) throws -> [String: [String]] {
        let box = try TemporaryDirectory()
        let tree = LoggerTree(environment: LogEnvironment(files: FileNaming(workingDirectory: box.path)))
        let active = try tree.configure(contentsOf: ReadyMadeConfigurationTests.directory + "/" + name)
        defer { active.shutdown() }
        let recorders = tree.root.handlers.map { handler in
            let recorder = RecordingHandler(handler.name, level: handler.level)
            recorder.filters = handler.filters
            return recorder
        }
        tree.root.handlers = recorders
        let logger = tree.logger("shop")
        logger.debug("details")
        logger.debug("details of the request", extra: ["debug": true])
        logger.info("news")
        logger.error("trouble")
        return Dictionary(uniqueKeysWithValues: recorders.map { ($0.displayName, $0.lines) })
    }

    @Test func `single requests are told in detail`() throws {
        #expect(try passed("per-request-debug.yaml") == ["console": ["details of the request", "news", "trouble"]])
    }

    @Test func `no record is on both streams`() throws {
        #expect(try passed("streams-by-level.yaml") == ["output": ["news"], "trouble": ["trouble"]])
    }

    @Test func `what goes through the queue is all in the file at the end`() throws {
        let box = try TemporaryDirectory()
        let files = FileNaming(workingDirectory: box.path, makesDirectories: true)
        let tree = LoggerTree(environment: LogEnvironment(files: files))
        let active = try tree.configure(contentsOf: ReadyMadeConfigurationTests.directory + "/high-throughput.yaml")
        let logger = tree.logger("shop")
        for number in 0..<1000 { logger.info("record \(number)") }
        active.shutdown()
        let text = try String(contentsOfFile: box.path + "/logs/app.log", encoding: .utf8)
        let numbers = text.split(separator: "\n").map { $0.split(separator: " ").last.map(String.init) }
        #expect(numbers == (0..<1000).map { "\($0)" })
    }
}
