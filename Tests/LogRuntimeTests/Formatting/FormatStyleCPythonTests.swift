import TestSupport
import Testing

@testable import LogRuntime

/// Validation beside CPython's.
@Suite(.enabled(if: CPython313.path != nil, CPython313.absence))
struct FormatStyleCPythonTests {
    @Test(arguments: FormatStyle.allCases)
    func `a format string is judged as CPython judges it`(_ style: FormatStyle) throws {
        var random = SeededGenerator(seed: 15)
        let parts = [
            "%", "(", ")", "%(message)s", "%(a)", "#", "0", "+", "-", " ", "*", "12", ".", ".3", "s", "S", "d", "y",
            "ı", "ſ", "é", "٣",
            "{", "}", "{message}", "{a", ":", "!", "!r", "!x", ":<10", ":{w}", ":.{p}f", "{a.b[c].d}", "{a-b}", "{a[]}",
            "{0}", "{}", "{{", "}}",
            "{a:z}", "{a:>>>}", "{a:<<5}", "\n", "{a\n}", "{a:5\n}", "$", "$$", "$a", "${a}", "${a b}", "$é", "text",
            "_", "{a:é<3,.2f}",
            "{asctime}", "%(asctime)s", "$asctime", "${asctime}", "{a:0b}", "{a: #05_d}", "{a!s:,}", "{a.}", "{a.b-c}",
            "{日本}", "%(日本)d",
        ]
        var formats: [String] = []
        for _ in 0..<8000 {
            var format = ""
            for _ in 0..<Int.random(in: 1...6, using: &random) { format += parts.randomElement(using: &random) ?? "" }
            formats.append(format)
        }
        let expected = try PythonExpression.results(
            "(lambda f: (f._style.validate(), str(f.usesTime()))[1])(__import__('logging').Formatter(case, style='\(style.rawValue)', validate=False))",
            cases: formats.map { PythonExpression.of($0) }
        )
        #expect(expected.count == formats.count)
        for (format, wanted) in zip(formats, expected) {
            let got = Outcome { buffer throws(FormattingError) in
                try style.validate(format)
                buffer.append(style.usesTime(format) ? "True" : "False")
            }
            #expect(got == wanted, "'\(format)'")
        }
    }
}
