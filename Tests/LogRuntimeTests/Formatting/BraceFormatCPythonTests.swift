import TestSupport
import Testing

@testable import LogRuntime

/// Formatting in braces beside CPython's `str.format`.
@Suite(.enabled(if: CPython313.path != nil, CPython313.absence))
struct BraceFormatCPythonTests {
    private func check(_ cases: [(format: String, values: LogObject)]) throws {
        let expected = try PythonExpression.results(
            "case[0].format(**case[1])",
            cases: cases.map { "(\(PythonExpression.of($0.format)), \(PythonExpression.of($0.values)))" }
        )
        #expect(expected.count == cases.count)
        for ((format, values), wanted) in zip(cases, expected) {
            let got = Outcome { buffer throws(FormattingError) in
                try BraceFormat(compiling: format).format(values, into: &buffer)
            }
            #expect(got == wanted, "'\(format)' with \(PythonExpression.of(values))")
        }
    }

    @Test func `every value with every type gives Python's text or error`() throws {
        var cases: [(format: String, values: LogObject)] = []
        for type in ["", "s", "b", "c", "d", "e", "E", "f", "F", "g", "G", "n", "o", "x", "X", "%", "y", "é"] {
            for value in SampleValues.all {
                for specification in [
                    "", "12", "<12", "^13", "=12", "é>9", "012", "+", " ", "#", ".3", ",", "_", "z", "z.0",
                ] {
                    cases.append(("<{x:\(specification)\(type)}>", ["x": value]))
                }
            }
        }
        try check(cases)
    }

    @Test func `every combination of the parts of a specification gives Python's text or error`() throws {
        var cases: [(format: String, values: LogObject)] = []
        let values: [LogValue] = [1_234_567, -1_234_567, 0, 1234567.875, -0.0, 1e20, "text", .double(-.infinity), true]
        var random = SeededGenerator(seed: 12)
        for _ in 0..<15000 {
            var specification = ""
            let parts: [[String]] = [
                ["", "", "<", ">", "^", "=", "*<", "é^", "0=", "0>", "日=", "{<", " ="],
                ["", "", "+", "-", " "], ["", "", "z"], ["", "", "#"], ["", "0"], ["", "1", "8", "15", "30", "٣٠"],
                ["", "", ",", "_", ",_", "_,"], ["", "", ".0", ".1", ".3", ".20", "."],
                ["", "s", "b", "c", "d", "e", "f", "F", "g", "G", "n", "o", "x", "X", "%", "dd"],
            ]
            for part in parts { specification += part.randomElement(using: &random) ?? "" }
            let value = values.randomElement(using: &random) ?? nil
            cases.append(("{x:\(specification)}", ["x": value]))
        }
        try check(cases)
    }

    @Test func `random formats give Python's text or error`() throws {
        var random = SeededGenerator(seed: 13)
        try check(BraceFormatCPythonTests.randomCases(15000, using: &random))
    }

    @Test(arguments: Fuzz.seeds)
    func `more random formats give Python's text or error`(_ seed: UInt64) throws {
        var random = SeededGenerator(seed: seed)
        try check(BraceFormatCPythonTests.randomCases(Fuzz.count, using: &random))
    }

    /// Formats put together from pieces, many of them wrong.
    private static func randomCases(
        _ count: Int,
        using random: inout SeededGenerator
    ) -> [(format: String, values: LogObject)] {
        let parts = [
            "{", "}", "{{", "}}", "{x}", "{y}", "!r", "!s", "!a", "!", ":", ":>10", "[0]", "[k]", "[", "]", ".",
            ".real", ".nope",
            "{l[1]}", "{o[k]}", "{o[k][0]}", "{o[2]}", "{s[1]}", "{s[99]}", "{s[k]}", "{x[0]}", "{l[k]}", "{n.imag}",
            "{}", "{0}",
            "{1:>{w}}", "{x:{w}}", "{x:>{w}.{p}}", "{s:{w}.{p}}", "{x:{w:{p}}}", "{s!r:>{w}}", "{zoë}", "text", "é",
            "x", "y", "0",
            "{x!y}", "{x!é}", "{x!r", "{x:", "{x", "{l[1}", "{l[1]x}", "{l[]}", "{x.}", "{9999999999999999999999}",
            "{l[99999999999999999999]}", "{l[٣]}", "{n!s:5}", "{nothing}", "{nothing:5}", "{l}", "{o!r:^40}",
            "{t.real:d}", "{f.imag}",
        ]
        let values: LogObject = [
            "x": 42, "y": -2.5, "zoë": "Zoë", "w": 12, "p": 3, "s": "straße", "l": [1, "two", nil, 4.5], "n": 7,
            "o": ["k": ["é"], "z": 1], "nothing": nil, "t": true, "f": 1.5,
        ]
        var cases: [(format: String, values: LogObject)] = []
        for _ in 0..<count {
            var format = ""
            for _ in 0..<Int.random(in: 1...6, using: &random) { format += parts.randomElement(using: &random) ?? "" }
            cases.append((format, values))
        }
        return cases
    }
}
