import Foundation
import LogConfig
import LogRuntime
import TestSupport
import Testing

@Suite(.enabled(if: FileManager.default.fileExists(atPath: "/dev/full"), "needs a disk that is always full"))
struct RecoverCommandTests {
    let directory: TemporaryDirectory

    init() throws {
        directory = try TemporaryDirectory()
    }

    /// A program whose configuration has a journal, and a journal in use.
    private func start() throws -> ActiveConfiguration {
        let yaml = """
            version: 1
            handlers:
              async: {class: logconfig.AsyncHandler, handlers: [file], journal: app.journal, drain_limit: 0.05}
              file: {class: logging.FileHandler, filename: app.log}
            root: {level: INFO, handlers: [async]}
            """
        let tree = LoggerTree(environment: LogEnvironment(files: FileNaming(workingDirectory: directory.path)))
        tree.status.setHook { _ in }
        return try LoggingConfiguration(yaml: yaml).apply(to: tree)
    }

    /// Leaves a journal with three records, as the log is on a full disk until the end.
    private func leaveJournal() throws {
        try FileManager.default.createSymbolicLink(atPath: directory.file("app.log"), withDestinationPath: "/dev/full")
        let active = try start()
        for text in ["one", "two", "three"] { active.tree.root.info("\(text)") }
        active.shutdown()
        try FileManager.default.removeItem(atPath: directory.file("app.log"))
        #expect(directory.names.count == 1)
    }

    @Test func `what a journal holds goes to its log, once`() throws {
        try leaveJournal()
        let journal = directory.file("app.journal")
        let file = directory.file(directory.names[0])
        let outcome = try directory.logconfig(["recover", journal, "--json"])
        #expect(outcome.status == 0)
        #expect(
            outcome.standardOutput == """
                {"journals": [{"error": null, "file": "\(file)", "log": "\(directory.file("app.log"))", \
                "records": 3, "skipped": 0, "skipped_bytes": 0}]}

                """
        )
        #expect(directory.text("app.log") == "one\ntwo\nthree\n")
        #expect(directory.names == ["app.log"])
    }

    @Test func `the next start recovers by itself`() throws {
        try leaveJournal()
        let active = try start()
        #expect(directory.text("app.log") == "one\ntwo\nthree\n")
        #expect((active.handler(named: "async") as? AsyncHandler)?.recoveredCount == 3)
        active.shutdown()
        #expect(directory.names == ["app.log"])
    }

    @Test func `a journal in use, a file that is none and one that is not there are errors`() throws {
        let active = try start()
        let handler = try #require(active.handler(named: "async") as? AsyncHandler)
        let journal = try #require(handler.journalPath)
        let inUse = try directory.logconfig(["recover", journal])
        #expect(inUse.status == 3)
        #expect(inUse.standardError == "\(journal): error: it belongs to a process that is running\n")
        active.shutdown()
        try directory.write("no journal at all", to: "other")
        let other = try directory.logconfig(["recover", directory.file("other")])
        #expect(other.status == 1)
        #expect(other.standardError == "\(directory.file("other")): error: it is not a journal\n")
        #expect(try directory.logconfig(["recover", directory.file("none")]).status == 3)
    }
}
