import Foundation
import LogConfig
import LogRuntime
import TestSupport
import Testing

@Suite("Everything at once from eight threads", .serialized)
struct StressTests {
    private static let rounds = 150

    private let box: TemporaryDirectory
    private let tree: LoggerTree
    private let failures = Tellings()

    init() throws {
        box = try TemporaryDirectory()
        tree = LoggerTree(environment: LogEnvironment(timeZone: .utc, files: FileNaming(workingDirectory: box.path)))
        tree.status.setNoticeHook { _ in }
        let failures = failures
        tree.status.setHook { failures.add("\($0.handler): \($0.message)") }
    }

    private static func text(_ number: Int) -> String {
        """
        version: 1
        formatters: {f: {format: "%(name)s %(message)s"}}
        handlers:
          file: {class: logging.FileHandler, filename: \(number % 2 == 0 ? "a" : "b").log, formatter: f}
          memory: {class: logging.handlers.MemoryHandler, capacity: 7, target: file}
          async: {class: logconfig.AsyncHandler, handlers: [file], formatter: f}
        loggers:
          shop: {level: DEBUG, handlers: [\(["file", "memory", "async"][number % 3])], propagate: false}
          shop.cart.n\(number): {level: INFO}
        root: {level: INFO, handlers: [file]}
        """
    }

    private static let last =
        "{version: 1, handlers: {h: {class: logging.FileHandler, filename: end.log}}, root: {level: INFO, handlers: [h]}}"

    private static func apply(_ text: String, to tree: LoggerTree) throws {
        try LoggingConfiguration(yaml: text).apply(to: tree)
    }

    /// Runs closures at the same time, each some rounds, and waits for all.
    private func run(_ bodies: [@Sendable (_ round: Int) throws -> Void]) throws {
        let group = DispatchGroup()
        let errors = Lock<[String]>([])
        for body in bodies {
            group.enter()
            Thread {
                for round in 0..<StressTests.rounds {
                    do { try body(round) } catch { errors.withLock { $0.append("\(error)") } }
                }
                group.leave()
            }.start()
        }
        group.wait()
        #expect(errors.withLock { $0 } == [])
    }

    /// How many files of the test's own directory are open: others run beside it.
    private var openFileCount: Int {
        let descriptors = (try? FileManager.default.contentsOfDirectory(atPath: "/proc/self/fd")) ?? []
        return descriptors.count { descriptor in
            let target = try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/fd/\(descriptor)")
            return target?.hasPrefix(box.path) == true
        }
    }

    @Test func `configuring, making loggers, attaching handlers and shutting down at once leaves a tree that works`()
        throws
    {
        let tree = tree
        let logs: @Sendable (Int) -> Void = { round in
            tree.logger("shop.cart").info("cart \(round)")
            tree.root.warning("root \(round)")
        }
        let configures: @Sendable (Int) throws -> Void = { try StressTests.apply(StressTests.text($0), to: tree) }
        try run([
            configures,
            configures,
            { tree.logger("made.by.n\($0)").info("made \($0)") },
            { round in
                let handler = RecordingHandler()
                let logger = tree.logger("shop.n\(round % 5)")
                logger.addHandler(handler)
                logger.info("attached \(round)")
                logger.removeHandler(handler)
            },
            { _ in tree.activeConfiguration?.shutdown() },
            { round in
                tree.logger("shop").level = round % 2 == 0 ? .debug : .error
                tree.logger("shop").propagates = round % 3 == 0
                _ = tree.statistics
            },
            logs,
            logs,
        ])
        // A handler that was shut down may refuse a late record, and then says so; nothing else goes wrong.
        #expect(failures.all.filter { !$0.contains("closed") } == [])
        try StressTests.apply(StressTests.last, to: tree)
        let count = openFileCount
        #expect(count > 0)
        for round in 0..<20 { try StressTests.apply(StressTests.text(round), to: tree) }
        tree.activeConfiguration?.shutdown()
        #expect(openFileCount <= count + 1)
        try StressTests.apply(StressTests.last, to: tree)
        tree.root.info("the end")
        #expect(box.text("end.log") == "the end\n")
        for name in ["a.log", "b.log"] {
            let lines = (box.text(name) ?? "").split(separator: "\n")
            let strange = lines.filter { line in
                let words = line.split(separator: " ")
                return !["cart", "root", "made", "attached"].contains { words.contains($0) } || words.count != 3
            }
            #expect(strange == [])
        }
    }
}
