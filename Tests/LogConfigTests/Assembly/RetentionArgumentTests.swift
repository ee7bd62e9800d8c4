import LogConfig
import LogRuntime
import TestSupport
import Testing

@Suite("Permissions of new files, and for how long old ones are kept")
struct RetentionArgumentTests {
    private let box: TemporaryDirectory
    private let tree: LoggerTree

    init() throws {
        box = try TemporaryDirectory()
        tree = LoggerTree(environment: LogEnvironment(files: FileNaming(workingDirectory: box.path)))
        tree.status.setHook { _ in }
    }

    private func apply(_ name: String, _ arguments: String, python: Bool = false) throws -> ActiveConfiguration {
        let text = """
            version: 1
            handlers:
              file: {class: \(name), filename: a.log, \(arguments)}
            root: {handlers: [file]}
            """
        let options = ConfigurationOptions(compatibility: python ? .python313 : nil)
        return try LoggingConfiguration(yaml: text, options: options).apply(to: tree)
    }

    private static let rotating = "logging.handlers.RotatingFileHandler"

    @Test(
        arguments: [
            ("maxAge: 14d", Retention(maximumAge: 14 * 86_400)),
            ("maxAge: 3600", Retention(maximumAge: 3600)),
            ("maxAge: 1.5h", Retention(maximumAge: 5400)),
            ("maxTotalSize: 500MB", Retention(maximumTotalSize: 500 << 20)),
            ("maxTotalSize: 1000, maxAge: 2 w", Retention(maximumAge: 1_209_600, maximumTotalSize: 1000)),
            ("maxTotalSize: 2 g", Retention(maximumTotalSize: 2 << 30)),
            ("maxBytes: 10", Retention()),
        ]
    )
    func `limits are numbers, or numbers with a unit`(arguments: String, expected: Retention) throws {
        let bySize = try #require(try apply(Self.rotating, arguments).handler(named: "file") as? RotatingFileHandler)
        #expect(bySize.rotatingSink?.retention == expected)
        guard !arguments.contains("maxBytes") else { return }
        let active = try apply("logging.handlers.TimedRotatingFileHandler", arguments)
        let byTime = try #require(active.handler(named: "file") as? TimedRotatingFileHandler)
        #expect(byTime.rotatingSink?.retention == expected)
    }

    @Test(
        arguments: [
            "logging.FileHandler", "logging.handlers.WatchedFileHandler", rotating,
            "logging.handlers.TimedRotatingFileHandler",
        ],
        ["0640", "0o640", "'0640'", "'640'", "416"]
    )
    func `permissions are written in octal`(name: String, mode: String) throws {
        let handler = try apply(name, "fileMode: \(mode)").handler(named: "file") as? SinkHandler
        #expect(handler?.fileSettings?.permissions == 0o640)
    }

    @Test(
        arguments: [
            ("fileMode: 640", "fileMode: 640 is not a mode"),
            ("fileMode: rw", "fileMode: 'rw' is not a mode"),
            ("maxAge: 0", "maxAge: 0 is not a limit"),
            ("maxAge: 5 parsecs", "maxAge: '5 parsecs' is not a limit"),
            ("maxTotalSize: -1", "maxTotalSize: -1 is not a limit"),
            ("compress: 5", "compress: 5 is not a text"),
            ("compress: gzp", "compress: nothing compresses files by the name 'gzp'; did you mean 'gzip'?"),
            (
                "compress: gzip",
                "compress: 'gzip' needs the product LogCompression; add it to the program, and read the file with a "
                    + "registry that registry.addCompression() was called on"
            ),
        ]
    )
    func `what cannot be is an error`(arguments: String, problem: String) throws {
        let error = try #require(throws: LoggingConfigurationError.self) { _ = try apply(Self.rotating, arguments) }
        #expect("\(error)".contains("handlers.file.\(problem)"), "\(error)")
    }

    @Test(arguments: ["fileMode: '0640'", "maxAge: 5", "maxTotalSize: 5", "compress: gzip"])
    func `CPython does not know the keys`(arguments: String) throws {
        let error = try #require(throws: LoggingConfigurationError.self) {
            _ = try apply(Self.rotating, arguments, python: true)
        }
        let key = arguments.prefix { $0 != ":" }
        #expect(
            error.chain.map(\.description) == [
                "ValueError: Unable to configure handler 'file'",
                "TypeError: RotatingFileHandler.__init__() got an unexpected keyword argument '\(key)'",
            ]
        )
    }
}

@Suite("Figures that a configuration has logged")
struct StatisticsSettingTests {
    private let box: TemporaryDirectory
    private let tree: LoggerTree

    init() throws {
        box = try TemporaryDirectory()
        tree = LoggerTree(environment: LogEnvironment(files: FileNaming(workingDirectory: box.path)))
        tree.status.setHook { _ in }
    }

    private func apply(_ statistics: String) throws -> ActiveConfiguration {
        let text = """
            version: 1
            formatters: {short: {format: "%(levelname)s %(name)s %(message)s"}}
            handlers: {file: {class: logging.FileHandler, filename: a.log, formatter: short}}
            root: {level: DEBUG, handlers: [file]}
            logconfig: {statistics: \(statistics)}
            """
        return try LoggingConfiguration(yaml: text).apply(to: tree)
    }

    @Test func `the last figures are logged when the configuration ends`() throws {
        let active = try apply("{interval: 3600, logger: app.figures, level: DEBUG}")
        tree.root.info("one")
        active.shutdown()
        active.shutdown()
        #expect(box.text("a.log") == "INFO root one\nDEBUG app.figures 1 records delivered, 0 dropped\n")
    }

    @Test(arguments: ["false", "null"])
    func `without the key nothing is logged`(value: String) throws {
        try apply(value).shutdown()
        #expect(box.text("a.log") == "")
    }

    @Test func `a number alone is the interval, and another configuration ends the reports`() throws {
        let first = try apply("3600")
        _ = try apply("false")
        first.shutdown()
        #expect(box.text("a.log") == "")
    }

    @Test(
        arguments: [
            ("{interval: 0}", "logconfig.statistics.interval: 0 is no time between two records"),
            ("often", "logconfig.statistics: 'often' is not a number of seconds"),
            ("{level: LOUD}", "logconfig.statistics.level: 'LOUD' is not a level"),
            ("{intervall: 5}", "logconfig.statistics.intervall: 'statistics' has no key 'intervall'"),
            ("{logger: 5}", "logconfig.statistics.logger: 5 is not a logger's name"),
        ]
    )
    func `what cannot be is an error`(value: String, problem: String) throws {
        let error = try #require(throws: LoggingConfigurationError.self) { _ = try apply(value) }
        #expect("\(error)".contains(problem), "\(error)")
    }
}
