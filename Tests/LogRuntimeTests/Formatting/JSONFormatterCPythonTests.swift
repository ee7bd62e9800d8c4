import TestSupport
import Testing

@testable import LogRuntime

/// JSON beside python-json-logger's `JsonFormatter`.
@Suite(.enabled(if: ThirdPartyPackages.isPresent("pythonjsonlogger"), "needs CPython 3.13 with python-json-logger 4.2"))
struct JSONFormatterCPythonTests {
    /// Options for Swift and for Python.
    private struct Setting {
        var options = JSONFormatter.Options()
        var arguments: String

        init(_ arguments: String, _ change: (inout JSONFormatter.Options) -> Void) {
            self.arguments = arguments
            change(&options)
        }
    }

    private static let settings: [Setting] = [
        Setting("") { _ in },
        Setting("'%(asctime)s %(levelname)-8s %(name)s %(message)s'") {
            $0.fields = .format("%(asctime)s %(levelname)-8s %(name)s %(message)s", style: "%")
        },
        Setting("'{levelname}{lineno:05d}{message}{{x}}', style='{'") {
            $0.fields = .format("{levelname}{lineno:05d}{message}{{x}}", style: "{")
        },
        Setting("'$levelname ${message} $$x ${user}', style='$'") {
            $0.fields = .format("$levelname ${message} $$x ${user}", style: "$")
        },
        Setting("' levelname, message ,,created,msecs,relativeCreated,', style=','") {
            $0.fields = .format(" levelname, message ,,created,msecs,relativeCreated,", style: ",")
        },
        Setting(
            "['message', 'taskName', 'thread', 'process', 'args', 'user', 'nope', 'stack_info', 'exc_info', 'message']"
        ) {
            $0.fields = .names([
                "message", "taskName", "thread", "process", "args", "user", "nope", "stack_info", "exc_info", "message",
            ])
        },
        Setting("['filename', 'module', 'pathname', 'funcName', 'threadName', 'processName', 'levelno', 'msg', 'name']")
        {
            $0.fields = .names([
                "filename", "module", "pathname", "funcName", "threadName", "processName", "levelno", "msg", "name",
            ])
        },
        Setting("'()', validate=False") {
            $0.fields = .format("()", style: "%")
            $0.validate = false
        },
        Setting("'()'") { $0.fields = .format("()", style: "%") },
        Setting("'x', style='?'") { $0.fields = .format("x", style: "?") },
        Setting("'x', style='?', validate=False") {
            $0.fields = .format("x", style: "?")
            $0.validate = false
        },
        Setting("'%(message)s', datefmt='%Y', timestamp=True, prefix='@cee: '") {
            $0.fields = .format("%(message)s", style: "%")
            $0.dateFormat = "%Y"
            $0.timestampKey = "timestamp"
            $0.prefix = "@cee: "
        },
        Setting("'%(asctime)s %(message)s', datefmt='\"%H\" \\xe9', timestamp='@t'") {
            $0.fields = .format("%(asctime)s %(message)s", style: "%")
            $0.dateFormat = "\"%H\" é"
            $0.timestampKey = "@t"
        },
        Setting("'%(message)s', timestamp='message'") {
            $0.fields = .format("%(message)s", style: "%")
            $0.timestampKey = "message"
        },
        Setting(
            "'%(message)s %(levelname)s', rename_fields={'levelname': 'log.level', 'user': 'u', 'exc_info': 'error'}"
        ) {
            $0.fields = .format("%(message)s %(levelname)s", style: "%")
            $0.renames = [("levelname", "log.level"), ("user", "u"), ("exc_info", "error")]
        },
        Setting(
            "'%(message)s', rename_fields={'nope': 'gone', 'user': 'message', 'timestamp': 't'}, timestamp=True, "
                + "rename_fields_keep_missing=True"
        ) {
            $0.fields = .format("%(message)s", style: "%")
            $0.renames = [("nope", "gone"), ("user", "message"), ("timestamp", "t")]
            $0.keepsMissingRenames = true
            $0.timestampKey = "timestamp"
        },
        Setting(
            "'%(message)s %(user)s', static_fields={'service': 'shop', 'message': 'static'}, defaults={'user': 'x', 'd': [1]}"
        ) {
            $0.fields = .format("%(message)s %(user)s", style: "%")
            $0.staticFields = ["service": "shop", "message": "static"]
            $0.defaults = ["user": "x", "d": [1]]
        },
        Setting("'%(message)s', reserved_attrs=['args', 'msg', 'user', 'exc_text', 'exc_info']") {
            $0.fields = .format("%(message)s", style: "%")
            $0.reservedAttributes = ["args", "msg", "user", "exc_text", "exc_info"]
        },
        Setting("'%(message)s', exc_info_as_array=True, stack_info_as_array=True") {
            $0.fields = .format("%(message)s", style: "%")
            $0.splitsException = true
            $0.splitsStack = true
        },
        Setting("'%(message)s %(name)s', json_ensure_ascii=False, json_indent=2") {
            $0.fields = .format("%(message)s %(name)s", style: "%")
            $0.style = JSONStyle(isASCII: false, indent: "  ")
        },
        Setting("'%(message)s %(name)s', json_ensure_ascii=False") {
            $0.fields = .format("%(message)s %(name)s", style: "%")
            $0.style = JSONStyle(isASCII: false)
        },
    ]

    @Test func `every option with every record gives the bytes of python-json-logger`() throws {
        var cases: [(setting: Setting, record: SampleRecord)] = []
        for setting in JSONFormatterCPythonTests.settings {
            for record in SampleRecord.all { cases.append((setting, record)) }
        }
        // An error is there for Python if it is asked for its text; here the text is all there is.
        let prelude =
            SampleRecord.prelude + """
                from pythonjsonlogger.json import JsonFormatter
                logging.Formatter.formatException = lambda self, info: info[1]
                def J(record):
                    if record.exc_text: record.exc_info = (None, record.exc_text, None)
                    return record

                """
        let expected = try PythonExpression.results(
            "case[0]().format(J(case[1]))",
            prelude: prelude,
            zone: "UTC",
            cases: cases.map { "(lambda: JsonFormatter(\($0.setting.arguments)), \($0.record.expression))" }
        )
        #expect(expected.count == cases.count)
        for ((setting, record), wanted) in zip(cases, expected) {
            let got = record.outcome { () throws(FormattingError) in try JSONFormatter(setting.options) }
            #expect(got == wanted, "\(setting.arguments) for \(record.expression)")
        }
    }

    @Test(arguments: ["%", "{", "$", ","])
    func `random formats have the fields of python-json-logger`(_ style: String) throws {
        var random = SeededGenerator(seed: 19)
        let parts = [
            "%", "(", ")", "%(a)s", "%(b c)d", "{", "}", "{a}", "{b:>5}", "{{", "$", "$$", "${a b}", "$Name_1", "$ıx",
            "$é", "\n", ",", " a ",
            "text", "\u{3000}", "%(\n)", "${\n}", "_", "K", "$\u{212A}b", "$ſ9",
        ]
        var formats: [String] = []
        for _ in 0..<4000 {
            var format = ""
            for _ in 0..<Int.random(in: 1...7, using: &random) { format += parts.randomElement(using: &random) ?? "" }
            formats.append(format)
        }
        let expected = try PythonExpression.results(
            "repr(__import__('pythonjsonlogger.json').json.JsonFormatter(case, style='\(style)', validate=False)._required_fields)",
            cases: formats.map { PythonExpression.of($0) }
        )
        #expect(expected.count == formats.count)
        for (format, wanted) in zip(formats, expected) {
            let got = Outcome { buffer throws(FormattingError) in
                let names = try JSONFieldNames.parse(format, style: style, validate: false)
                buffer.append(pythonRepr: .array(names.map { .string($0) }))
            }
            #expect(got == wanted, "'\(format)'")
        }
    }
}
