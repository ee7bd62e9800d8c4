import Foundation
import LogConfig
import LogRuntime
import TestSupport
import Testing

@Suite("Configurations that mean harm")
struct HostileConfigurationTests {
    private func diagnostics(_ text: String, file: String = "f.yaml") -> [Diagnostic] {
        LoggingConfiguration.check(bytes: Array(text.utf8), file: file).diagnostics
    }

    @Test(
        arguments: [
            (#"{version: 1, root: {handlers: ["a\nb: error: forged"]}}"#, "f.yaml"),
            (#"{version: 1, formatters: {f: {format: "x\e[2J\r\x85y"}}}"#, "f.yaml"),
            (#"{version: 1, handlers: {"h\n\L": {class: x.Y}}}"#, "f.yaml"),
            (
                "[loggers]\nkeys=root\n[handlers]\nkeys=\n[formatters]\nkeys=\n[logger_root]\nhandlers=a\n  b\u{1B}[2J\n",
                "f.ini"
            ),
        ]
    )
    func `a diagnostic is one line, and a terminal shows it as it is`(text: String, file: String) throws {
        let found = diagnostics(text, file: file).filter { $0.severity == .error }
        #expect(!found.isEmpty)
        for diagnostic in found {
            let shown = diagnostic.description + (diagnostic.excerpt ?? "").replacing("\n", with: "")
            #expect(shown.unicodeScalars.allSatisfy { $0.value >= 0x20 && !(0x7F...0x9F).contains($0.value) })
        }
    }

    @Test(arguments: ["password", "credentials", "secret_key", "api_key", "auth_token", "passwd"])
    func `a secret is in no diagnostic, wherever it is wrong`(key: String) {
        let secret = "hunter2-s3cr3t"
        let texts = [
            "{version: 1, handlers: {h: {class: logging.StreamHandler, \(key): \(secret)}}, root: {handlers: [h]}}",
            "{version: 1, handlers: {h: {class: logging.StreamHandler, \(key): [\(secret), 1]}}, root: {handlers: [h]}}",
            "version: 1\nhandlers:\n  h:\n    class: logging.handlers.SMTPHandler\n    \(key): {a: \(secret)}\n",
            "version: 1\nhandlers:\n  h: {class: logging.handlers.HTTPHandler, host: x, url: /, \(key): \(secret)}\n",
        ]
        for text in texts {
            for diagnostic in diagnostics(text) {
                #expect(!diagnostic.description.contains(secret), "\(diagnostic)")
                #expect(diagnostic.excerpt?.contains(secret) != true, "\(diagnostic)")
            }
        }
    }

    @Test(
        arguments: [
            "os.system", "subprocess.Popen", "builtins.eval", "importlib.import_module", "ctypes.CDLL",
            "Foundation.Process",
            "__import__", "logging.os.system", "logging.config.dictConfig",
        ]
    )
    func `no name reaches code`(name: String) {
        for text in [
            "{version: 1, handlers: {h: {(): \(name), command: touch /tmp/x}}, root: {handlers: [h]}}",
            "{version: 1, handlers: {h: {class: \(name)}}, root: {handlers: [h]}}",
            "{version: 1, filters: {f: {(): 'ext://\(name)'}}}",
            "{version: 1, handlers: {h: {class: logging.StreamHandler, stream: 'ext://\(name)'}}, root: {handlers: [h]}}",
        ] {
            #expect(diagnostics(text).contains { $0.severity == .error }, "\(text)")
        }
    }

    @Test func `thousands of mistakes are told in time`() {
        let loggers = (0..<10_000).map { "l\($0): {level: LOUD, x: 1}" }.joined(separator: ", ")
        let found = diagnostics("{version: 1, loggers: {\(loggers)}}")
        #expect(found.count { $0.severity == .error } == 10_000)
    }

    @Test func `thousands of names that there are not are told in time`() {
        let handlers = (0..<8_000).map { "h\($0): {class: logging.NullHandler}" }.joined(separator: ", ")
        let names = (0..<8_000).map { "no\($0)" }.joined(separator: ", ")
        let found = diagnostics("{version: 1, handlers: {\(handlers)}, root: {handlers: [\(names)]}}")
        #expect(found.count { $0.severity == .error } == 8_000)
        #expect(
            found.first?.hint
                == "handlers are \((0..<8_000).map { "'h\($0)'" }.sorted().prefix(20).joined(separator: ", "))"
                + " and 7980 more"
        )
    }

    /// Configurations in which a list has twenty thousand members, and the longest chain.
    private static let large: [(name: String, text: String)] = {
        let count = 20_000
        func joined(_ item: (Int) -> String) -> String { (0..<count).map(item).joined(separator: ", ") }
        return [
            (
                "handlers of one logger",
                "{version: 1, handlers: {\(joined { "h\($0): {class: logging.NullHandler}" })}, "
                    + "root: {handlers: [\(joined { "h\($0)" })]}}"
            ),
            (
                "filters of one logger",
                "{version: 1, filters: {\(joined { "f\($0): {name: a}" })}, "
                    + "loggers: {a: {filters: [\(joined { "f\($0)" })]}}}"
            ),
            ("formatters", "{version: 1, formatters: {\(joined { "f\($0): {format: '%(message)s'}" })}}"),
            (
                "loggers with one handler",
                "{version: 1, handlers: {h: {class: logging.NullHandler}}, "
                    + "loggers: {\(joined { "l\($0): {handlers: [h]}" })}}"
            ),
            ("handlers in a chain", chain(200)),
        ]
    }()

    /// Handlers that hand records on, one to the next; the first is the one that waits for all others.
    private static func chain(_ count: Int) -> String {
        func name(_ number: Int) -> String { "h\(100_000 + number)" }
        let handlers = (0..<count).map { number in
            if number == count - 1 { return "\(name(number)): {class: logging.NullHandler}" }
            let settings = "class: logging.handlers.MemoryHandler, capacity: 1, target: \(name(number + 1))"
            return "\(name(number)): {\(settings)}"
        }
        return "{version: 1, handlers: {\(handlers.joined(separator: ", "))}, root: {handlers: [\(name(0))]}}"
    }

    @Test(arguments: [201, 10_000])
    func `a chain of handlers that is too long for a record is refused`(count: Int) {
        let errors = diagnostics(HostileConfigurationTests.chain(count)).filter { $0.severity == .error }
        #expect(errors.map(\.code) == ["handler-cycle"])
    }

    @Test(arguments: large.map(\.name))
    func `what is large is put in force in time that grows with it`(name: String) throws {
        var options = ConfigurationOptions()
        options.sizeLimit = 8 << 20
        let text = try #require(HostileConfigurationTests.large.first { $0.name == name }?.text)
        let tree = LoggerTree()
        let active = try LoggingConfiguration(yaml: text, options: options).apply(to: tree)
        tree.root.error("through all of them")
        active.shutdown()
    }

    @Test(arguments: [
        ("f.yaml", "version: 1\nloggers:\n  ? NAME\n  : {level: INFO}\n"),
        ("f.json", "{\"version\": 1, \"loggers\": {\"NAME\": {\"level\": \"INFO\"}}}"),
        (
            "f.ini",
            "[loggers]\nkeys=root,a\n[handlers]\nkeys=\n[formatters]\nkeys=\n[logger_root]\nhandlers=\n"
                + "[logger_a]\nqualname=NAME\nhandlers=\n"
        ),
    ])
    func `a logger whose name has a hundred thousand parts is refused`(file: String, text: String) {
        func errors(_ parts: Int) -> [Diagnostic] {
            let name = [String](repeating: "a", count: parts).joined(separator: ".")
            return diagnostics(text.replacing("NAME", with: name), file: file).filter { $0.severity == .error }
        }
        #expect(
            errors(100_000).map(\.message) == ["the name of a logger has 100000 parts; there may be 256"]
        )
        #expect(errors(100_000).map(\.code) == ["invalid-logger-name"])
        #expect(errors(257).count == 1)
        #expect(errors(256).isEmpty)
    }

    @Test func `a hundred thousand loggers need a raised limit, and then are there`() throws {
        let text = "version: 1\nloggers:\n" + (0..<100_000).map { "  l\($0): {level: INFO}\n" }.joined()
        #expect(diagnostics(text).map(\.message) == ["file is larger than 1048576 bytes"])
        var options = ConfigurationOptions()
        options.sizeLimit = 8 << 20
        let tree = LoggerTree()
        try LoggingConfiguration(yaml: text, options: options).apply(to: tree)
        #expect(tree.logger("l99999").level == .info)
    }

    @Test func `a greater size is no room for a bomb`() {
        var options = ConfigurationOptions()
        options.sizeLimit = 4 << 20
        let bomb =
            "a: &a [x, x, x, x, x, x, x, x, x]\n"
            + zip("bcdefghij", "abcdefghi").map { name, last in
                "\(name): &\(name) [\((0..<9).map { _ in "*\(last)" }.joined(separator: ", "))]\n"
            }.joined()
        let (isAccepted, diagnostics) = LoggingConfiguration.check(bytes: Array(bomb.utf8), file: "f", options: options)
        #expect(!isAccepted)
        #expect(diagnostics.map(\.code) == ["invalid-yaml"])
    }

    /// A terminal that has the test as its user.
    private func terminal(_ body: (_ descriptor: Int32) throws -> Void) throws -> String {
        var (master, slave): (Int32, Int32) = (0, 0)
        try #require(openpty(&master, &slave, nil, nil, nil) == 0)
        defer { close(master) }
        try body(slave)
        var buffer = [UInt8](repeating: 0, count: 4096)
        var text: [UInt8] = []
        // What was written is there already; the terminal ends with its last descriptor.
        let count = read(master, &buffer, buffer.count)
        if count > 0 { text += buffer[..<count] }
        close(slave)
        return String(decoding: text, as: UTF8.self)
    }

    @Test(arguments: [(nil, "<\\x1b[2J>"), (Compatibility.python313, "<\u{1B}[2J>")])
    func `a record commands no terminal`(compatibility: Compatibility?, shown: String) throws {
        let text = try terminal { descriptor in
            var options = ConfigurationOptions()
            options.compatibility = compatibility
            options.registry.external("test.terminal", .stream(StreamSink(descriptor: descriptor, name: "terminal")))
            let tree = LoggerTree()
            let configuration = try LoggingConfiguration(
                yaml: """
                    version: 1
                    formatters: {f: {format: "<%(message)s>"}}
                    handlers: {h: {class: logging.StreamHandler, stream: ext://test.terminal, formatter: f}}
                    root: {level: INFO, handlers: [h]}
                    """,
                options: options
            )
            try configuration.apply(to: tree)
            tree.root.info("\("\u{1B}[2J")")
        }
        #expect(text == shown + "\r\n")
    }
}
