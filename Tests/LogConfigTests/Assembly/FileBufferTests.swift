import LogConfig
import TestSupport
import Testing

@Suite("File handlers that gather lines")
struct FileBufferTests {
    private let box: TemporaryDirectory
    private let tree: LoggerTree

    init() throws {
        box = try TemporaryDirectory()
        tree = LoggerTree(environment: LogEnvironment(files: FileNaming(workingDirectory: box.path)))
    }

    private func apply(_ arguments: String, python: Bool = false) throws -> ActiveConfiguration {
        let yaml = """
            version: 1
            handlers: {file: {class: logging.FileHandler, filename: a.log, \(arguments)}}
            root: {level: DEBUG, handlers: [file]}
            """
        let options = ConfigurationOptions(compatibility: python ? .python313 : nil)
        return try LoggingConfiguration(yaml: yaml, options: options).apply(to: tree)
    }

    @Test func `lines wait for a record at the flush level, given by its name, or for the end`() throws {
        let active = try apply("bufferSize: 65536, flushInterval: 3600, flushLevel: WARNING")
        tree.root.info("one")
        #expect(box.text("a.log") == "")
        tree.root.warning("two")
        #expect(box.text("a.log") == "one\ntwo\n")
        tree.root.info("three")
        active.shutdown()
        #expect(box.text("a.log") == "one\ntwo\nthree\n")
    }

    @Test func `the defaults are a second and the level ERROR`() throws {
        let active = try apply("bufferSize: 100")
        let handler = try #require(active.handler(named: "file") as? FileHandler)
        #expect(handler.fileSettings?.buffering == FileBuffering(size: 100, interval: 1, flushLevel: .error))
        let other = try #require(try apply("delay: true").handler(named: "file") as? FileHandler)
        #expect(other.fileSettings?.buffering == nil)
    }

    @Test(
        arguments: [
            ("bufferSize: -1", "bufferSize: -1 is not a size in bytes"),
            ("bufferSize: 10, flushInterval: 0", "flushInterval: 0.0 is not a time in seconds"),
        ]
    )
    func `a size or a time that cannot be is an error`(arguments: String, problem: String) throws {
        let error = try #require(throws: LoggingConfigurationError.self) { _ = try apply(arguments) }
        #expect("\(error)".contains("handlers.file.\(problem)"), "\(error)")
    }

    @Test func `a time without a size is doubtful`() throws {
        let active = try apply("flushInterval: 5")
        #expect(
            active.diagnostics.map(\.message).last == "without 'bufferSize' each line is written at once"
        )
    }

    @Test func `CPython does not know the keys`() throws {
        let error = try #require(throws: LoggingConfigurationError.self) {
            _ = try apply("bufferSize: 5", python: true)
        }
        #expect(
            error.chain.map(\.description) == [
                "ValueError: Unable to configure handler 'file'",
                "TypeError: FileHandler.__init__() got an unexpected keyword argument 'bufferSize'",
            ]
        )
    }
}
