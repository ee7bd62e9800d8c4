import Foundation
import LogConfig
import TestSupport
import Testing

@Suite("Ready-made configurations")
struct ReadyMadeConfigurationTests {
    private static let directory = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent().appendingPathComponent("Configs").path

    /// What needs another library is loaded by that library's tests.
    private static let others: Set = ["syslog-tls.yaml"]

    static let names = ((try? FileManager.default.contentsOfDirectory(atPath: directory)) ?? []).sorted()
        .filter { !others.contains($0) }

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
}
