import Testing

@testable import LogRuntime

/// Lines beside those of colorlog's formatter of levels.
@Suite(.enabled(if: ThirdPartyPackages.isPresent("colorlog"), "needs CPython 3.13 with colorlog"))
struct LevelFormatterCPythonTests {
    @Test(arguments: [true, false])
    func `each level has its format, and the others the fallback`(_ hasDefault: Bool) throws {
        var options = ColoredFormatter.Options()
        options.isForced = true
        var formats = [
            "WARNING": "%(log_color)sW %(message)s", "INFO": "%(message)s (%(lineno)d)", "Level 25": "25 %(name)s",
        ]
        if hasDefault { formats["DEFAULT"] = "%(levelname)s %(message)s" }
        let pairs = formats.map { "\(PythonExpression.of($0.key)): \(PythonExpression.of($0.value))" }
        let expected = try PythonExpression.results(
            "__import__('colorlog').LevelFormatter({\(pairs.joined(separator: ", "))}, force_color=True).format(case)",
            prelude: SampleRecord.prelude,
            cases: SampleRecord.all.map(\.expression)
        )
        #expect(expected.count == SampleRecord.all.count)
        for (record, wanted) in zip(SampleRecord.all, expected) {
            let got = record.outcome { () throws(FormattingError) in
                var formatters: [String: ColoredFormatter] = [:]
                for (level, format) in formats {
                    formatters[level] = try ColoredFormatter(format: format, options: options)
                }
                let plain = try ColoredFormatter(options: options)
                return LevelFormatter(formatters, fallback: formatters["DEFAULT"] ?? plain)
            }
            #expect(got == wanted, "\(record.expression)")
        }
    }
}
