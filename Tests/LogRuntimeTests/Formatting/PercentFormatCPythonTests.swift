import TestSupport
import Testing

@testable import LogRuntime

/// `%` formatting beside CPython's.
@Suite(.enabled(if: CPython313.path != nil, CPython313.absence))
struct PercentFormatCPythonTests {
    func check(_ cases: [(format: String, arguments: LogArguments)]) throws {
        let expected = try PythonExpression.results(
            "case[0] % case[1]",
            cases: cases.map { "(\(PythonExpression.of($0.format)), \(PythonExpression.of($0.arguments)))" }
        )
        #expect(expected.count == cases.count)
        for ((format, arguments), wanted) in zip(cases, expected) {
            let got = Outcome { buffer throws(FormattingError) in
                try PercentFormat(compiling: format).format(arguments, into: &buffer)
            }
            #expect(got == wanted, "'\(format)' % \(PythonExpression.of(arguments))")
        }
    }

    @Test func `every value with every conversion gives Python's text or error`() throws {
        var cases: [(format: String, arguments: LogArguments)] = []
        for letter in "diouxXeEfFgGcrsa" {
            for value in SampleValues.all {
                for directive in ["%", "%12", "%-12", "%012", "%+", "% ", "%#", "%.3", "%#.0", "%+012.2", "%.0"] {
                    cases.append(("<\(directive)\(letter)>", .positional([value])))
                }
            }
        }
        try check(cases)
    }

    @Test func `every combination of flags gives Python's text`() throws {
        var cases: [(format: String, arguments: LogArguments)] = []
        let values: [LogValue] = [
            42, -42, 0, 3.75, -0.0, 1e20, "text", .digits("-99999999999999999999"), .double(.infinity),
        ]
        for bits in 0..<32 {
            let flags = zip("#0- +", 0...).filter { bits >> $0.1 & 1 == 1 }.map { String($0.0) }.joined()
            for size in ["", "1", "9", ".1", "9.4", "3.30", "20.20"] {
                for letter in ["d", "x", "X", "o", "e", "g", "f", "s", "r", "c"] {
                    for value in values { cases.append(("%\(flags)\(size)\(letter)", .positional([value]))) }
                }
            }
        }
        try check(cases)
    }

    @Test func `random formats give Python's text or error`() throws {
        var random = SeededGenerator(seed: 11)
        try check(PercentFormatCPythonTests.randomCases(12000, using: &random))
    }

    @Test(arguments: Fuzz.seeds)
    func `more random formats give Python's text or error`(_ seed: UInt64) throws {
        var random = SeededGenerator(seed: seed)
        try check(PercentFormatCPythonTests.randomCases(Fuzz.count, using: &random))
    }

    /// Formats put together from pieces, with arguments that mostly do not fit.
    private static func randomCases(
        _ count: Int,
        using random: inout SeededGenerator
    ) -> [(format: String, arguments: LogArguments)] {
        let parts = [
            "%", "%", "%%", "s", "d", "5", "0", "*", ".", "-", "+", "#", " ", "h", "l", "L", "(", ")", "(a)", "(b)",
            "(a(b)c)",
            "x", "text", "é", "日", "r", "f", "g", "%s", "%d", "%(a)s", "%(b)5d", "%(zoë)r", "%5%", "%(a)%", "%.", "%y",
            "%é",
            "\n", "%99999999999999999999d", "%.99999999999d", "%(", "%*s", "%.*f", "%*.*f", "c", "%c",
        ]
        // Python would make the width of `*` as large as it is told.
        let values = SampleValues.all.filter { PythonInteger($0)?.word.map { $0.magnitude < 100_000 } ?? true }
        let mapping: LogObject = ["a": 1, "b": -2.5, "zoë": "Zoë", "a(b)c": nil, "": "empty"]
        var cases: [(format: String, arguments: LogArguments)] = []
        for _ in 0..<count {
            var format = ""
            for _ in 0..<Int.random(in: 1...6, using: &random) { format += parts.randomElement(using: &random) ?? "" }
            let arguments: LogArguments
            if Bool.random(using: &random) {
                arguments = .mapping(mapping)
            } else {
                let number = Int.random(in: 0...4, using: &random)
                arguments = .positional((0..<number).map { _ in values.randomElement(using: &random) ?? nil })
            }
            cases.append((format, arguments))
        }
        return cases
    }
}
