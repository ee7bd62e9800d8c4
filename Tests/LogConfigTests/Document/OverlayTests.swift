import LogConfig
import TestSupport
import Testing

@Suite("Values from outside")
struct OverlayTests {
    private func configured(_ yaml: String, _ values: [String: String]) throws -> LoggerTree {
        var options = ConfigurationOptions()
        options.overlay = { values[$0.joined(separator: "/")] }
        let tree = LoggerTree()
        try LoggingConfiguration(yaml: yaml, options: options).apply(to: tree)
        return tree
    }

    private let yaml = """
        version: 1
        disable_existing_loggers: false
        handlers: {out: {class: logging.StreamHandler, stream: ext://sys.stdout}}
        loggers:
          app.db: {level: INFO}
          app.web: {propagate: true}
        root: {handlers: [out]}
        """

    @Test func `scalars are overridden, and levels that the file does not set are set`() throws {
        let tree = try configured(
            yaml,
            [
                "loggers/app.db/level": "DEBUG", "loggers/app.web/level": "17", "loggers/app.web/propagate": "false",
                "root/level": "ERROR", "handlers/out/level": "CRITICAL", "loggers/other/level": "DEBUG",
            ]
        )
        #expect(tree.logger("app.db").level == .debug)
        #expect(tree.logger("app.web").level == Level(rawValue: 17))
        #expect(!tree.logger("app.web").propagates)
        #expect(tree.root.level == .error)
        #expect(tree.activeConfiguration?.handler(named: "out")?.level == .critical)
        #expect(tree.logger("other").level == .notSet)
    }

    @Test func `a value that is wrong is told at the place that it overrides`() throws {
        let error = try #require(throws: LoggingConfigurationError.self) {
            try configured(yaml, ["loggers/app.db/level": "LOUD"])
        }
        #expect(error.diagnostics.map { "\($0.path):\($0.line ?? 0)" } == ["loggers.app.db.level:5"])
    }

    @Test func `what nobody overrides stays`() throws {
        #expect(try configured(yaml, [:]).logger("app.db").level == .info)
    }
}
