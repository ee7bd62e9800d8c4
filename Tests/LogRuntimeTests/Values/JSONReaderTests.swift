import Foundation
import LogRuntime
import TestSupport
import Testing

/// Reading JSON.
struct JSONReaderTests {
    private func read(_ text: String, acceptsNonFinite: Bool = false) throws -> LogValue {
        let bytes = Array(text.utf8)
        return try bytes.withUnsafeBytes { buffer in
            var reader = JSONReader(buffer, acceptsNonFinite: acceptsNonFinite)
            return try reader.readDocument()
        }
    }

    @Test(arguments: [
        ("null", LogValue.null), ("true", .bool(true)), ("false", .bool(false)), (" \t\r\n7 ", .int(7)),
        ("-0", .int(0)), ("-9223372036854775808", .int(.min)), ("9223372036854775808", .uint(1 << 63)),
        ("18446744073709551615", .uint(.max)), ("18446744073709551616", .digits("18446744073709551616")),
        ("-9223372036854775809", .digits("-9223372036854775809")), ("1.0", .double(1)), ("-0.0", .double(-0.0)),
        ("1e-5", .double(1e-5)), ("4.9E+3", .double(4900)), ("5e-324", .double(.leastNonzeroMagnitude)),
        ("1e400", .double(.infinity)),
        ("0.1", .double(0.1)), ("123456789.123456789123", .double(123456789.123456789123)),
        ("\"\"", .string("")),
        ("\"caf\\u00e9 \\ud83d\\ude00 \\\"\\\\\\/\\b\\f\\n\\r\\t\"", "café 😀 \"\\/\u{8}\u{c}\n\r\t"),
        ("\"grüße, 世界, a longer text\"", "grüße, 世界, a longer text"), ("\"\\ud800x\"", "\u{FFFD}x"),
        ("\"\\ud800\\u0041\"", "\u{FFFD}A"), ("[]", .array([])),
        ("[1, [2.5, \"x\"]]", LogValue.array([1, .array([2.5, "x"])])),
        ("{}", LogValue.object(LogObject())),
        ("{\"b\": 1, \"a\": {\"c\": null}}", LogValue.object(["b": 1, "a": ["c": nil]])),
    ])
    func `a text becomes the value that it says`(text: String, value: LogValue) throws {
        #expect(try read(text) == value)
    }

    @Test func `a name that comes twice keeps its first place and its last value`() throws {
        let many = (0..<40).map { "\"k\($0 % 20)\": \($0)" }.joined(separator: ",")
        let expected = LogObject((0..<20).map { ("k\($0)", .int(Int64($0 + 20))) })
        #expect(try read("{" + many + "}") == .object(expected))
    }

    @Test(arguments: [
        ("", "expected a value at line 1, column 1 (byte 0)"),
        ("[1,]", "expected a value at line 1, column 4 (byte 3)"),
        ("{\"é\": tru}", "expected a value at line 1, column 7 (byte 7)"),
        ("{\n  \"a\" 1}", "expected ':' at line 2, column 7 (byte 8)"),
        ("{\"a\": 1,}", "expected a name in quotes at line 1, column 9 (byte 8)"),
        ("[1 2]", "expected ',' or ']' at line 1, column 4 (byte 3)"),
        ("{\"a\": 1", "expected ',' or '}' at line 1, column 8 (byte 7)"),
        ("01", "expected the end of the text at line 1, column 2 (byte 1)"),
        ("1.", "expected a digit at line 1, column 3 (byte 2)"),
        ("-", "expected a digit at line 1, column 2 (byte 1)"),
        ("NaN", "expected a value at line 1, column 1 (byte 0)"),
        ("\"a", "expected '\"' at the end of a string at line 1, column 3 (byte 2)"),
        ("\"a\tb\"", "a control character in a string is not escaped at line 1, column 3 (byte 2)"),
        ("\"\\x\"", "unknown escape in a string at line 1, column 2 (byte 1)"),
        ("\"\\u12g4\"", "expected four hexadecimal digits at line 1, column 6 (byte 5)"),
    ])
    func `a text that is not JSON is refused where it stops to be`(text: String, problem: String) {
        let error = #expect(throws: JSONError.self) { try read(text) }
        #expect(error?.description == problem)
    }

    @Test func `bytes in a string that are not UTF-8 are refused`() {
        let bytes: [UInt8] = [0x22, 0x61, 0xC3, 0x28, 0x22]
        let error = #expect(throws: JSONError.self) {
            try bytes.withUnsafeBytes { buffer in
                var reader = JSONReader(buffer)
                _ = try reader.readDocument()
            }
        }
        #expect(error?.problem == "a string is not UTF-8")
    }

    @Test func `two hundred levels are read and one more is refused`() throws {
        let limit = JSONReader.depthLimit
        _ = try read(String(repeating: "[", count: limit) + String(repeating: "]", count: limit))
        let error = #expect(throws: JSONError.self) { try read(String(repeating: "[", count: 100_000)) }
        #expect(error?.description == "values are nested deeper than 200 levels at line 1, column 201 (byte 200)")
    }

    @Test func `Python's words for numbers that JSON lacks are read on request`() throws {
        #expect(
            try read("[Infinity, -Infinity]", acceptsNonFinite: true)
                == .array([.double(.infinity), .double(-.infinity)])
        )
        guard case .double(let number) = try read("NaN", acceptsNonFinite: true) else {
            Issue.record("not a number")
            return
        }
        #expect(number.isNaN)
    }

    @Test func `fields without braces are read`() throws {
        let text = Array("\"x\": 1, \"y\": [2.0, \"z\"]".utf8)
        try text.withUnsafeBytes { buffer in
            var reader = JSONReader(buffer)
            let fields = try reader.readFields()
            #expect(fields == LogObject([("x", 1), ("y", .array([2.0, "z"]))]))
            var empty = JSONReader(UnsafeRawBufferPointer(start: nil, count: 0))
            let none = try empty.readFields()
            #expect(none == LogObject())
        }
    }

    // Needs CPython 3.13 to compare with.
    @Test(.enabled(if: CPython313.path != nil, CPython313.absence))
    func `what Python's json reads we read, and write again with the same bytes`() throws {
        var random = SeededGenerator(seed: 20_260_711)
        let texts = (0..<6000).map { _ in JSONReaderTests.randomText(&random) }
        let script = """
            import json, re, sys
            half = re.compile("[%s-%s]" % (chr(0xd800), chr(0xdfff)))
            def clean(value):
                if isinstance(value, str): return half.sub(chr(0xfffd), value)
                if isinstance(value, list): return [clean(element) for element in value]
                if isinstance(value, dict): return {clean(name): clean(element) for name, element in value.items()}
                return value
            for line in sys.stdin:
                try:
                    value = clean(json.loads(bytes.fromhex(line.strip()).decode("utf-8")))
                    print(json.dumps(value).encode().hex())
                except ValueError:
                    print("refused")
            """
        let input = texts.map { text in
            text.utf8.map { String($0 >> 4, radix: 16) + String($0 & 15, radix: 16) }.joined()
        }
        let answers = try CPython313.run(script: script, zone: "UTC", input: input)
        try #require(answers.count == texts.count)
        for (text, answer) in zip(texts, answers) {
            var buffer = ByteBuffer()
            if let value = try? read(text, acceptsNonFinite: true) {
                buffer.append(json: value)
                #expect(buffer.string() == CPython313.text(answer), "\(text)")
            } else {
                #expect(answer == "refused", "\(text)")
            }
        }
        #expect(answers.contains("refused"))
    }

    /// A random value as JSON text; every fourth with one character changed, so that some are not JSON.
    private static func randomText(_ random: inout SeededGenerator) -> String {
        let text = randomValue(&random, depth: 0)
        guard Int.random(in: 0..<4, using: &random) == 0 else { return text }
        var characters = Array(text.unicodeScalars)
        let place = Int.random(in: 0..<characters.count, using: &random)
        let replacements = Array("{}[]:,\"\\0-+.eE tn\u{1}é".unicodeScalars)
        characters[place] = replacements[Int.random(in: 0..<replacements.count, using: &random)]
        return String(String.UnicodeScalarView(characters))
    }

    private static func randomValue(_ random: inout SeededGenerator, depth: Int) -> String {
        switch Int.random(in: 0..<(depth > 3 ? 7 : 9), using: &random) {
        case 0: return ["null", "true", "false", "NaN", "-Infinity"].randomElement(using: &random) ?? "null"
        case 1: return String(Int64.random(in: .min ... .max, using: &random))
        case 2: return (0..<Int.random(in: 1...30, using: &random)).map { _ in "7" }.joined()
        case 3: return "\(Double(bitPattern: .random(in: 0...0x7FE0_0000_0000_0000, using: &random)))"
        case 4:
            let digits = String(UInt64.random(in: 0 ... .max, using: &random))
            return "\(digits.prefix(1)).\(digits.dropFirst())e\(Int.random(in: -340...330, using: &random))"
        case 5: return "\(Double(Int.random(in: -99999...99999, using: &random)) / 1000)"
        case 6: return randomString(&random)
        case 7:
            let count = Int.random(in: 0..<5, using: &random)
            return "[" + (0..<count).map { _ in randomValue(&random, depth: depth + 1) }.joined(separator: " ,") + "]"
        default:
            let count = Int.random(in: 0..<5, using: &random)
            let members = (0..<count).map { _ in randomString(&random) + ": " + randomValue(&random, depth: depth + 1) }
            return "{" + members.joined(separator: ",") + " }"
        }
    }

    private static func randomString(_ random: inout SeededGenerator) -> String {
        let pieces = [
            "a", "bc", " ", "é", "世", "😀", "\\n", "\\\"", "\\u00e9", "\\ud83d\\ude00", "\\/", "0123456789", "\u{7F}",
        ]
        let count = Int.random(in: 0..<9, using: &random)
        return "\"" + (0..<count).map { _ in pieces.randomElement(using: &random) ?? "" }.joined() + "\""
    }
}
