import TestSupport
import Testing

@testable import LogRuntime

/// Random options with random records, beside the formatters of python-json-logger.
@Suite(.enabled(if: ThirdPartyPackages.isPresent("pythonjsonlogger"), "needs CPython 3.13 with python-json-logger 4.2"))
struct JSONFormatterDifferentialTests {
    @Test(arguments: Fuzz.seeds)
    func `random options and records give the bytes of python-json-logger`(_ seed: UInt64) throws {
        try check("json.JsonFormatter", seed) { setting, random in
            setting.chooseSpelling(using: &random)
        } make: { (options) throws(FormattingError) in
            try JSONFormatter(options)
        }
    }

    @Test(.enabled(if: ThirdPartyPackages.isPresent("orjson"), "needs orjson"), arguments: Fuzz.seeds)
    func `random options and records give the bytes of orjson`(_ seed: UInt64) throws {
        try check("orjson.OrjsonFormatter", seed) { setting, random in
            guard random.chance(30) else { return }
            setting.options.style.indent = "  "
            setting.arguments.append("json_indent=True")
        } make: { (options) throws(FormattingError) in
            try CompactJSONFormatter(options, spelling: .orjson)
        }
    }

    @Test(.enabled(if: ThirdPartyPackages.isPresent("msgspec"), "needs msgspec"), arguments: Fuzz.seeds)
    func `random options and records give the bytes of msgspec`(_ seed: UInt64) throws {
        try check("msgspec.MsgspecFormatter", seed) { _, _ in
        } make: { (options) throws(FormattingError) in
            try CompactJSONFormatter(options, spelling: .msgspec)
        }
    }

    private func check(
        _ name: String,
        _ seed: UInt64,
        choose: (inout JSONSetting, inout SeededGenerator) -> Void,
        make: (JSONFormatter.Options) throws(FormattingError) -> any Formatter
    ) throws {
        var random = SeededGenerator(seed: seed)
        var cases: [(setting: JSONSetting, record: SampleRecord)] = []
        for _ in 0..<Fuzz.count {
            var setting = JSONSetting(using: &random)
            choose(&setting, &random)
            cases.append((setting, SampleRecord.random(using: &random)))
        }
        let module = name.split(separator: ".")[0]
        // An error is there for Python if it is asked for its text; here the text is all there is.
        let prelude =
            SampleRecord.prelude + """
                import pythonjsonlogger.\(module)
                logging.Formatter.formatException = lambda self, info: info[1]
                def J(record):
                    if record.exc_text: record.exc_info = (None, record.exc_text, None)
                    return record

                """
        let expected = try PythonExpression.results(
            "case[0]().format(J(case[1]))",
            prelude: prelude,
            cases: cases.map {
                "(lambda: pythonjsonlogger.\(name)(\($0.setting.arguments.joined(separator: ", "))), \($0.record.expression))"
            }
        )
        #expect(expected.count == cases.count)
        for ((setting, record), wanted) in zip(cases, expected) {
            let got = record.outcome { () throws(FormattingError) in try make(setting.options) }
            #expect(got == wanted, "\(setting.arguments.joined(separator: ", ")) for \(record.expression)")
        }
    }
}
