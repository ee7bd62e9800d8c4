import Testing

@testable import LogRuntime

/// Lines beside those of colorlog's formatter.
@Suite(.enabled(if: ThirdPartyPackages.isPresent("colorlog"), "needs CPython 3.13 with colorlog"))
struct ColoredFormatterCPythonTests {
    private func check(
        _ arguments: String,
        _ make: () throws(FormattingError) -> any Formatter
    ) throws {
        let expected = try PythonExpression.results(
            "__import__('colorlog').ColoredFormatter(\(arguments)).format(case)",
            prelude: SampleRecord.prelude,
            zone: "UTC",
            cases: SampleRecord.all.map(\.expression)
        )
        #expect(expected.count == SampleRecord.all.count)
        for (record, wanted) in zip(SampleRecord.all, expected) {
            #expect(record.outcome(make) == wanted, "\(arguments) for \(record.expression)")
        }
    }

    @Test(arguments: [true, false]) func `formats give colorlog's lines`(_ isForced: Bool) throws {
        var options = ColoredFormatter.Options()
        options.isForced = isForced
        options.isPlain = !isForced
        let flags = isForced ? "force_color=True" : "no_color=True"
        try check(flags) { () throws(FormattingError) in try ColoredFormatter(options: options) }
        try check("'{red}{message}{reset}', style='{', \(flags)") { () throws(FormattingError) in
            try ColoredFormatter(format: "{red}{message}{reset}", style: .brace, options: options)
        }
        try check("'$bold_blue$message$nope', style='$', \(flags)") { () throws(FormattingError) in
            try ColoredFormatter(format: "$bold_blue$message$nope", style: .dollar, options: options)
        }
        var changed = options
        changed.levelColors = ["WARNING": "bold_red,bg_white", "INFO": "nope", "ERROR": ",thin_cyan,"]
        changed.secondaryColors = ["message": ["WARNING": "fg_208", "ERROR": "light_green"]]
        changed.resets = false
        let colors = "log_colors={'WARNING': 'bold_red,bg_white', 'INFO': 'nope', 'ERROR': ',thin_cyan,'}"
        let secondary = "secondary_log_colors={'message': {'WARNING': 'fg_208', 'ERROR': 'light_green'}}, reset=False"
        let format = "%(log_color)s%(message_log_color)s%(message)s %(asctime)s"
        try check("'\(format)', \(colors), \(secondary), \(flags)") { () throws(FormattingError) in
            try ColoredFormatter(format: format, options: changed)
        }
    }

    @Test func `every name of a colour has colorlog's code`() throws {
        let script = "import colorlog.escape_codes as e\nfor k, v in e.escape_codes.items(): print(k, v.encode().hex())"
        let lines = try CPython313.run(script: script, zone: "UTC", input: [])
        #expect(lines.count > 500)
        for line in lines {
            let parts = line.split(separator: " ").map(String.init)
            #expect(ColorEscapes(isEnabled: true).code(parts[0]) == CPython313.text(parts[1]), "\(parts[0])")
        }
        for name in [
            "", "fg_256", "fg_007", "bg_light", "bold_bold_red", "thin_fg_red", "bg_thin_red", "light_bold_red",
            "bg_bold_light_red",
        ] {
            #expect(ColorEscapes(isEnabled: true).code(name) == nil, "\(name)")
        }
    }
}
