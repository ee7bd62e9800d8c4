import Foundation
import TestSupport
import Testing
import YAMLTree

/// Files of JSON, read by us and by Python's `json.load`.
@Suite("JSON beside CPython")
struct JSONDifferentialTests {
    private static let python = PythonOracle.find(where: "sys.version_info[:2] == (3, 13)")

    @Test(.enabled(if: python.oracle != nil, "needs Python 3.13"))
    func `what looks like JSON is read or refused as by Python, in its words`() throws {
        let texts = [
            "", " ", "{}", "[]", "{\t\"a\"\t:\t1\t}", "{\"a\":1,}", "[1,]", "[1,,2]", "{,}", "[,]", "{\"a\" 1}",
            "{\"a\":}", "{a: 1}",
            "{'a': 1}", "// c\n{}", "{} // c", "[1 2]", "[1", "{\"a\": 1", "{\"a\"", "{", "[", "\"a", "\"a\\",
            "\"\\u12\"",
            "\"\\u12g4\"", "\"\\x41\"", "\"\\ud83d\\ude00\"", "\"\\ud83d\"", "\"\\ude00\"", "\"\\ud83d\\u0041\"",
            "\"\\ud83d\\u12\"", "\"\\ud83d\" x", "\"a\nb\"", "\"a\tb\"", "\"a\u{7f}b\u{2028}\" x", "\"a\u{2028}\",\nx",
            "NaN", "Infinity", "-Infinity", "-NaN", "nan", "nul", "true", "false", "True", "-", "-a", "01", "-01", "1.",
            ".5", "1.5",
            "1e5", "1E+5", "1e", "1e400", "-1e-400", "1.5e-7", "0", "-0", "-0.0", "+1", "0x10", "1_000",
            "123456789012345678901234567890", "{\"a\": 1, \"b\": 2, \"a\": 3}", "{\"a\": {\"b\": [1, {\"c\": null}]}}",
            "\u{feff}{}", "\r\n{\r\n\"a\":\r\n1,}", "\r{\r1", "{\"é\": \"日本\", \"x\": }", "\u{a0}1", "\u{c}1", "[1]]",
            "\"\\/\\b\\f\"",
            "{\"\": 1}", "{\"$a\": 1}", "yes", "~", "- 1", "a: 1", "\0", "[\u{1}]",
            String(repeating: "9", count: 4_300), String(repeating: "9", count: 4_301),
        ]
        try compare(
            texts.map { Array($0.utf8) } + [
                [0xFF], [0x22, 0xC3, 0x22], [0x22, 0xE2, 0x82], [0x5B, 0x22, 0xED, 0xA0, 0x80],
            ]
        )
    }

    @Test(.enabled(if: python.oracle != nil, "needs Python 3.13"), arguments: Fuzz.seeds)
    func `JSON changed at random is read or refused as by Python`(seed: UInt64) throws {
        var random = SeededGenerator(seed: seed)
        try compare(
            (0..<Fuzz.count).map { _ in
                var text = Array(value(3, using: &random).unicodeScalars)
                for _ in 0..<random.pick([0, 0, 1, 1, 2]) { change(&text, using: &random) }
                var view = String.UnicodeScalarView()
                view.append(contentsOf: text)
                return Array(String(view).utf8)
            }
        )
    }

    private func compare(_ texts: [[UInt8]]) throws {
        let oracle = try #require(JSONDifferentialTests.python.oracle)
        let input = try JSONSerialization.data(withJSONObject: texts.map { Data($0).base64EncodedString() })
        let script = RecordedAnswer.fixtures.appendingPathComponent("json_load.py").path
        let output = try oracle.run(["-X", "utf8", script], input: [UInt8](input))
        let answers = try #require(try JSONSerialization.jsonObject(with: Data(output)) as? [Any])
        try #require(answers.count == texts.count)
        for (text, answer) in zip(texts, answers) {
            let shown = String(decoding: text, as: UTF8.self).debugDescription
            #expect(Answer(readingJSON: text) == Answer(json: answer), "\(shown)")
        }
    }

    private func value(_ depth: Int, using random: inout SeededGenerator) -> String {
        func space() -> String { random.pick(["", "", "", " ", "\t", "\n", "\r\n", "  "]) }
        switch Int.random(in: 0..<(depth > 0 ? 10 : 6), using: &random) {
        case 0: return random.pick(["true", "false", "null", "NaN", "Infinity", "-Infinity"])
        case 1, 2:
            return random.pick(["", "", "-"])
                + random.pick(["0", "1", "17", "9007199254740993", "18446744073709551616"])
                + random.pick(["", "", ".0", ".25", "e5", "E-3", "e+400"])
        case 3, 4, 5: return text(using: &random)
        case 6, 7:
            let items = (0..<Int.random(in: 0...3, using: &random)).map { _ in
                space() + value(depth - 1, using: &random) + space()
            }
            return "[" + items.joined(separator: ",") + space() + "]"
        default:
            let items = (0..<Int.random(in: 0...3, using: &random)).map { _ in
                space() + text(using: &random) + space() + ":" + space() + value(depth - 1, using: &random) + space()
            }
            return "{" + items.joined(separator: ",") + space() + "}"
        }
    }

    private func text(using random: inout SeededGenerator) -> String {
        let parts = [
            "a", "b", "é", "日", "😀", "\\n", "\\\"", "\\\\", "\\/", "\\u00e9", "\\ud83d\\ude00", "\\ud83d", "\\ude00",
            " ", "\u{2028}",
            "\u{85}", "\u{7f}",
        ]
        return "\"" + (0..<Int.random(in: 0...3, using: &random)).map { _ in random.pick(parts) }.joined() + "\""
    }

    private func change(_ text: inout [Unicode.Scalar], using random: inout SeededGenerator) {
        let letters = Array("{}[]:,\"\\ \n\t-+.eE019tfnNIu/é\u{1}".unicodeScalars)
        let place = Int.random(in: 0...text.count, using: &random)
        switch Int.random(in: 0..<3, using: &random) {
        case 0 where place < text.count: text.remove(at: place)
        case 1 where place < text.count: text[place] = random.pick(letters)
        default: text.insert(random.pick(letters), at: place)
        }
    }
}

extension Answer {
    /// Our answer to a text of JSON.
    fileprivate init(readingJSON bytes: [UInt8]) {
        do throws(YAMLError) {
            let document = try YAMLReader.read(json: bytes, file: "document")
            let value = (try? document.canonicalJSON()).flatMap {
                try? JSONSerialization.jsonObject(with: Data($0), options: .fragmentsAllowed)
            }
            self.init(json: ["value": value ?? "no canonical JSON"])
        } catch {
            guard !error.problem.hasSuffix("half a character") else {
                self.init(json: ["half": true])
                return
            }
            let hasPlace = error.pythonType == "json.decoder.JSONDecodeError"
            let line: Any = hasPlace ? error.mark?.line ?? NSNull() : NSNull()
            let column: Any = hasPlace ? error.mark?.column ?? NSNull() : NSNull()
            self.init(json: [
                "error": [
                    "type": error.pythonType, "problem": error.pythonMessage,
                    "line": line, "column": column,
                ]
            ])
        }
    }
}
