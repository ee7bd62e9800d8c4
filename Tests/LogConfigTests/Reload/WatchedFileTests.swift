import LogConfig
import LogRuntime
import TestSupport
import Testing

@Suite("Looking at a configuration's file")
struct WatchedFileTests {
    private let tree = LoggerTree()
    private let files = MemoryFiles(WatchedFileTests.level("INFO"))
    private let watcher: ConfigurationWatcher

    init() throws {
        tree.status.setNoticeHook { _ in }
        tree.status.setHook { _ in }
        let told = Tellings()
        self.tellings = told
        watcher = try LoggingConfiguration.watch("log.yaml", in: files, tree: tree) { outcome in
            switch outcome {
            case .applied(_, let changes): told.add("applied \(changes)")
            case .refused(let error): told.add("refused \(error.chain.first?.message ?? "")")
            }
        }
    }

    private let tellings: Tellings

    private static func level(_ level: String) -> String {
        "{version: 1, loggers: {shop: {level: \(level)}}}"
    }

    /// Looks until nothing is going on any more.
    private func settle() {
        while watcher.look() {}
    }

    @Test func `a change counts when two looks show the same`() {
        files.replace(WatchedFileTests.level("DEBUG"))
        #expect(watcher.look())
        #expect(tree.logger("shop").level == .info)
        files.replace(WatchedFileTests.level("ERROR"))
        #expect(watcher.look())
        #expect(tree.logger("shop").level == .info)
        #expect(watcher.look() == false)
        #expect(tree.logger("shop").level == .error)
        #expect(tellings.all == ["applied loggers: changed 'shop'"])
        settle()
        #expect(files.reads == 2)
    }

    @Test func `a file that was only touched is not loaded anew`() {
        files.replace(WatchedFileTests.level("INFO"))
        tree.logger("shop").level = .critical
        settle()
        #expect(tellings.all.isEmpty)
        #expect(tree.logger("shop").level == .critical)
    }

    @Test func `a broken file changes nothing, is read twice and told once with all that is wrong`() {
        files.replace("{version: 1, root: {level: LOUD, handlers: [nobody]}}")
        #expect(watcher.look())
        #expect(watcher.look())
        #expect(tellings.all.isEmpty)
        #expect(watcher.look() == false)
        settle()
        #expect(files.reads == 3)
        #expect(tellings.all == ["refused Unable to configure root logger"])
        #expect(tree.logger("shop").level == .info)
        #expect(tree.root.level == .warning)
    }

    @Test func `a file that was half written at the first reading is not told of`() {
        files.replace("{version: 1, loggers: {shop: {level: DEB")
        #expect(watcher.look())
        #expect(watcher.look())
        files.replace(WatchedFileTests.level("DEBUG"))
        settle()
        #expect(tellings.all == ["applied loggers: changed 'shop'"])
        #expect(tree.logger("shop").level == .debug)
    }

    @Test func `a file that goes is told once, and loaded when it comes back`() {
        files.remove()
        for _ in 0..<5 { settle() }
        #expect(tellings.all == ["refused no such file"])
        #expect(tree.logger("shop").level == .info)
        files.replace(WatchedFileTests.level("DEBUG"))
        settle()
        #expect(tellings.all == ["refused no such file", "applied loggers: changed 'shop'"])
        files.remove()
        settle()
        #expect(tellings.all.last == "refused no such file")
    }

    @Test func `a file that may not be read is tried again with each look`() {
        files.setReadable(false)
        files.replace(WatchedFileTests.level("DEBUG"))
        for _ in 0..<3 { settle() }
        #expect(tellings.all == ["refused permission denied"])
        files.setReadable(true)
        settle()
        #expect(tellings.all == ["refused permission denied", "applied loggers: changed 'shop'"])
    }

    @Test func `a call loads the file at once, changed or not`() throws {
        tree.logger("shop").level = .critical
        #expect(try watcher.reload().isEmpty)
        #expect(tree.logger("shop").level == .info)
        files.replace("{version: 2}")
        let error = try #require(throws: LoggingConfigurationError.self) { try watcher.reload() }
        #expect(error.chain.map(\.message) == ["Unsupported version: 2"])
        settle()
        #expect(tellings.all == ["applied no handler and no logger changed", "refused Unsupported version: 2"])
    }

    @Test func `the status channel says what is wrong with places`() throws {
        let failures = Tellings()
        tree.status.setHook { failures.add("\($0.subject ?? ""): \($0.message) loss: \($0.isLoss)") }
        files.replace("{version: 1, root: {level: LOUD}}")
        settle()
        #expect(
            failures.all == [
                """
                configuration 'log.yaml': refused, the one in force goes on: Unable to configure root logger: \
                Unknown level: 'LOUD'
                log.yaml:1:28: error: root.level: no level is named 'LOUD'; levels are NOTSET, TRACE, DEBUG, INFO, NOTICE, \
                WARN, WARNING, ERROR, CRITICAL, FATAL loss: false
                """
            ]
        )
    }
}

/// What was told, by any thread.
final class Tellings: Sendable {
    private let texts = Lock<[String]>([])

    /// All that was told.
    var all: [String] { texts.withLock { $0 } }

    func add(_ text: String) {
        texts.withLock { $0.append(text) }
    }
}
