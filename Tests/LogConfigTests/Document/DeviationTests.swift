import Foundation
import LogConfig
import TestSupport
import Testing

/// A row of the table of differences from CPython, and what shows it.
struct Deviation: Sendable, CustomTestStringConvertible {
    /// A configuration, with what becomes of it in either way: `accepted`, or the last of CPython's exceptions.
    struct Outcome: Sendable {
        let text: String
        var file = "log_config.yaml"
        let ours: String
        let python: String
    }

    /// What shows a row.
    enum Proof: Sendable {
        /// What becomes of a configuration.
        case outcome(Outcome)
        /// A test by its name, which looks at what happens afterwards.
        case test(String)
    }

    /// The row's name.
    let name: String
    /// What shows it.
    let proof: Proof

    var testDescription: String { name }
}

@Suite("Differences from CPython")
struct DeviationTests {
    private static func handler(_ text: String) -> String {
        "version: 1\nhandlers: {h: {\(text)}}\nroot: {handlers: [h]}\n"
    }

    private static func formatter(_ text: String) -> String { "version: 1\nformatters: {f: {\(text)}}\n" }

    private static func ini(_ arguments: String) -> String {
        "[formatters]\nkeys=\n[handlers]\nkeys=h\n[loggers]\nkeys=root\n[logger_root]\nhandlers=h\n"
            + "[handler_h]\nclass=StreamHandler\n\(arguments)\n"
    }

    private static func outcome(
        _ name: String,
        _ text: String,
        file: String = "log_config.yaml",
        ours: String,
        python: String
    ) -> Deviation {
        Deviation(name: name, proof: .outcome(.init(text: text, file: file, ours: ours, python: python)))
    }

    private static func shown(_ name: String, by test: String) -> Deviation {
        Deviation(name: name, proof: .test(test))
    }

    private static let deviations: [Deviation] = [
        shown("atomic", by: "a configuration that cannot be opened leaves the one in force untouched"),
        shown("all-errors", by: "every error of a file is told, in the order of the file, with place and hint"),
        shown("closing", by: "a handler that a logger keeps stays open"),
        shown("filters", by: "filters make way for new ones, and add up in CPython's way"),
        outcome(
            "handler-order",
            """
            version: 1
            handlers:
              a: {class: logging.handlers.MemoryHandler, capacity: 1, target: b}
              b: {class: logging.handlers.MemoryHandler, capacity: 1, target: c}
              c: {class: logging.handlers.MemoryHandler, capacity: 1, target: d}
              d: {class: logging.NullHandler}
            """,
            ours: "accepted",
            python: "TypeError: target not configured yet"
        ),
        shown("incremental-level-0", by: "level 0 of an incremental handler counts, save in CPython's way"),
        outcome(
            "stream-text",
            handler("class: logging.StreamHandler, stream: sys.stdout"),
            ours: "AttributeError: 'str' object has no attribute 'write'",
            python: "accepted"
        ),
        outcome(
            "at-time",
            handler(
                "class: logging.handlers.TimedRotatingFileHandler, filename: x.log, when: midnight, atTime: '02:30:00'"
            ),
            ours: "accepted",
            python: "AttributeError: 'str' object has no attribute 'hour'"
        ),
        outcome(
            "attributes",
            handler("class: logging.StreamHandler, .: {level: INFO}"),
            ours: "TypeError: attribute 'level' of a handler cannot be set to 'INFO' by '.'",
            python: "TypeError: attribute 'level' of a handler cannot be set to 'INFO' by '.'"
        ),
        outcome(
            "class-options",
            formatter("class: pythonjsonlogger.json.JsonFormatter, json_indent: [1]"),
            ours: "TypeError: [1] is not an integer",
            python: "accepted"
        ),
        outcome(
            "datefmt-type",
            formatter("datefmt: 1"),
            ours: "TypeError: 1 is not a pattern of a date",
            python: "accepted"
        ),
        outcome("defaults-type", formatter("defaults: 1"), ours: "TypeError: 1 is not a mapping", python: "accepted"),
        outcome(
            "backup-count-type",
            handler("class: logging.handlers.RotatingFileHandler, filename: x.log, backupCount: []"),
            ours: "TypeError: [] is not an integer",
            python: "accepted"
        ),
        outcome(
            "capacity-type",
            handler("class: logging.handlers.MemoryHandler, capacity: many"),
            ours: "TypeError: 'many' is not an integer",
            python: "accepted"
        ),
        outcome(
            "json-indent-type",
            formatter("(): pythonjsonlogger.json.JsonFormatter, json_indent: 2.0"),
            ours: "TypeError: 2.0 is not an integer",
            python: "accepted"
        ),
        outcome(
            "filter-name-type",
            "version: 1\nfilters: {f: {name: [a]}}\n",
            ours: "TypeError: object of type 'ConvertingList' has no len()",
            python: "TypeError: object of type 'ConvertingList' has no len()"
        ),
        outcome(
            "facility",
            handler("class: logging.handlers.SysLogHandler, facility: nope"),
            ours: "KeyError: 'nope'",
            python: "accepted"
        ),
        outcome(
            "queue-class",
            handler("class: logging.handlers.QueueHandler, queue: 'ext://queue.Queue'"),
            ours: "accepted",
            python: "accepted"
        ),
        shown("listener", by: "in CPython's way records wait for a listener that nobody starts"),
        shown("socket", by: "with CPython's ways a broken TCP connection stays broken"),
        shown("rollover-order", by: "in our own mode only what the table of deviations names is different"),
        shown(
            "queue-text",
            by: "a queue hands records on as they were logged, in their order, by the end at the latest"
        ),
        shown("http-credentials", by: "credentials are not sent in the clear unless that is meant"),
        shown("http-waiting", by: "records share a connection, in CPython's way each has its own"),
        shown(
            "http-answer",
            by: "a record that is refused for the time being is sent again, one refused for good is lost"
        ),
        shown(
            "smtp-trust",
            by: "a mail server that is not trusted gets neither password nor mail, in CPython's way it does"
        ),
        shown("smtp-recipients", by: "recipients that are refused are told, in CPython's way only when all are"),
        shown("syslog-reconnect", by: "with CPython's ways a broken TCP connection stays broken"),
        shown("env", by: "env is a text like any other in CPython's way"),
        outcome(
            "levels",
            "version: 1\nloggers: {a: {level: TRACE}, b: {level: NOTICE}}\n",
            ours: "accepted",
            python: "ValueError: Unknown level: 'TRACE'"
        ),
        outcome(
            "registered-names",
            handler("(): os.system, command: 'true'"),
            ours: "ModuleNotFoundError: No module named 'os.system'; 'os' is not a package",
            python: "ModuleNotFoundError: No module named 'os.system'; 'os' is not a package"
        ),
        outcome(
            "ini-code",
            ini("args=(open('x.log', 'w'),)"),
            file: "logging.ini",
            ours: "ValueError: handler_h.args: 'open(…)' is a call, and a call is code",
            python: "ValueError: handler_h.args: 'open(…)' is a call, and a call is code"
        ),
        outcome(
            "ini-logging-names",
            ini("args=(None,)\nkwargs={'stream': logging.INFO}"),
            file: "logging.ini",
            ours: "TypeError: StreamHandler.__init__() got multiple values for argument 'stream'",
            python: "NameError: name 'logging' is not defined"
        ),
        outcome(
            "ini-byte-order-mark",
            "\u{FEFF}" + ini("args=()"),
            file: "logging.ini",
            ours: "accepted",
            python: "configparser.MissingSectionHeaderError: File contains no section headers.\nfile: 'logging.ini', "
                + "line: 1\n'\\ufeff[formatters]\\n'"
        ),
        outcome(
            "json-byte-order-mark",
            "\u{FEFF}{\"version\": 1}",
            file: "log_config.json",
            ours: "accepted",
            python: "json.decoder.JSONDecodeError: Unexpected UTF-8 BOM (decode using utf-8-sig): "
                + "line 1 column 1 (char 0)"
        ),
        outcome(
            "json-half-character",
            "{\"version\": 1, \"x\": \"\\ud800\"}",
            file: "log_config.json",
            ours: "ValueError: '\\ud800' is half a character",
            python: "ValueError: '\\ud800' is half a character"
        ),
        outcome(
            "nt-event-log",
            handler("class: logging.handlers.NTEventLogHandler, appname: shop"),
            ours: "ModuleNotFoundError: 'logging.handlers.NTEventLogHandler' is not available here",
            python: "ModuleNotFoundError: 'logging.handlers.NTEventLogHandler' is not available here"
        ),
        outcome("args-field", formatter("format: '{args:>9}', style: '{'"), ours: "accepted", python: "accepted"),
        shown("terminal", by: "a record commands no terminal"),
        shown("torn-line", by: "what is left of a line is ended before the first line"),
        shown("handler-depth", by: "a chain of handlers that is too long for a record is refused"),
        shown("logger-depth", by: "a logger whose name has a hundred thousand parts is refused"),
        outcome(
            "settings",
            "version: 1\nlogconfig: {compat: nonsense}\n",
            ours: "ValueError: logconfig.compat: 'nonsense' is not known",
            python: "accepted"
        ),
    ]

    private static let tests = URL(fileURLWithPath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

    @Test(arguments: deviations) func `each way is as the table says`(_ deviation: Deviation) throws {
        guard case .outcome(let item) = deviation.proof else { return }
        #expect(try outcome(of: item, .standard) == item.ours)
        #expect(try outcome(of: item, .python313) == item.python)
    }

    @Test func `standard input is nothing to write to, and CPython finds out later`() throws {
        let text = DeviationTests.handler("class: logging.StreamHandler, stream: 'ext://sys.stdin'")
        let item = Deviation.Outcome(text: text, ours: "", python: "")
        #expect(try outcome(of: item, .standard) == "io.UnsupportedOperation: not writable")
        #expect(try outcome(of: item, .python313) == "accepted")
    }

    @Test(arguments: ["ext://logging.handlers.QueueListener", "2.5", "[1]", "{a: b}"])
    func `a syslog facility that is neither name nor number is an error, and CPython finds out later`(
        facility: String
    ) throws {
        let text = DeviationTests.handler("class: logging.handlers.SysLogHandler, facility: \(facility)")
        let item = Deviation.Outcome(text: text, ours: "", python: "")
        #expect(try outcome(of: item, .standard).hasPrefix("TypeError: "))
        #expect(try outcome(of: item, .standard).hasSuffix("is not an integer"))
        #expect(try outcome(of: item, .python313) == "accepted")
    }

    private func outcome(of item: Deviation.Outcome, _ compatibility: Compatibility) throws -> String {
        // What the file says of the way is looked at unless the caller decides, which is CPython's way here.
        let verdict = try Rehearsed.verdict(
            of: Array(item.text.utf8),
            file: item.file,
            compatibility: compatibility
        )
        guard let error = verdict["error"] as? [String: Any] else { return "accepted" }
        let last = (error["chain"] as? [[String: String]])?.last ?? [:]
        return "\(last["type"] ?? ""): \(last["message"] ?? "")"
    }

    @Test func `every row of the table has a test`() throws {
        let table = DeviationTests.tests.deletingLastPathComponent()
            .appendingPathComponent("Sources/LogConfig/LogConfig.docc/Deviations.md")
        let rows = try String(contentsOf: table, encoding: .utf8).split(separator: "\n").filter { $0.hasPrefix("| `") }
        let names = rows.map { String($0.dropFirst(3).prefix { $0 != "`" }) }
        #expect(names == DeviationTests.deviations.map(\.name))
    }

    @Test func `every test that a row relies on is there`() throws {
        var sources = ""
        for case let file as URL in FileManager.default.enumerator(
            at: DeviationTests.tests,
            includingPropertiesForKeys: nil
        )
            ?? .init() where file.pathExtension == "swift" && file.lastPathComponent != "DeviationTests.swift"
        {
            sources += try String(contentsOf: file, encoding: .utf8)
        }
        for case .test(let name) in DeviationTests.deviations.map(\.proof) {
            #expect(sources.contains("func `\(name)`"), "\(name)")
        }
    }
}
