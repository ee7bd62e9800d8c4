import LogConfig
import LogRuntime
import TestSupport
import Testing

@Suite("What goes on when a configuration is loaded anew")
struct HandOverTests {
    private let box: TemporaryDirectory
    private let tree: LoggerTree
    private let files = MemoryFiles("{version: 1}")
    private let watcher: ConfigurationWatcher

    init() throws {
        box = try TemporaryDirectory()
        tree = LoggerTree(environment: LogEnvironment(timeZone: .utc, files: FileNaming(workingDirectory: box.path)))
        tree.status.setNoticeHook { _ in }
        tree.status.setHook { _ in }
        watcher = try LoggingConfiguration.watch("log.yaml", in: files, tree: tree)
    }

    @discardableResult
    private func load(_ text: String) throws -> ConfigurationChanges {
        files.replace(text)
        return try watcher.reload()
    }

    private func handler(_ name: String) throws -> Handler { try #require(watcher.active.handler(named: name)) }

    @Test(arguments: [
        "{class: logging.FileHandler, filename: a.log, mode: w}",
        "{class: logging.handlers.WatchedFileHandler, filename: a.log, mode: w}",
        "{class: logging.handlers.RotatingFileHandler, filename: a.log, maxBytes: 1000, backupCount: 2}",
        "{class: logging.handlers.TimedRotatingFileHandler, filename: a.log, when: D}",
        "{class: logging.handlers.QueueHandler}",
        "{class: logging.handlers.MemoryHandler, capacity: 9, target: other}",
        "{class: logging.handlers.SysLogHandler}",
        "{class: logging.StreamHandler, stream: ext://sys.stdout}",
    ])
    func `a handler whose settings are the same goes on as it is`(settings: String) throws {
        let other = "other: {class: logging.NullHandler}"
        try load("{version: 1, handlers: {\(other), h: \(settings)}, root: {handlers: [h]}}")
        let first = try handler("h")
        let changes = try load(
            "{version: 1, handlers: {\(other), h: \(settings)}, root: {level: DEBUG, handlers: [h]}}"
        )
        #expect(try handler("h") === first)
        #expect(tree.root.handlers.first === first)
        #expect("\(changes)" == "loggers: changed 'root'")
    }

    @Test func `the file of mode w is not emptied again, whatever becomes of level, formatter and filters`() throws {
        let text = { (more: String) in
            """
            version: 1
            formatters: {f: {format: "%(levelname)s %(message)s"}}
            handlers: {h: {class: logging.FileHandler, filename: a.log, mode: w\(more)}}
            root: {level: DEBUG, handlers: [h]}
            """
        }
        try load(text(""))
        let first = try handler("h")
        tree.root.info("one")
        try load(text(", formatter: f, level: WARNING"))
        #expect(try handler("h") !== first)
        #expect((try handler("h") as? SinkHandler)?.sink === (first as? SinkHandler)?.sink)
        #expect(try handler("h") is FileHandler)
        tree.root.info("not taken")
        tree.root.error("two")
        #expect(box.text("a.log") == "one\nERROR two\n")
        watcher.shutdown()
        #expect((first as? SinkHandler)?.isFileOpen == false)
    }

    @Test func `a handler under another name keeps the open file`() throws {
        try load(
            "{version: 1, handlers: {a: {class: logging.FileHandler, filename: a.log, mode: w}}, root: {handlers: [a]}}"
        )
        tree.root.error("one")
        let changes = try load(
            "{version: 1, handlers: {b: {class: logging.FileHandler, filename: a.log, mode: w}}, root: {handlers: [b]}}"
        )
        tree.root.error("two")
        #expect(box.text("a.log") == "one\ntwo\n")
        #expect("\(changes)" == "handlers: added 'b'; removed 'a'; loggers: changed 'root'")
    }

    @Test func `a handler with other settings is opened anew, and the old one closed`() throws {
        let text = { (limit: Int) in
            """
            version: 1
            handlers: {h: {class: logging.handlers.RotatingFileHandler, filename: a.log, maxBytes: \(limit), backupCount: 1}}
            root: {handlers: [h]}
            """
        }
        try load(text(1000))
        let first = try handler("h")
        tree.root.error("one")
        try load(text(2000))
        tree.root.error("two")
        #expect((first as? SinkHandler)?.isFileOpen == false)
        #expect((try handler("h") as? RotatingFileHandler)?.rotatingSink?.maximumSize == 2000)
        #expect(box.texts == ["a.log": "one\ntwo\n"])
    }

    @Test func `a queue is made anew with the handler behind it, and the old one hands on what it holds`() throws {
        let text = { (level: String) in
            """
            version: 1
            handlers:
              file: {class: logging.FileHandler, filename: a.log, level: \(level)}
              queue: {class: logging.handlers.QueueHandler, handlers: [file]}
            root: {level: DEBUG, handlers: [queue]}
            """
        }
        try load(text("INFO"))
        let first = try handler("queue")
        for number in 0..<100 { tree.root.info("\(number)") }
        try load(text("DEBUG"))
        #expect(try handler("queue") !== first)
        #expect(box.text("a.log") == (0..<100).map { "\($0)\n" }.joined())
    }

    @Test func `a file that cannot be opened leaves the others as they are`() throws {
        try load("{version: 1, handlers: {a: {class: logging.FileHandler, filename: a.log}}, root: {handlers: [a]}}")
        tree.root.error("one")
        let first = try handler("a")
        #expect(throws: LoggingConfigurationError.self) {
            try load(
                """
                version: 1
                handlers:
                  a: {class: logging.FileHandler, filename: a.log, mode: w}
                  b: {class: logging.FileHandler, filename: missing/b.log}
                root: {handlers: [a, b]}
                """
            )
        }
        tree.root.error("two")
        #expect(try handler("a") === first)
        #expect(box.texts == ["a.log": "one\ntwo\n"])
    }

    @Test func `the tree is as if the program had started with the new file`() throws {
        let old = tree.logger("old")
        let text = "{version: 1, loggers: {shop: {level: DEBUG, propagate: false}}, root: {level: INFO}}"
        let tree = tree
        let fresh = try LoggingConfiguration.watch("log.yaml", in: MemoryFiles(text), tree: tree)
        #expect(old.isDisabled)
        let since = tree.logger("since")
        since.level = .error
        let own = RecordingHandler("own")
        tree.logger("shop").addHandler(own)
        try load("{version: 1, loggers: {old: {level: INFO}}}")
        #expect(old.isDisabled == false)
        #expect(since.isDisabled == false)
        #expect(since.level == .error)
        let shop = tree.logger("shop")
        #expect(shop.level == .notSet)
        #expect(shop.propagates)
        #expect(shop.handlers.first === own)
        #expect(shop.isDisabled == false)
        #expect(tree.root.level == .warning)
        #expect(fresh.path == "log.yaml")
    }

    @Test func `a filter that is alike goes on with what it remembers`() throws {
        let text = { (level: String) in
            "{version: 1, filters: {f: {name: shop}}, loggers: {shop: {level: \(level), filters: [f]}}}"
        }
        try load(text("INFO"))
        let first = try #require(tree.logger("shop").filters.first)
        try load(text("DEBUG"))
        #expect(tree.logger("shop").filters.count == 1)
        #expect(tree.logger("shop").filters.first === first)
    }

    @Test func `handlers that were shut down are not taken over`() throws {
        let text =
            "{version: 1, handlers: {h: {class: logging.FileHandler, filename: a.log, mode: w}}, root: {handlers: [h]}}"
        try load(text)
        let first = try handler("h")
        watcher.active.shutdown()
        try watcher.reload()
        #expect(try handler("h") !== first)
        tree.root.error("again")
        #expect(box.text("a.log") == "again\n")
    }
}
