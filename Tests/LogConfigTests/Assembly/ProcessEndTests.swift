import Foundation
import TestSupport
import Testing

@Suite("What waits when the program ends")
struct ProcessEndTests {
    private let box: TemporaryDirectory

    init() throws {
        box = try TemporaryDirectory()
    }

    /// Runs the probe, with a configuration in which records wait for each other in memory, or none do.
    private func run(_ way: String, waits: Bool = true) throws -> BuiltProgram.Outcome {
        let root = waits ? "memory" : "file"
        let configuration = """
            version: 1
            handlers:
              file: {class: logging.FileHandler, filename: \(box.file("app.log"))}
              memory: {class: logging.handlers.MemoryHandler, capacity: 1000, target: file}
            root: {level: INFO, handlers: [\(root)]}
            """
        try box.write(configuration, to: "log.yaml")
        // To a leak checker, what other threads hold looks lost in a forked child, which has none of them.
        let environment = way == "fork" ? ["ASAN_OPTIONS": "detect_leaks=0"] : [:]
        return try BuiltProgram("LogConfigProbe").run([way, box.file("log.yaml")], environment: environment)
    }

    @Test(arguments: ["exit", "signal"])
    func `is written at exit, and at the exit that follows a signal`(way: String) throws {
        #expect(try run(way).status == 0)
        #expect(box.text("app.log") == "0\n1\n2\n3\n4\n")
    }

    @Test func `is lost with a kill, which leaves what was handed on`() throws {
        #expect(try run("kill").status == SIGKILL)
        #expect(box.text("app.log") == "")
        #expect(try run("kill", waits: false).status == SIGKILL)
        #expect(box.text("app.log") == "0\n1\n2\n3\n4\n")
    }

    #if SANITIZE_THREAD
    private static let forksWhileLogging = false
    #else
    private static let forksWhileLogging = true
    #endif

    @Test(
        .enabled(
            if: ProcessEndTests.forksWhileLogging,
            "under the thread sanitizer Swift takes a lock for each look at a global, which a child may find taken for good"
        )
    )
    func `a child that is forked while other threads log can log and exit`() throws {
        let outcome = try run("fork", waits: false)
        #expect(outcome.status == 0)
        #expect(outcome.standardOutput == "0 stuck\n")
        let lines = (box.text("app.log") ?? "").split(separator: "\n")
        #expect(lines.filter { $0.hasPrefix("child") } == (0..<40).map { "child \($0)" })
        #expect(lines.allSatisfy { $0 == "parent" || $0.hasPrefix("child ") })
    }
}
