import Foundation
import LogConfig
import LogRuntime
import TestSupport
import Testing

@Suite("Names of other packages")
struct OtherPackagesTests {
    /// The diagnostics of one entry, as `code path: message; hint`.
    private func diagnostics(_ section: String, _ entry: String) -> [String] {
        let used = section == "handlers" ? "" : ", handlers: {h: {class: logging.NullHandler}}"
        let yaml = "{version: 1, disable_existing_loggers: false, \(section): {x: \(entry)}\(used)}"
        let (_, found) = LoggingConfiguration.check(bytes: Array(yaml.utf8), file: "log.yaml")
        return found.filter { $0.path.hasPrefix(section + ".x.") || $0.severity == .error }.map { diagnostic in
            "\(diagnostic.code) \(diagnostic.path): \(diagnostic.message)" + (diagnostic.hint.map { "; \($0)" } ?? "")
        }
    }

    @Test(arguments: [
        "{class: rich.logging.RichHandler, show_time: false, log_time_format: '[%X]'}",
        "{class: kedro.logging.RichHandler}",
        "{class: concurrent_log_handler.ConcurrentRotatingFileHandler, filename: x.log, maxBytes: 9000, backupCount: 2}",
        "{class: cloghandler.ConcurrentRotatingFileHandler, filename: x.log, mode: a, encoding: utf8, use_gzip: false}",
        "{class: logging.handlers.ConcurrentRotatingFileHandler, filename: x.log, terminator: x, newline: ''}",
        "{class: concurrent_log_handler.ConcurrentTimedRotatingFileHandler, filename: x.log, when: D, mode: w, maxBytes: 0}",
        "{class: colorlog.StreamHandler, stream: ext://sys.stdout}", "{class: colorlog.wrappers.StreamHandler}",
    ])
    func `handlers are served`(entry: String) {
        #expect(diagnostics("handlers", entry) == [])
    }

    @Test(arguments: [
        "{(): colorlog.LevelFormatter, fmt: {INFO: '%(message)s', DEFAULT: '%(log_color)s%(message)s'}, reset: false}",
        "{(): colorlog.TTYColoredFormatter, fmt: '%(log_color)s%(message)s', stream: ext://sys.stdout}",
        "{(): pythonjsonlogger.orjson.OrjsonFormatter, fmt: '%(message)s', json_indent: true, timestamp: true}",
        "{(): pythonjsonlogger.msgspec.MsgspecFormatter, static_fields: {service: shop}}",
        "{(): django.utils.log.ServerFormatter, format: '[{server_time}] {message}', style: '{'}",
    ])
    func `formatters are served`(entry: String) {
        #expect(diagnostics("formatters", entry) == [])
    }

    @Test(arguments: ["{(): django.utils.log.RequireDebugFalse}", "{(): django.utils.log.RequireDebugTrue}"])
    func `filters are served`(entry: String) {
        #expect(diagnostics("filters", entry) == [])
    }

    @Test(arguments: [
        (
            "{class: concurrent_log_handler.ConcurrentRotatingFileHandler, filename: x.log, use_gzip: true}",
            "invalid-argument handlers.x.use_gzip: 'gzip' needs the product LogCompression; add it to the program, "
                + "and read the file with a registry that registry.addCompression() was called on"
        ),
        (
            "{class: concurrent_log_handler.ConcurrentRotatingFileHandler, filename: x.log, chmod: 384}",
            "invalid-argument handlers.x.chmod: 'chmod' of log files cannot be set here; "
                + "start the process with the user and the umask that its files need"
        ),
        (
            "{class: concurrent_log_handler.ConcurrentTimedRotatingFileHandler, filename: x.log, maxBytes: 100}",
            "invalid-argument handlers.x.maxBytes: a file is rolled over by time or by size, not by both; "
                + "leave 'maxBytes' out, or use ConcurrentRotatingFileHandler"
        ),
        (
            "{class: concurrent_log_handler.ConcurrentRotatingFileHandler, filename: x.log, unicode_error_policy: skip}",
            "ignored-options handlers.x.unicode_error_policy: there is no policy 'skip', and 'ignore' is used; "
                + "policies are 'ignore', 'replace' and 'strict'"
        ),
        (
            "{class: rich.logging.RichHandler, markup: true}",
            "ignored-options handlers.x.markup: 'markup' has no effect here"
        ),
        (
            "{class: logging.handlers.BufferingHandler, capacity: 3}",
            "ignored-options handlers.x.capacity: the records of a 'BufferingHandler' are never written; "
                + "use logging.handlers.MemoryHandler with a 'target'"
        ),
        (
            "{class: logging.handlers.NTEventLogHandler, appname: shop}",
            "unavailable-class handlers.x.class: 'logging.handlers.NTEventLogHandler' is not available here; "
                + "it writes to the event log of Windows; use logging.handlers.SysLogHandler here"
        ),
        (
            "{class: django.utils.log.AdminEmailHandler}",
            "unavailable-class handlers.x.class: 'django.utils.log.AdminEmailHandler' is not available here; "
                + "it needs Django's settings; use logging.handlers.SMTPHandler"
        ),
    ])
    func `what is not served is told`(entry: String, problem: String) {
        #expect(diagnostics("handlers", entry) == [problem])
    }

    @Test(arguments: [
        (
            "handlers", "{class: rich.logging.RichHandlr}",
            "did you mean 'rich.logging.RichHandler'? otherwise "
                + "register it with registry.handler(\"rich.logging.RichHandlr\")"
        ),
        (
            "handlers", "{class: shop.logging.RotatingFileHandler}",
            "did you mean 'logging.handlers.RotatingFileHandler'? otherwise "
                + "register it with registry.handler(\"shop.logging.RotatingFileHandler\")"
        ),
        (
            "handlers", "{class: shop.logging.TimedRotatingFileHandlr}",
            "did you mean 'logging.handlers.TimedRotatingFileHandler'? otherwise "
                + "register it with registry.handler(\"shop.logging.TimedRotatingFileHandlr\")"
        ),
        ("handlers", "{class: shop.Audit}", "register it with registry.handler(\"shop.Audit\")"),
        (
            "formatters", "{(): shop.JsonFormatter}",
            "did you mean 'pythonjsonlogger.json.JsonFormatter'? otherwise "
                + "register it with registry.formatter(\"shop.JsonFormatter\")"
        ),
        ("filters", "{(): shop.Only}", "register it with registry.filter(\"shop.Only\")"),
    ])
    func `an unknown name is told the nearest one of its kind and how to register it`(
        section: String,
        entry: String,
        hint: String
    ) {
        let found = diagnostics(section, entry)
        #expect(found.count == 1)
        #expect(found.first?.hasSuffix("'; " + hint) == true, "\(found)")
    }

    @Test func `the article about classes has every class there is, and no other`() throws {
        let article = Repository.root + "/Sources/LogConfig/LogConfig.docc/Classes.md"
        let text = try String(contentsOfFile: article, encoding: .utf8)
        let rows = text.split(separator: "\n").filter { $0.hasPrefix("| `") }
        let documented = rows.compactMap { $0.split(separator: "`").dropFirst().first.map(String.init) }
        // What another library of the package has is compared with its registry elsewhere.
        let own = rows.filter { !$0.contains("in the library `Log") }
            .compactMap { $0.split(separator: "`").dropFirst().first.map(String.init) }
        #expect(own.filter { Registry.standard[$0] == nil } == [])
        let modules = ["colorlog.formatter.", "colorlog.wrappers."]
        let served = Registry.standard.names.filter { name in
            switch Registry.standard[name] {
            case .handler, .formatter, .filter: !modules.contains { name.hasPrefix($0) }
            default: false
            }
        }
        #expect(served.filter { !documented.contains($0) } == [])
    }

    @Test func `a rehearsal for a Python without these packages does not know them`() {
        let registry = Registry.standard.withoutOtherPackages
        #expect(registry["rich.logging.RichHandler"] == nil)
        #expect(registry["logging.FileHandler"] != nil)
        #expect(registry["colorlog.LevelFormatter"] != nil)
    }

    @Test func `a concurrent handler writes, and puts files aside by size`() throws {
        let box = try TemporaryDirectory()
        let tree = LoggerTree(environment: LogEnvironment(files: FileNaming(workingDirectory: box.path)))
        let yaml = """
            version: 1
            handlers:
              file:
                class: concurrent_log_handler.ConcurrentRotatingFileHandler
                filename: x.log
                maxBytes: 20
                backupCount: 1
                terminator: "|"
            root: {level: DEBUG, handlers: [file]}
            """
        let active = try LoggingConfiguration(yaml: yaml).apply(to: tree)
        #expect(!FileManager.default.fileExists(atPath: box.path + "/x.log"))
        for number in 1...3 { tree.root.info("record \(number)") }
        active.shutdown()
        #expect(try String(contentsOfFile: box.path + "/x.log.1", encoding: .utf8) == "record 1|record 2|")
        #expect(try String(contentsOfFile: box.path + "/x.log", encoding: .utf8) == "record 3|")
    }

    @Test func `formatters of levels and of orjson write through a configuration`() throws {
        let tree = LoggerTree()
        let yaml = """
            version: 1
            formatters:
              level: {(): colorlog.LevelFormatter, fmt: {INFO: "%(message)s", DEFAULT: "%(levelname)s"}, no_color: true}
              json: {(): pythonjsonlogger.orjson.OrjsonFormatter, fmt: ["message", "levelname"], static_fields: {f: 1.0e-5}}
            handlers:
              a: {class: logging.NullHandler, formatter: level}
              b: {class: logging.NullHandler, formatter: json}
            """
        let active = try LoggingConfiguration(yaml: yaml).apply(to: tree)
        let recorder = TextRecorder()
        tree.root.level = .debug
        tree.root.addHandler(recorder)
        for name in ["a", "b"] {
            recorder.formatter = active.handler(named: name)?.formatter
            tree.root.info("é")
            tree.root.warning("w")
        }
        #expect(
            recorder.texts == [
                "é", "WARNING", #"{"message":"é","levelname":"INFO","f":0.00001}"#,
                #"{"message":"w","levelname":"WARNING","f":0.00001}"#,
            ]
        )
    }
}

/// Remembers what its formatter writes.
private final class TextRecorder: Handler, @unchecked Sendable /* used by one thread */ {
    private(set) var texts: [String] = []

    override func emit(_ record: inout LogRecord) throws {
        var buffer = ByteBuffer()
        try format(record, into: &buffer)
        texts.append(buffer.string())
    }
}
