import TestSupport
import Testing

@testable import LogRuntime

/// Values as text beside CPython's `repr`, `str`, `ascii` and `json.dumps`.
@Suite(.enabled(if: CPython313.path != nil, CPython313.absence))
struct PythonTextCPythonTests {
    private func check(_ values: [LogValue], _ body: String, _ append: (inout ByteBuffer, LogValue) -> Void) throws {
        let expected = try PythonExpression.results(body, cases: values.map { PythonExpression.of($0) })
        #expect(expected.count == values.count)
        for (value, wanted) in zip(values, expected) {
            #expect(Outcome { append(&$0, value) } == wanted, "\(PythonExpression.of(value))")
        }
    }

    @Test func `floating point numbers have Python's digits`() throws {
        var random = SeededGenerator(seed: 16)
        var values = SampleValues.doubles
        for _ in 0..<30000 {
            values.append(.double(Double(bitPattern: random.next())))
            let digits = Double(Int.random(in: -10_000_000...10_000_000, using: &random))
            values.append(
                .double(digits / ([1, 10, 100, 1000, 1e4, 1e5, 1e6, 1e7].randomElement(using: &random) ?? 1))
            )
            values.append(.double(Double.random(in: -1000...1000, using: &random)))
            values.append(.double(Double.random(in: 1e15...2e16, using: &random).rounded()))
            values.append(.double(Double.random(in: 1e-6...1e-3, using: &random)))
        }
        for exponent in -1074...1023 {
            values.append(.double(Double(sign: .plus, exponent: exponent, significand: 1)))
            values.append(.double(Double(sign: .plus, exponent: exponent, significand: 1).nextDown))
        }
        try check(values, "repr(case)") { $0.append(pythonRepr: $1) }
    }

    @Test func `values have Python's text`() throws {
        try check(SampleValues.all, "str(case)") { $0.append(pythonStr: $1) }
        try check(SampleValues.all, "repr(case)") { $0.append(pythonRepr: $1) }
        try check(SampleValues.all, "ascii(case)") { $0.append(pythonASCII: $1) }
    }

    @Test func `every character is shown or escaped as in Python`() throws {
        // Characters that Python's version of Unicode does not know yet are printable for us and not for it.
        let known = """
            import sys, unicodedata
            for code in range(0x110000):
                if not 0xd800 <= code <= 0xdfff and unicodedata.category(chr(code)) != 'Cn': print(code, int(chr(code).isprintable()), int(chr(code).isalnum()), int(chr(code).isspace()), int(len(('a' + chr(code) + 'a').splitlines()) > 1), unicodedata.decimal(chr(code), -1))
            """
        var wrong: [String] = []
        for line in try CPython313.run(script: known, zone: "UTC", input: []) {
            let numbers = line.split(separator: " ").compactMap { Int($0) }
            guard numbers.count == 6, let scalar = Unicode.Scalar(UInt32(numbers[0])) else { continue }
            let got = [
                scalar.isPythonPrintable ? 1 : 0, scalar.isPythonWord || scalar == "_" ? 1 : 0,
                scalar.isPythonSpace ? 1 : 0,
                scalar.isPythonLineBreak ? 1 : 0, scalar.pythonDecimal ?? -1,
            ]
            let wanted = [numbers[1], scalar == "_" ? 1 : numbers[2]] + numbers[3...]
            if got != wanted { wrong.append("\(String(scalar.value, radix: 16)): \(got) instead of \(wanted)") }
        }
        #expect(wrong == [])
    }

    @Test(arguments: [true, false], [nil, "", "  ", "\t"] as [String?])
    func `values have the JSON of json dumps`(_ isASCII: Bool, _ indent: String?) throws {
        let values =
            SampleValues.all + [.array(SampleValues.all), ["nested": .array(SampleValues.others), "é\n": nil]]
        let style = JSONStyle(isASCII: isASCII, indent: indent)
        let options =
            "ensure_ascii=\(isASCII ? "True" : "False"), indent=\(indent.map { PythonExpression.of($0) } ?? "None")"
        try check(values, "__import__('json').dumps(case, \(options))") { $0.append(json: $1, style: style) }
    }

    @Test(arguments: [true, false])
    func `strings of every length and every character have Python's JSON`(_ isASCII: Bool) throws {
        var random = SeededGenerator(seed: 17)
        let pieces = [
            "a", "é", "日", "😀", "\"", "\\", "\n", "\u{7F}", "\u{1F}", "\u{80}", "/", " ", "~", "abcdefgh", "\u{2028}",
            "\u{8}\u{c}",
        ]
        var values = (0..<0x300).compactMap { Unicode.Scalar(UInt32($0)) }.map { LogValue.string("x\($0)y") }
        for length in 0..<40 {
            for special in pieces {
                for place in 0...length {
                    let text =
                        String(repeating: "p", count: place) + special + String(repeating: "q", count: length - place)
                    values.append(.string(text))
                }
            }
        }
        for _ in 0..<2000 {
            let text = (0..<Int.random(in: 0...30, using: &random)).map { _ in
                pieces.randomElement(using: &random) ?? ""
            }
            values.append(.string(text.joined()))
        }
        try check(values, "__import__('json').dumps(case, ensure_ascii=\(isASCII ? "True" : "False"))") {
            $0.append(json: $1, style: JSONStyle(isASCII: isASCII))
        }
    }
}
