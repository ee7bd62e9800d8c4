import LogConfig
import TestSupport
import Testing

@Suite("Redaction")
struct RedactionFilterTests {
    let recorder = RecordingHandler()
    let tree = LoggerTree()

    private func configure(_ filter: String) throws {
        var registry = Registry.standard
        registry.handler("test.Recorder") { [recorder] _ in { _ in recorder } }
        let yaml = """
            version: 1
            formatters: {json: {(): pythonjsonlogger.json.JsonFormatter}}
            filters: {secrets: {(): logconfig.RedactionFilter, \(filter)}}
            handlers: {recorder: {class: test.Recorder, filters: [secrets], formatter: json}}
            root: {level: INFO, handlers: [recorder]}
            """
        try LoggingConfiguration(yaml: yaml, options: ConfigurationOptions(registry: registry)).apply(to: tree)
    }

    @Test func `values under certain names are masked, dropped or hashed, at any depth`() throws {
        try configure(
            """
            secret: Jefe, mask: "[hidden]", rules: [
              {keys: [password, "*TOKEN*"]}, {keys: user.email, action: hash}, {keys: card, action: drop}]
            """
        )
        tree.logger("shop").info(
            "hello",
            extra: [
                "Password": "p", "list": [["access_token_1": 5], ["card": "4111", "kind": "visa"]],
                "user": ["email": "what do ya want for nothing?", "name": "ann"], "email": "not meant",
            ]
        )
        #expect(
            recorder.lines == [
                #"{"message": "hello", "Password": "[hidden]", "list": [{"access_token_1": "[hidden]"}, "#
                    + #"{"kind": "visa"}], "user": {"email": "hmac:5bdcc146bf60754e6a042426089575c7", "#
                    + #""name": "ann"}, "email": "not meant"}"#
            ]
        )
    }

    private struct Failure: Error, CustomStringConvertible {
        var description: String { "no card 4111111111111111" }
    }

    @Test func `what matches a pattern is replaced in the message, the fields and the error`() throws {
        try configure(
            #"secret: Jefe, rules: [{pattern: '\b\d{16}\b'}, {pattern: 'for .*$', action: hash}, "#
                + "{pattern: ' please', action: drop}]"
        )
        tree.logger("shop").error(
            "pay 4111111111111111 please, \(16) times",
            extra: ["note": ["4111111111111111", 4_111_111_111_111_111]],
            error: Failure()
        )
        let record = try #require(recorder.records.first)
        #expect(record.extra == ["note": ["***", "***"]])
        #expect(record.exceptionText == "Failure: no card ***")
        #expect(record.withRecord { try? $0.message() } == "pay ***, 16 times")
    }

    @Test(arguments: [
        ("4111111111111111.0", "***.0"), ("4111111111111111,4222222222222222", "***,***"),
        ("no.4111111111111111:x", "no.***:x"), ("4111111111111111'4111111111111111", "***'***"),
        ("a4111111111111111", "a4111111111111111"), ("4111111111111111_", "4111111111111111_"),
        ("é4111111111111111", "é4111111111111111"), ("4111111111111111\u{301}", "***"),
    ])
    func `a word ends where it does in Python`(text: String, expected: String) throws {
        try configure(#"rules: [{pattern: '\b\d{16}\b'}]"#)
        tree.logger("shop").info("\(text)", extra: ["field": .string(text)])
        let record = try #require(recorder.records.first)
        #expect(record.withRecord { try? $0.message() } == expected)
        #expect(record.extra == ["field": .string(expected)])
    }

    @Test func `numbers with a point are found, too`() throws {
        try configure(#"rules: [{pattern: '\b\d{16}\b'}]"#)
        tree.logger("shop").info("paid", extra: ["card": 4_111_111_111_111_111.0])
        #expect(recorder.records.first?.extra == ["card": "***.0"])
    }

    @Test func `structured messages are redacted, too`() throws {
        try configure(#"rules: [{keys: pin}, {pattern: 'b+'}]"#)
        tree.logger("shop").log(.info, object: ["pin": 1234, "text": "abba"])
        #expect(recorder.lines == [#"{"message": "", "pin": "***", "text": "a***a"}"#])
    }

    @Test func `a hash is not hashed again by another handler's filter`() throws {
        let first = RecordingHandler()
        let second = RecordingHandler()
        let rules: [RedactionRule] = [.keys(["user"], .hash), try .pattern("[a-z]+@[a-z.]+|[0-9a-f]{8,}", .hash)]
        for handler in [first, second] {
            handler.filters = [RedactionFilter(rules: rules, secret: "Jefe")]
            handler.formatter = try JSONFormatter()
        }
        tree.root.handlers = [first, second]
        tree.logger("shop").error("mail to ann@example.org failed", extra: ["user": 17])
        #expect(first.lines == second.lines)
        #expect(first.lines.first?.contains("ann") == false)
    }

    @Test func `a record without anything secret is left alone`() throws {
        try configure(#"rules: [{keys: password}, {pattern: '\d{16}'}]"#)
        tree.logger("shop").info("hello \(1)", extra: ["user": "ann"])
        #expect(recorder.lines == [#"{"message": "hello 1", "user": "ann"}"#])
    }

    @Test(arguments: [
        ("rules: 5", "'rules' is not a list of rules"),
        ("rules: [5]", "rule 1 is not a mapping"),
        ("rules: [{key: a}]", "rule 1 has no key 'key'"),
        ("rules: [{action: mask}]", "rule 1 needs one of 'keys', 'attribute' and 'pattern'"),
        ("rules: [{keys: a, pattern: b}]", "rule 1 needs one of 'keys', 'attribute' and 'pattern'"),
        ("rules: [{keys: a}, {keys: a, action: hide}]", "'hide' of rule 2 is not an action"),
        ("rules: [{keys: a, action: hash}]", "rule 1 hashes, and there is no 'secret'"),
        ("rules: [{keys: [1]}]", "'keys' of rule 1 is not a list of texts"),
        ("rules: [{keys: a, value: b}]", "'value' of rule 1 goes with 'attribute' only"),
        ("rules: [], secret: 12345", "the value is not a text"),
    ])
    func `mistakes in the rules are told, and no secret with them`(filter: String, problem: String) throws {
        let error = try #require(throws: LoggingConfigurationError.self) { try configure(filter) }
        #expect(error.diagnostics.filter { $0.severity == .error }.map(\.message) == [problem])
        #expect(!"\(error)".contains("12345"))
    }

    @Test func `every mistake in the rules is told in one run, at its own line and column`() throws {
        let yaml = """
            version: 1
            disable_existing_loggers: false
            handlers: {out: {class: logging.StreamHandler}}
            root: {handlers: [out]}
            logconfig:
              redaction:
                mask: 5
                rules:
                  - keys: [password, 7]
                    acton: drop
                  - {pattern: 'a', action: hsh}
                  - {keys: a, action: hash}
                  - {pattern: '(a'}
                  - {attribut: privacy}

            """
        let told = LoggingConfiguration.check(bytes: Array(yaml.utf8), file: "c.yaml").diagnostics
        #expect(
            told.map { "\($0)".replacing(/expression: .*/, with: "expression: …") } == [
                "c.yaml:7:11: error: logconfig.redaction.mask: 5 is not a text",
                "c.yaml:9:26: error: logconfig.redaction.rules[0].keys[1]: 'keys' of rule 1 is not a list of texts",
                "c.yaml:10:9: error: logconfig.redaction.rules[0].acton: rule 1 has no key 'acton'; did you mean 'action'?",
                "c.yaml:11:32: error: logconfig.redaction.rules[1].action: 'hsh' of rule 2 is not an action; "
                    + "did you mean 'hash'?",
                "c.yaml:12:27: error: logconfig.redaction.rules[2].action: rule 3 hashes, and there is no 'secret'; "
                    + "take it from the environment: 'secret: env://LOG_SECRET'",
                "c.yaml:13:19: error: logconfig.redaction.rules[3].pattern: '(a' of rule 4 is not a regular expression: …",
                "c.yaml:14:10: error: logconfig.redaction.rules[4].attribut: rule 5 has no key 'attribut'; "
                    + "did you mean 'attribute'?",
            ]
        )
    }

    @Test func `what is not a regular expression is told`() throws {
        let error = try #require(throws: LoggingConfigurationError.self) { try configure("rules: [{pattern: '(a'}]") }
        #expect(error.diagnostics.first?.message.hasPrefix("'(a' of rule 1 is not a regular expression: ") == true)
    }
}
