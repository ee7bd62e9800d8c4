import LogConfig
import TestSupport
import Testing

@Suite("Applying configurations")
struct ApplyTests {
    private let box: TemporaryDirectory
    private let tree: LoggerTree

    init() throws {
        box = try TemporaryDirectory()
        let files = FileNaming(workingDirectory: box.path)
        tree = LoggerTree(environment: LogEnvironment(timeZone: .utc, files: files))
    }

    @discardableResult
    private func apply(_ yaml: String, python: Bool = false) throws -> ActiveConfiguration {
        let options = ConfigurationOptions(compatibility: python ? .python313 : nil)
        return try LoggingConfiguration(yaml: yaml, options: options).apply(to: tree)
    }

    private static let file = """
        version: 1
        formatters: {f: {format: "%(levelname)s %(name)s %(message)s"}}
        handlers: {file: {class: logging.FileHandler, filename: a.log, formatter: f, level: INFO}}
        root: {level: DEBUG, handlers: [file]}

        """

    @Test func `a configuration writes what its formatter says to its file`() throws {
        try apply(ApplyTests.file)
        tree.logger("shop").info("open")
        tree.logger("shop").debug("below the handler's level")
        tree.root.error("broken")
        #expect(box.text("a.log") == "INFO shop open\nERROR root broken\n")
    }

    @Test func `a configuration that cannot be opened leaves the one in force untouched`() throws {
        let first = try apply(ApplyTests.file)
        let error = try #require(throws: LoggingConfigurationError.self) {
            try apply(
                """
                version: 1
                handlers:
                  a: {class: logging.FileHandler, filename: new.log}
                  b: {class: logging.FileHandler, filename: missing/b.log}
                  c: {class: logging.FileHandler, filename: missing/c.log}
                root: {level: ERROR, handlers: [a, b, c]}
                """
            )
        }
        let path = box.file("missing/b.log")
        #expect(
            error.chain.map(\.description) == [
                "ValueError: Unable to configure handler 'b'",
                "FileNotFoundError: [Errno 2] No such file or directory: '\(path)'",
            ]
        )
        let places = error.diagnostics.filter { $0.severity == .error }.map { "\($0.code) \($0.path) \($0.line ?? 0)" }
        #expect(places == ["cannot-open handlers.b.filename 4", "cannot-open handlers.c.filename 5"])
        #expect(tree.root.level == .debug)
        #expect(tree.root.handlers.map(\.displayName) == ["file"])
        #expect((first.handler(named: "file") as? SinkHandler)?.isFileOpen == true)
        tree.root.info("still here")
        #expect(box.text("a.log") == "INFO root still here\n")
    }

    @Test func `a new configuration closes what the old one opened`() throws {
        let old = try apply(ApplyTests.file)
        try apply("{version: 1, handlers: {n: {class: logging.NullHandler}}, root: {handlers: [n]}}")
        #expect((old.handler(named: "file") as? SinkHandler)?.isFileOpen == false)
        #expect(tree.root.handlers.map(\.displayName) == ["n"])
        #expect(tree.root.level == .debug)
    }

    @Test func `a handler that a logger keeps stays open`() throws {
        let first = try apply(
            """
            version: 1
            handlers: {own: {class: logging.FileHandler, filename: own.log}}
            loggers: {library: {level: INFO, handlers: [own]}}
            """
        )
        let second = try apply("{version: 1, disable_existing_loggers: false, root: {level: ERROR}}")
        tree.logger("library").info("kept")
        #expect(box.text("own.log") == "kept\n")
        second.shutdown()
        #expect((first.handler(named: "own") as? SinkHandler)?.isFileOpen == false)
    }

    @Test func `loggers that are not named are switched off, children of named ones are reset`() throws {
        let stranger = tree.logger("stranger")
        let child = tree.logger("shop.cart")
        child.level = .error
        child.propagates = false
        child.handlers = [RecordingHandler("own")]
        try apply("{version: 1, loggers: {shop: {level: INFO}}}")
        #expect(stranger.isDisabled)
        #expect(child.isDisabled == false)
        #expect(child.level == .notSet)
        #expect(child.propagates)
        #expect(child.handlers.isEmpty)
    }

    @Test func `disable_existing_loggers false switches loggers on again`() throws {
        let stranger = tree.logger("stranger")
        stranger.isDisabled = true
        try apply("{version: 1, disable_existing_loggers: false}")
        #expect(stranger.isDisabled == false)
    }

    @Test(arguments: [(false, 1), (true, 2)])
    func `filters make way for new ones, and add up in CPython's way`(python: Bool, count: Int) throws {
        let yaml = "{version: 1, filters: {f: {name: shop}}, loggers: {shop: {filters: [f]}}}"
        try apply(yaml, python: python)
        try apply(yaml, python: python)
        #expect(tree.logger("shop").filters.count == count)
    }

    @Test func `a filter that the program added stays`() throws {
        let own = NameFilter(name: "mine")
        tree.logger("shop").filters = [own]
        let yaml = "{version: 1, filters: {f: {name: shop}}, loggers: {shop: {filters: [f]}}}"
        try apply(yaml)
        try apply(yaml)
        let names = tree.logger("shop").filters.map { ($0 as? NameFilter)?.name }
        #expect(names == ["mine", "shop"])
    }

    @Test func `an empty root is skipped, a root with a level alone loses its handlers`() throws {
        let own = RecordingHandler("own")
        tree.root.addHandler(own)
        try apply("{version: 1, root: {}}")
        #expect(tree.root.handlers.map(\.displayName) == ["own"])
        try apply("{version: 1, root: {level: INFO}}")
        #expect(tree.root.handlers.isEmpty)
    }

    @Test func `an incremental configuration changes levels and nothing else`() throws {
        let first = try apply(ApplyTests.file)
        tree.logger("shop").isDisabled = true
        try apply(
            """
            version: 1
            incremental: true
            handlers: {file: {level: ERROR}}
            loggers: {shop: {level: WARNING, propagate: false}}
            root: {level: INFO, handlers: []}
            """
        )
        #expect(first.handler(named: "file")?.level == .error)
        #expect(tree.logger("shop").level == .warning)
        #expect(tree.logger("shop").propagates == false)
        #expect(tree.logger("shop").isDisabled == false)
        #expect(tree.root.level == .info)
        #expect(tree.root.handlers.map(\.displayName) == ["file"])
    }

    @Test func `an incremental configuration needs handlers that are there`() throws {
        let error = try #require(throws: LoggingConfigurationError.self) {
            try apply("{version: 1, incremental: true, handlers: {x: {level: ERROR}}}")
        }
        #expect(error.chain.map(\.description) == ["ValueError: No handler found with name 'x'"])
    }

    @Test(arguments: [(false, 0), (true, 7)])
    func `level 0 of an incremental handler counts, save in CPython's way`(python: Bool, level: Int) throws {
        let active = try apply("{version: 1, handlers: {h: {class: logging.NullHandler, level: 7}}}", python: python)
        try apply("{version: 1, incremental: true, handlers: {h: {level: 0}}}", python: python)
        #expect(active.handler(named: "h")?.level.rawValue == level)
    }

    @Test func `handlers come in the order of the file`() throws {
        let active = try apply(
            "{version: 1, handlers: {z: {class: logging.NullHandler}, a: {class: logging.NullHandler}}}"
        )
        #expect(active.handlers.map(\.name) == ["z", "a"])
    }

    @Test func `a value made by the program is a configuration, too`() throws {
        let configuration = try LoggingConfiguration(value: ["version": 1, "root": ["level": "ERROR"]])
        try configuration.apply(to: tree)
        #expect(tree.root.level == .error)
    }

    @Test func `trees do not disturb one another`() throws {
        let other = LoggerTree()
        try apply(ApplyTests.file)
        try LoggingConfiguration(yaml: "{version: 1, root: {level: CRITICAL}}").apply(to: other)
        #expect(tree.root.level == .debug)
        #expect(tree.root.handlers.map(\.displayName) == ["file"])
        #expect(other.root.level == .critical)
    }
}
