import Foundation
import LogConfig
import LogRuntime
import TestSupport
import Testing

@Suite("Loading anew while threads log at full speed", .serialized)
struct ReloadUnderLoadTests {
    private static let threadCount = 4
    private static let reloadCount = 60
    /// How many records a thread logs at most, so that a busy machine ends the test, too.
    private static let recordLimit = 20_000

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

    /// Loads configurations in turn while threads log, and counts the lines of each record in all files.
    private func run(_ texts: [String], registry: Registry = .standard) throws {
        let files = MemoryFiles(texts[0])
        let options = ConfigurationOptions(registry: registry)
        let watcher = try LoggingConfiguration.watch("log.yaml", in: files, tree: tree, options: options)
        let isOver = Lock(false)
        let counts = Lock([Int](repeating: 0, count: ReloadUnderLoadTests.threadCount))
        let group = DispatchGroup()
        let tree = tree
        for thread in 0..<ReloadUnderLoadTests.threadCount {
            group.enter()
            Thread {
                let logger = tree.logger("load.\(thread)")
                var number = 0
                while number < ReloadUnderLoadTests.recordLimit, !isOver.withLock({ $0 }) {
                    logger.info("\(thread)-\(number)")
                    number += 1
                    // Threads that only wait for room would show nothing, and a queue without limit grows for good.
                    while number % 100 == 0, ReloadUnderLoadTests.isCrowded(tree) { sched_yield() }
                }
                let total = number
                counts.withLock { $0[thread] = total }
                group.leave()
            }.start()
        }
        for number in 1...ReloadUnderLoadTests.reloadCount {
            files.replace(texts[number % texts.count])
            try watcher.reload()
        }
        isOver.withLock { $0 = true }
        group.wait()
        watcher.shutdown()
        let wanted = counts.withLock { $0 }
        var seen = wanted.map { [UInt8](repeating: 0, count: $0) }
        var strange = 0
        for name in box.names {
            ReloadUnderLoadTests.countLines(of: [UInt8](try #require(box.data(name)))) { thread, number in
                guard thread < seen.count, number < seen[thread].count else {
                    strange += 1
                    return
                }
                seen[thread][number] &+= 1
            }
        }
        #expect(failures.all == [])
        #expect(strange == 0)
        #expect(seen.map { $0.count { $0 != 1 } } == wanted.map { _ in 0 })
        #expect(wanted.allSatisfy { $0 > 0 })
    }

    /// Whether a queue holds much that is not written yet.
    private static func isCrowded(_ tree: LoggerTree) -> Bool {
        tree.root.handlers.contains { ($0 as? QueueHandler)?.pendingCount ?? 0 > 2000 }
    }

    /// Takes lines `thread-number` apart.
    private static func countLines(of bytes: [UInt8], _ body: (_ thread: Int, _ number: Int) -> Void) {
        bytes.withUnsafeBufferPointer { bytes in
            var (thread, number) = (0, 0)
            for byte in bytes {
                switch byte {
                case UInt8(ascii: "\n"):
                    body(thread, number)
                    (thread, number) = (0, 0)
                case UInt8(ascii: "-"): (thread, number) = (number, 0)
                default: number = number * 10 + Int(byte) - 48
                }
            }
        }
    }

    /// A configuration whose one handler has these settings.
    private static func one(_ settings: String) -> String {
        "{version: 1, handlers: {h: {\(settings)}}, root: {level: INFO, handlers: [h]}}"
    }

    @Test func `each record is in the files once, whatever becomes of a file`() throws {
        try run([
            ReloadUnderLoadTests.one("class: logging.FileHandler, filename: a.log"),
            ReloadUnderLoadTests.one("class: logging.FileHandler, filename: a.log, level: INFO"),
            ReloadUnderLoadTests.one("class: logging.FileHandler, filename: b.log"),
            ReloadUnderLoadTests.one("class: logging.handlers.WatchedFileHandler, filename: b.log, encoding: utf-8"),
        ])
    }

    @Test func `each record is in the file of mode w once, with other levels and names of its handler`() throws {
        try run([
            ReloadUnderLoadTests.one("class: logging.FileHandler, filename: a.log, mode: w"),
            ReloadUnderLoadTests.one("class: logging.FileHandler, filename: a.log, mode: w, level: INFO"),
            ReloadUnderLoadTests.one("class: logging.FileHandler, filename: a.log, mode: w, level: DEBUG")
                .replacing("h:", with: "g:").replacing("[h]", with: "[g]"),
        ])
    }

    @Test func `each record is in rotating files once, with other levels and limits`() throws {
        let rotating = "class: logging.handlers.RotatingFileHandler, filename: a.log, backupCount: 5000"
        try run([
            ReloadUnderLoadTests.one(rotating + ", maxBytes: 100000"),
            ReloadUnderLoadTests.one(rotating + ", maxBytes: 100000, level: INFO"),
            ReloadUnderLoadTests.one(rotating + ", maxBytes: 150000"),
        ])
    }

    @Test func `each record is behind the queue once, with other queues`() throws {
        let text = { (capacity: Int, level: String) in
            """
            version: 1
            handlers:
              file: {class: logging.FileHandler, filename: a.log, level: \(level)}
              queue:
                class: logging.handlers.QueueHandler
                queue: {(): queue.Queue, maxsize: \(capacity)}
                handlers: [file]
            root: {level: INFO, handlers: [queue]}
            """
        }
        try run([text(10_000_000, "INFO"), text(10_000_000, "DEBUG"), text(20_000_000, "DEBUG")])
    }

    @Test func `each record is in the stream once`() throws {
        let file = try #require(fopen(box.file("stream.txt"), "a"))
        defer { fclose(file) }
        var registry = Registry.standard
        registry.external("test.stream", .stream(StreamSink(descriptor: fileno(file), name: "stream")))
        let stream = "class: logging.StreamHandler, stream: ext://test.stream"
        try run(
            [ReloadUnderLoadTests.one(stream), ReloadUnderLoadTests.one(stream + ", level: INFO")],
            registry: registry
        )
    }
}
