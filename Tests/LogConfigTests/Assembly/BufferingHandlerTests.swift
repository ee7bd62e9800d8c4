import LogConfig
import TestSupport
import Testing

@Suite("Handlers that hand records to others")
struct BufferingHandlerTests {
    private let box: TemporaryDirectory
    private let tree: LoggerTree

    init() throws {
        box = try TemporaryDirectory()
        tree = LoggerTree(environment: LogEnvironment(files: FileNaming(workingDirectory: box.path)))
    }

    private func apply(_ handlers: String, root: String, python: Bool = false) throws -> ActiveConfiguration {
        let yaml = """
            version: 1
            formatters:
              json: {(): pythonjsonlogger.json.JsonFormatter, format: "%(message)s"}
            handlers:
            \(handlers)
            root: {level: DEBUG, handlers: [\(root)]}
            """
        let options = ConfigurationOptions(compatibility: python ? .python313 : nil)
        return try LoggingConfiguration(yaml: yaml, options: options).apply(to: tree)
    }

    private static let file = "  file: {class: logging.FileHandler, filename: a.log, level: ERROR}\n"

    @Test func `a memory handler waits for a severe record, and does not ask its target's level`() throws {
        let memory = "  a: {class: logging.handlers.MemoryHandler, capacity: 10, flushLevel: WARNING, target: file}\n"
        _ = try apply(memory + BufferingHandlerTests.file, root: "a")
        tree.root.debug("one")
        tree.root.info("two")
        #expect(box.text("a.log") == "")
        tree.root.warning("three")
        #expect(box.text("a.log") == "one\ntwo\nthree\n")
    }

    @Test func `a memory handler hands on when it is full, and at the end`() throws {
        let memory = "  a: {class: logging.handlers.MemoryHandler, capacity: 2, target: file}\n"
        let active = try apply(memory + BufferingHandlerTests.file, root: "a")
        for number in 1...3 { tree.root.info("\(number)") }
        #expect(box.text("a.log") == "1\n2\n")
        active.shutdown()
        #expect(box.text("a.log") == "1\n2\n3\n")
    }

    @Test func `a memory handler keeps what is left to itself if it is told to`() throws {
        let memory = "  a: {class: logging.handlers.MemoryHandler, capacity: 2, target: file, flushOnClose: false}\n"
        let active = try apply(memory + BufferingHandlerTests.file, root: "a")
        tree.root.info("lost on purpose")
        active.shutdown()
        #expect(box.text("a.log") == "")
    }

    @Test func `a queue hands records on as they were logged, in their order, by the end at the latest`() throws {
        let handlers = """
              file: {class: logging.FileHandler, filename: a.log, formatter: json}
              queue: {class: logging.handlers.QueueHandler, handlers: [file]}
            """
        let active = try apply(handlers, root: "queue")
        for number in 1...500 { tree.root.info("m", extra: ["number": .int(Int64(number))]) }
        active.shutdown()
        let wanted = (1...500).map { "{\"message\": \"m\", \"number\": \($0)}\n" }.joined()
        #expect(box.text("a.log") == wanted)
    }

    @Test func `flushing a queue waits until its records are written`() throws {
        let queue = "  queue: {class: logging.handlers.QueueHandler, handlers: [file]}\n"
        let active = try apply(BufferingHandlerTests.file + queue, root: "queue")
        tree.root.info("one")
        try active.handler(named: "queue")?.flush()
        #expect(box.text("a.log") == "one\n")
        active.shutdown()
    }

    @Test func `in CPython's way records wait for a listener that nobody starts`() throws {
        let queue = "  queue: {class: logging.handlers.QueueHandler, handlers: [file], respect_handler_level: true}\n"
        let active = try apply(BufferingHandlerTests.file + queue, root: "queue", python: true)
        tree.root.info("below the level")
        tree.root.error("two")
        let handler = try #require(active.handler(named: "queue") as? QueueHandler)
        #expect(handler.pendingCount == 2)
        while handler.handOnNext() {}
        #expect(box.text("a.log") == "two\n")
    }

    @Test func `a full queue drops records and counts them`() throws {
        let handlers = """
              file: {class: logging.FileHandler, filename: a.log}
              queue: {class: logging.handlers.QueueHandler, handlers: [file], queue: {(): queue.Queue, maxsize: 2}}
            """
        let active = try apply(handlers, root: "queue", python: true)
        let handler = try #require(active.handler(named: "queue") as? QueueHandler)
        tree.status.setHook { _ in }
        for number in 1...5 { tree.root.info("\(number)") }
        #expect(handler.pendingCount == 2)
        #expect(handler.failureCount == 3)
    }

    private static let chain = """
          a: {class: logging.handlers.MemoryHandler, capacity: 1, target: b}
          b: {class: logging.handlers.MemoryHandler, capacity: 1, target: c}
          c: {class: logging.FileHandler, filename: a.log}
        """

    @Test func `handlers are made in the order of their needs`() throws {
        _ = try apply(BufferingHandlerTests.chain, root: "a")
        tree.root.info("through")
        #expect(box.text("a.log") == "through\n")
    }

    @Test func `in CPython's way a chain in the wrong order of names fails`() throws {
        let error = try #require(throws: LoggingConfigurationError.self) {
            _ = try apply(BufferingHandlerTests.chain, root: "a", python: true)
        }
        #expect(
            error.chain.map(\.description) == [
                "ValueError: Unable to configure handler 'a'", "ValueError: Unable to set target handler 'b'",
                "TypeError: target not configured yet",
            ]
        )
    }

    @Test func `handlers that wait for one another are named`() throws {
        let handlers = """
              a: {class: logging.handlers.MemoryHandler, capacity: 1, target: b}
              b: {class: logging.handlers.MemoryHandler, capacity: 1, target: a}
            """
        let error = try #require(throws: LoggingConfigurationError.self) { _ = try apply(handlers, root: "a") }
        let errors = error.diagnostics.filter { $0.severity == .error }
        #expect(
            errors.map { "\($0.code) \($0.path): \($0.message)" } == [
                "handler-cycle handlers.a.target: the handler waits for itself through 'a', 'b'",
                "handler-cycle handlers.b.target: the handler waits for itself through 'a', 'b'",
            ]
        )
    }
}
