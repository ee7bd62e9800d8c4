import LogConfig
import TestSupport
import Testing

@Suite("The key 'redaction' of the section 'logconfig'")
struct RedactionSectionTests {
    /// A configuration of two handlers with a redaction.
    private func yaml(_ redaction: String) -> String {
        """
        version: 1
        disable_existing_loggers: false
        filters: {mine: {(): logconfig.DynamicLevel, level: INFO, field: user, values: [ann]}}
        handlers:
          one: {class: logging.StreamHandler}
          two: {class: logging.StreamHandler, filters: [mine]}
        loggers: {app.db: {handlers: [two]}}
        root: {level: DEBUG, handlers: [one]}
        logconfig: {redaction: \(redaction)}
        """
    }

    @Test func `every handler redacts, after its own filters`() throws {
        var options = ConfigurationOptions()
        options.environmentVariables = { $0 == "LOG_SECRET" ? "Jefe" : nil }
        let tree = LoggerTree()
        let rules = "{rules: [{keys: user, action: hash}, {keys: password}], secret: env://LOG_SECRET}"
        let active = try LoggingConfiguration(yaml: yaml(rules), options: options).apply(to: tree)
        defer { active.shutdown() }
        #expect(active.diagnostics == [])
        var recorders: [RecordingHandler] = []
        for logger in [tree.root, tree.logger("app.db")] {
            let recorder = RecordingHandler()
            recorder.filters = logger.handlers.flatMap(\.filters)
            recorder.formatter = try TextFormatter(format: "%(user)s %(password)s")
            recorders.append(recorder)
            logger.handlers = [recorder]
        }
        tree.logger("app.db").debug("in", extra: ["user": "ann", "password": "x"])
        let hash = try #require(recorders[1].lines.first?.split(separator: " ").first)
        #expect(hash.hasPrefix("hmac:") && hash.utf8.count == 37)
        // The second handler finds the hash, and makes none of it.
        #expect(recorders.map(\.lines) == [["\(hash) ***"], ["\(hash) ***"]])
    }

    @Test(
        arguments: [
            ("{rules: [{key: user}]}", "logconfig.redaction.rules[0].key"),
            ("{rules: [], masks: x}", "logconfig.redaction.masks"),
            ("{mask: x}", "logconfig.redaction"),
            ("[password]", "logconfig.redaction"),
        ]
    )
    func `what is wrong is told at its place`(redaction: String, path: String) throws {
        let error = #expect(throws: LoggingConfigurationError.self) {
            try LoggingConfiguration(yaml: yaml(redaction))
        }
        #expect(error?.diagnostics.filter { $0.severity == .error }.map(\.path) == [path])
    }

    @Test func `an INI file refuses it`() {
        let text = """
            [loggers]
            keys=root
            [handlers]
            keys=
            [formatters]
            keys=
            [logger_root]
            handlers=
            [logconfig]
            redaction=password
            """
        let error = #expect(throws: LoggingConfigurationError.self) { try LoggingConfiguration(ini: text) }
        #expect(error?.diagnostics.map(\.message) == ["an INI file cannot say what is redacted"])
    }
}
