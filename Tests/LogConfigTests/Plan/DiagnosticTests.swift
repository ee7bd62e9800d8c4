import LogConfig
import Testing

@Suite("Diagnostics")
struct DiagnosticTests {
    /// All diagnostics of a text, as lines.
    private func lines(_ yaml: String, strict: Bool? = nil) -> [String] {
        LoggingConfiguration.check(
            bytes: Array(yaml.utf8),
            file: "log.yaml",
            options: ConfigurationOptions(strict: strict)
        ).diagnostics.map(\.description)
    }

    @Test func `every error of a file is told, in the order of the file, with place and hint`() {
        let text = """
            version: 1
            disable_existing_loggers: false
            loggers:
              shop:
                level: info
                handlers: [fil]
            formatters:
              json:
                format: no field
            handlers:
              file:
                class: logging.FileHandlr
                formatter: jsn
              other:
                class: logging.FileHandler
                filenam: x
            """
        #expect(
            lines(text) == [
                "log.yaml:5:12: error: loggers.shop.level: no level is named 'info'; did you mean 'INFO'?",
                "log.yaml:6:16: error: loggers.shop.handlers[0]: no handler is named 'fil'; did you mean 'file'?",
                "log.yaml:9:13: error: formatters.json.format: Invalid format 'no field' for '%' style",
                "log.yaml:12:12: error: handlers.file.class: no handler class is named 'logging.FileHandlr'; "
                    + "did you mean 'logging.FileHandler'?",
                "log.yaml:13:16: error: handlers.file.formatter: no formatter is named 'jsn'; did you mean 'json'?",
                "log.yaml:16:14: error: handlers.other.filenam: 'logging.FileHandler' has no argument 'filenam'; "
                    + "did you mean 'filename'?",
            ]
        )
    }

    @Test func `what is legal and surely not meant is a warning`() {
        let text = """
            version: 1
            disable_existing_loggers: false
            propagate: false
            formatters:
              line: {fmt: "%(message)s"}
            handlers:
              a: {class: logging.handlers.RotatingFileHandler, filename: x.log, backupCount: 3, formatter: line}
              b: {class: logging.handlers.RotatingFileHandler, filename: x.log, maxBytes: 9000, backupCount: "3"}
              unused: {class: logging.NullHandler}
            loggers:
              shop: {handlers: [a], leve: INFO}
            root: {handlers: [a, b], propagate: no}
            """
        #expect(
            lines(text) == [
                "log.yaml:3:1: warning: propagate: 'propagate' stands at the top, where nothing looks at it; "
                    + "put it below a logger or 'root'",
                "log.yaml:5:10: warning: formatters.line.fmt: a formatter has no key 'fmt', and it is ignored; "
                    + "did you mean 'format'?",
                "log.yaml:7:82: warning: handlers.a.backupCount: without 'maxBytes' the file is never rolled over; "
                    + "set 'maxBytes' to a size in bytes",
                "log.yaml:8:62: warning: handlers.b.filename: handlers 'a' and 'b' write the same file 'x.log'; "
                    + "let one handler write it, and attach that one wherever it is wanted",
                "log.yaml:8:98: warning: handlers.b.backupCount: '3' is a text, not a number; write 3 without quotes",
                "log.yaml:9:3: warning: handlers.unused: no logger uses handler 'unused'",
                "log.yaml:11:3: warning: loggers.shop.handlers: handler 'a' would get the records of 'shop' twice, "
                    + "here and at the root; write 'propagate: false', or leave the handler out in one place",
                "log.yaml:11:25: warning: loggers.shop.leve: a logger has no key 'leve', and it is ignored; "
                    + "did you mean 'level'?",
                "log.yaml:12:26: warning: root.propagate: the root has nowhere to propagate to, and 'propagate' is ignored",
            ]
        )
    }

    @Test func `strict makes errors of warnings`() {
        let text = "version: 1\ndisable_existing_loggers: false\nlogconfig: {strict: true}\nhandler: {}\n"
        #expect(
            lines(text) == [
                "log.yaml:4:1: error: handler: a configuration has no key 'handler', and it is ignored; "
                    + "did you mean 'handlers'?"
            ]
        )
        #expect(LoggingConfiguration.check(bytes: Array(text.utf8), file: "log.yaml").accepted == false)
    }

    @Test func `a key that is given twice is a warning`() {
        let text = "version: 1\ndisable_existing_loggers: false\nroot: {level: INFO}\nroot: {level: DEBUG}\n"
        #expect(lines(text) == ["log.yaml:4:1: warning: duplicate key 'root'; the value in line 3 is lost"])
    }

    @Test func `the excerpt shows the line and a caret, unless the line holds a secret`() throws {
        var registry = Registry.standard
        registry.handler("shop.Mail") { arguments in
            _ = try arguments.integer("password")
            return { _ in NullHandler() }
        }
        let text = "version: 1\nroot: {level: loud}\nhandlers: {m: {class: shop.Mail, password: geheim}}\n"
        let error = try #require(throws: LoggingConfigurationError.self) {
            try LoggingConfiguration(yaml: text, options: ConfigurationOptions(registry: registry))
        }
        let errors = error.diagnostics.filter { $0.severity == .error }
        #expect(errors.map(\.excerpt) == ["    root: {level: loud}\n                  ^", nil])
        #expect(!error.description.contains("geheim"))
    }

    @Test func `a file that cannot be read is an error without a place`() {
        let (accepted, diagnostics) = LoggingConfiguration.check(contentsOf: "/nonexistent/log.yaml")
        #expect(accepted == false)
        #expect(
            diagnostics.map(\.description) == [
                "/nonexistent/log.yaml: error: cannot read the file: No such file or directory"
            ]
        )
    }

    @Test func `broken YAML is an error with its place`() throws {
        let error = try #require(throws: LoggingConfigurationError.self) {
            try LoggingConfiguration(yaml: "version: 1\nformatters: {a: {format: %(message)s}}\n")
        }
        #expect(error.stage == .yaml)
        #expect(error.diagnostics.map(\.line) == [2])
        #expect(error.diagnostics.map(\.code) == ["invalid-yaml"])
    }
}
