import LogConfig
import SwiftLogBackend
import TestSupport
import Testing

import struct Logging.Logger

/// What is secret stays out of every output, in whatever part of a record it is.
@Suite("Redaction and what is written")
struct RedactionOutputTests {
    private enum Privacy: Int64, Logger.MetadataValueAttributes.Attribute { case open, personal }

    struct Declined: Error, CustomStringConvertible {
        var description: String { "the bank declined 4111111111111111" }
    }

    /// Nothing of these may be written.
    private static let secrets = ["ann", "hunter2", "t0ken", "4111111111111111", "42.5"]

    private static func yaml(_ action: String) -> String {
        """
        version: 1
        formatters:
          text: {format: "%(levelname)s %(message)s user=%(user)s card=%(card)s nested=%(nested)s error=%(error.message)s"}
          json: {(): pythonjsonlogger.json.JsonFormatter, format: "%(levelname)s %(message)s"}
          logfmt: {(): logconfig.LogfmtFormatter}
          ecs: {(): logconfig.JSONFormatter, preset: ecs}
        handlers:
          text: {class: logging.FileHandler, filename: text.log, formatter: text}
          json: {class: logging.FileHandler, filename: json.log, formatter: json}
          logfmt: {class: logging.FileHandler, filename: logfmt.log, formatter: logfmt}
          ecs: {class: logging.FileHandler, filename: ecs.log, formatter: ecs}
        root: {level: INFO, handlers: [text, json, logfmt, ecs]}
        logconfig:
          redaction:
            secret: Jefe
            rules:
              - {attribute: privacy, value: personal, action: \(action)}
              - {keys: [password, "*token*", nested.amount, "straße"], action: \(action)}
              - {pattern: '\\b4\\d{15}\\b', action: \(action)}
        """
    }

    /// What is written to each file for a record with secrets everywhere.
    private func texts(_ action: String) throws -> [String: String] {
        let box = try TemporaryDirectory()
        let tree = LoggerTree(environment: LogEnvironment(files: FileNaming(workingDirectory: box.path)))
        let failures = RecordedFailures()
        tree.status.setHook { failures.add($0.message) }
        let active = try LoggingConfiguration(yaml: RedactionOutputTests.yaml(action)).apply(to: tree)
        let logger = Logger(label: "shop") { label in
            ConfiguredLogHandler(
                label: label,
                tree: tree,
                attributes: [MetadataAttribute("privacy", Privacy.self)]
            )
        }
        let card = 4_111_111_111_111_111
        logger.error(
            "paid with \(4111)\("1111")\("1111")\(1111), that is \(card)",
            error: Declined(),
            metadata: [
                "user": .attributed("ann", attributes: [Privacy.personal]),
                "card": .stringConvertible(card),
                "STRASSE": "shown", "Straße": "hunter2",
                "nested": [
                    "PassWord": "hunter2", "amount": .stringConvertible(42.5),
                    "list": [["access_TOKEN": "t0ken", "n": "1"], "no. 4111111111111111!"],
                ],
            ]
        )
        active.shutdown()
        #expect(failures.messages == [] || action == "drop")
        return box.texts
    }

    @Test(arguments: ["drop", "mask", "hash"])
    func `no secret is written by any formatter, whatever part of the record it is in`(action: String) throws {
        let texts = try texts(action)
        #expect(texts.keys.sorted() == ["ecs.log", "json.log", "logfmt.log", "text.log"])
        for (name, text) in texts {
            for secret in RedactionOutputTests.secrets { #expect(!text.contains(secret), "\(name): \(text)") }
        }
    }

    @Test func `a masked record keeps its shape`() throws {
        let texts = try texts("mask")
        let line = try #require(texts["json.log"]?.split(separator: "\n").first)
        let expected = [
            #"{"levelname": "ERROR", "message": "paid with ***, that is ***", "#,
            #""exc_info": "Declined: the bank declined ***", "STRASSE": "shown", "Stra\u00dfe": "***", "card": "***", "#,
            #""nested": {"PassWord": "***", "amount": "***", "list": [{"access_TOKEN": "***", "n": "1"}, "no. ***!"]}, "#,
            #""user": "***", "error.message": "the bank declined ***", "#,
            #""error.type": "SwiftLogBackendTests.RedactionOutputTests.Declined"}"#,
        ]
        #expect(line == expected.joined())
    }

    @Test func `equal values have equal hashes, in fields and texts`() throws {
        let text = try #require(try texts("hash")["json.log"])
        let hashes = text.matches(of: /hmac:[0-9a-f]{32}/).map { String($0.0) }
        // The card: twice in the message, in its field, in the list and in the error, once or more.
        let counts = Dictionary(hashes.map { ($0, 1) }, uniquingKeysWith: +)
        #expect(counts.values.max() ?? 0 >= 4)
    }

    @Test func `a dropped value leaves nothing behind`() throws {
        let text = try #require(try texts("drop")["json.log"])
        for name in ["user", "PassWord", "amount", "access_TOKEN", "Stra"] {
            #expect(!text.contains("\"\(name)"), "\(name)")
        }
        #expect(text.contains("paid with , that is "))
    }
}
