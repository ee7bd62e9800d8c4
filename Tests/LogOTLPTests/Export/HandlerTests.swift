#if OTLP
import LogConfig
@testable import LogOTLP
import LogRuntime
import SwiftProtobuf
import TestSupport
import Testing

/// What of a record arrives, and how a configuration names the handler.
@Suite(.timeLimit(.minutes(Patience.minutes(1))))
struct HandlerTests {
    private func records(_ bench: ExporterBench) throws -> [Record] {
        try bench.handler.flush()
        return try bench.transport.requests.flatMap { try Request(serializedBytes: $0.bytes).records }
    }

    @Test func `message, level, attributes and place are all there`() throws {
        let bench = try ExporterBench()
        bench.tree.logger("app").warning("hot", extra: ["celsius": 99.5, "tags": ["a"]])
        let record = try #require(try records(bench).first)
        #expect(record.body.logValue == "hot")
        #expect(record.severityNumber == .warn)
        #expect(record.severityText == "WARN")
        #expect(record.timeUnixNano > 1_700_000_000_000_000_000)
        #expect(record.observedTimeUnixNano >= record.timeUnixNano)
        let attributes = LogObject(record.attributes.map { ($0.key, $0.value.logValue) })
        #expect(attributes["celsius"] == 99.5)
        #expect(attributes["tags"] == ["a"])
        #expect(attributes["code.file.path"] == .string(#fileID))
        #expect(attributes["code.function.name"] == .string(#function))
        #expect(attributes.count == 5)
    }

    @Test func `a structured message keeps its types, and a formatter makes text of it`() throws {
        let plain = try ExporterBench()
        plain.tree.logger("app").log(.info, object: ["n": 1, "x": [1.5, nil]])
        #expect(try records(plain).map(\.body.logValue) == [["n": 1, "x": [1.5, nil]]])
        let text = try ExporterBench(formatter: try TextFormatter(format: "%(levelname)s %(message)s"))
        text.tree.logger("app").critical("down")
        let record = try #require(try records(text).first)
        #expect(record.body.logValue == "CRITICAL down")
        #expect(record.severityNumber == .fatal)
        #expect(record.severityText == "FATAL")
    }

    @Test func `each logger is a scope of its name`() throws {
        let bench = try ExporterBench()
        for (logger, text) in [("a", "1"), ("b", "2"), ("a", "3")] { bench.tree.logger(logger).info("\(text)") }
        try bench.handler.flush()
        let request = try Request(serializedBytes: try #require(bench.transport.requests.first).bytes)
        let scopes = try #require(request.resourceLogs.first).scopeLogs
        #expect(scopes.map(\.scope.name) == ["a", "b"])
        #expect(scopes.map { $0.logRecords.map(\.body.stringValue) } == [["1", "3"], ["2"]])
    }

    @Test(arguments: [
        ("Traceback:\n  File x\nValueError: bad: value", "ValueError", "bad: value"),
        ("no type here", nil, "no type here"),
    ])
    func `an error's text is taken apart`(_ text: String, _ type: String?, _ message: String) {
        let (foundType, foundMessage) = OTLPHandler.lastError(in: text)
        #expect(foundType == type)
        #expect(foundMessage == message)
    }

    @Test(arguments: OTLPHandlerClass.names)
    func `a configuration names the handler as Python does`(_ name: String) throws {
        let sender = try Sender(["endpoint: http://127.0.0.1:9/x", "drain_timeout: 0"], className: name)
        #expect(sender.handler.exporter.settings.endpoint.url == "http://127.0.0.1:9/x")
    }

    @Test func `a wrong key is an error with its place`() throws {
        let yaml = """
            version: 1
            handlers:
              otlp:
                class: otlp.OTLPHandler
                compression: zip
            """
        var options = ConfigurationOptions()
        options.registry.addOTLPHandlers()
        let error = #expect(throws: LoggingConfigurationError.self) {
            try LoggingConfiguration(yaml: yaml, file: "log.yaml", options: options)
        }
        #expect(
            error?.diagnostics.map(\.description) == [
                "log.yaml:5:18: error: handlers.otlp.compression: 'zip' is not a compression; write 'gzip' or 'none'"
            ]
        )
    }
}
#endif
