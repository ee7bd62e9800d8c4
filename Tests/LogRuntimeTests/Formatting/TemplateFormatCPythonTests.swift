import TestSupport
import Testing

@testable import LogRuntime

/// Formatting with `$` beside CPython's `string.Template`.
@Suite(.enabled(if: CPython313.path != nil, CPython313.absence))
struct TemplateFormatCPythonTests {
    @Test func `random formats give Python's text or error`() throws {
        var random = SeededGenerator(seed: 14)
        let parts = [
            "$", "$$", "${", "}", "$x", "${x}", "$Name_2", "${_a}", "$1", "${1}", "$é", "$xé", "${x é}", "text", "\n",
            "\r\n", "\u{2028}",
            "\u{85}", "日", "x", "_", "$none", "${l}", "${f}", "${ x}", "$İ", "$ſ", "\r", "\u{B}", "${missing}",
        ]
        let values: LogObject = [
            "x": 42, "Name_2": "Zoë", "_a": true, "none": nil, "l": [1, "a"], "f": 1e16, "xx": "double", "x_": 0,
        ]
        var formats: [String] = []
        for _ in 0..<8000 {
            var format = ""
            for _ in 0..<Int.random(in: 1...7, using: &random) { format += parts.randomElement(using: &random) ?? "" }
            formats.append(format)
        }
        let expected = try PythonExpression.results(
            "__import__('string').Template(case[0]).substitute(**case[1])",
            cases: formats.map { "(\(PythonExpression.of($0)), \(PythonExpression.of(values)))" }
        )
        #expect(expected.count == formats.count)
        for (format, wanted) in zip(formats, expected) {
            let got = Outcome { buffer throws(FormattingError) in
                try TemplateFormat(compiling: format).format(values, into: &buffer)
            }
            #expect(got == wanted, "'\(format)'")
        }
    }
}
