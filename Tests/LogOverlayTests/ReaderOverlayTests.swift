#if Configuration
import Configuration
import LogConfig
import LogOverlay
import Testing

@Suite("Values of swift-configuration")
struct ReaderOverlayTests {
    private static let yaml = """
        version: 1
        disable_existing_loggers: false
        handlers:
          console: {class: logging.StreamHandler, level: INFO}
          file: {class: logging.handlers.RotatingFileHandler, filename: app.log, maxBytes: 10, backupCount: 1, delay: true}
        loggers: {app.db: {propagate: true}}
        root: {level: INFO, handlers: [console, file]}
        """

    /// The tree that a reader makes of the configuration.
    private func configured(with reader: ConfigReader) throws -> LoggerTree {
        var options = ConfigurationOptions()
        options.overlay(with: reader)
        let tree = LoggerTree()
        try LoggingConfiguration(yaml: ReaderOverlayTests.yaml, options: options).apply(to: tree)
        return tree
    }

    @Test func `a provider of any types overrides scalars`() throws {
        let provider = InMemoryProvider(values: [
            ["log", "loggers", "app", "db", "level"]: "DEBUG",
            ["log", "root", "level"]: 17,
            ["log", "loggers", "app", "db", "propagate"]: false,
        ])
        let tree = try configured(with: ConfigReader(provider: provider).scoped(to: "log"))
        #expect(tree.logger("app.db").level == .debug)
        #expect(!tree.logger("app.db").propagates)
        #expect(tree.root.level == Level(rawValue: 17))
        #expect(tree.activeConfiguration?.handler(named: "console")?.level == .info)
    }

    @Test func `environment variables override scalars by the names that lead to them`() throws {
        let provider = EnvironmentVariablesProvider(environmentVariables: [
            "LOG_LOGGERS_APP_DB_LEVEL": "ERROR", "LOG_HANDLERS_CONSOLE_LEVEL": "CRITICAL",
            "LOG_HANDLERS_FILE_BACKUP_COUNT": "many", "ROOT_LEVEL": "DEBUG",
        ])
        let reader = ConfigReader(provider: provider).scoped(to: "log")
        let error = #expect(throws: LoggingConfigurationError.self) { try configured(with: reader) }
        #expect(error?.diagnostics.map(\.path) == ["handlers.file.backupCount"])
    }

    @Test func `without values the file stays as it is`() throws {
        let tree = try configured(with: ConfigReader(provider: InMemoryProvider(values: [:])))
        #expect(tree.root.level == .info)
        #expect(tree.logger("app.db").level == .notSet)
    }

    @Test func `what is secret by its name is asked for as a secret`() throws {
        let report = SecretReport()
        let provider = InMemoryProvider(values: [
            ["root", "level"]: "DEBUG", ["logconfig", "redaction", "secret"]: "Jefe",
        ])
        var options = ConfigurationOptions()
        options.overlay(with: ConfigReader(provider: provider, accessReporter: report))
        let overlay = try #require(options.overlay)
        _ = overlay(["logconfig", "redaction", "secret"])
        _ = overlay(["root", "level"])
        #expect(report.secrets == ["logconfig.redaction.secret"])
    }
}
#endif
