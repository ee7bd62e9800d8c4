import LogConfig
import LogTesting
import TestSupport
import Testing

@Suite("Rehearsals")
struct LoggingRehearsalTests {
    private static let yaml = """
        version: 1
        formatters: {line: {format: "%(asctime)s %(process)d %(threadName)s %(levelname)s %(message)s"}}
        handlers:
          relative: {class: logging.handlers.RotatingFileHandler, filename: logs/app.log, maxBytes: 90, backupCount: 1,
                     formatter: line}
          absolute: {class: logging.FileHandler, filename: /var/log/shop/app.log}
          out: {class: logging.StreamHandler, stream: ext://sys.stdout}
          err: {class: logging.StreamHandler, level: env://ERRORS}
          central: {class: logging.handlers.SysLogHandler, address: [logs.example.org, 514]}
          behind: {class: logging.FileHandler, filename: queued.log}
          queue: {class: logging.handlers.QueueHandler, handlers: [behind]}
        root: {level: INFO, handlers: [relative, absolute, out, err, central, queue]}
        """

    @Test func `everything that a configuration writes stays in the test`() throws {
        let rehearsal = try LoggingRehearsal(yaml: Self.yaml, environment: ["ERRORS": "ERROR"])
        rehearsal.tree.logger("shop").info("one")
        rehearsal.clock.set(WallTime(seconds: 1_767_312_000, nanoseconds: 5_000_000))
        rehearsal.tree.logger("shop").error("two")
        #expect(
            rehearsal.fileTexts == [
                "logs/app.log.1": "2026-01-01 00:00:00,000 1 MainThread INFO one\n",
                "logs/app.log": "2026-01-02 00:00:00,005 1 MainThread ERROR two\n",
                "/var/log/shop/app.log": "one\ntwo\n", "queued.log": "one\ntwo\n",
            ]
        )
        #expect(rehearsal.file("/var/log/shop/app.log") == "one\ntwo\n")
        #expect(rehearsal.file("absent.log") == nil)
        #expect(rehearsal.standardOutput == "one\ntwo\n")
        #expect(rehearsal.standardError == "two\n")
        #expect(
            rehearsal.sent == [
                SentMessage(handler: "central", destination: "udp logs.example.org:514", text: "<14>one\0"),
                SentMessage(handler: "central", destination: "udp logs.example.org:514", text: "<11>two\0"),
            ]
        )
        #expect(rehearsal.failures.isEmpty)
        rehearsal.finish()
        #expect(rehearsal.file("queued.log") == "one\ntwo\n")
    }

    @Test func `a configuration that is refused is told as usual`() throws {
        let directory = try TemporaryDirectory()
        try directory.write("version: 1\nhandlers: {a: {class: logging.FileHandlr, filename: x}}\n", to: "log.yaml")
        let error = try #require(throws: LoggingConfigurationError.self) {
            try LoggingRehearsal(contentsOf: directory.file("log.yaml"))
        }
        #expect(error.diagnostics.map(\.code) == ["unknown-class"])
        #expect(directory.names == ["log.yaml"])
    }

    @Test func `records that no handler takes come to standard error`() throws {
        let rehearsal = try LoggingRehearsal(yaml: "{version: 1, root: {level: INFO}}")
        rehearsal.tree.logger("shop").info("one")
        rehearsal.tree.logger("shop").warning("two")
        #expect(rehearsal.standardError == "two\n")
    }

    @Test func `a handler in memory has the records of a configuration`() throws {
        let memory = InMemoryHandler()
        var options = ConfigurationOptions()
        options.registry.addTestHandlers(memory)
        let yaml = "{version: 1, handlers: {m: {class: logconfig.InMemoryHandler}}, root: {handlers: [m]}}"
        let rehearsal = try LoggingRehearsal(yaml: yaml, options: options)
        rehearsal.tree.logger("shop").warning("slow", extra: ["milliseconds": 812])
        rehearsal.tree.logger("shop").log(.error, object: ["kind": "structured"])
        #expect(
            memory.records.map(\.summary) == [
                #"WARNING shop: slow {"milliseconds": 812}"#, #"ERROR shop: {"kind": "structured"}"#,
            ]
        )
        #expect(memory.records.first?.time == LoggingRehearsal.firstMoment)
        #expect(memory.takeRecords().count == 2)
        #expect(memory.records.isEmpty && memory.lines.isEmpty)
    }
}
