import Foundation
import TestSupport
import Testing

@testable import LogRuntime

@Suite("Encodings of files beside CPython")
struct TextEncodingTests {
    private static let search = PythonOracle.find(where: "sys.version_info[:2] == (3, 13)")

    /// Every encoding that Python has a table for, under its own name.
    private static let names =
        Charmap.rows.map(\.name) + Multibyte.allCases.map(\.rawValue) + ["utf_7", "cp1252", "latin_1"]

    /// Prints, for each encoding, what becomes of every character and of some texts.
    private static let script = """
        import json, sys
        characters = [chr(c) for c in range(0x10000) if not 0xD800 <= c < 0xE000] + ['\\U0001F600', '\\U00020087']
        texts = ['a\\u4e2d\\ud55c\\u0e01\\u0e02b\\U0001f600~\\\\\\n', '\\xe9t\\xe9 \\u20ac\\u20ac\\u2014\\uac02 +-&~{}', '~+\\u3042\\uff8a\\xa5a\\u3042']
        policies = ['strict', 'ignore', 'replace', 'backslashreplace', 'xmlcharrefreplace', 'namereplace']
        def encoded(text, name, policy):
            try:
                return text.encode(name, policy).hex()
            except UnicodeEncodeError as e:
                return str(e)
        for name in sys.argv[1:]:
            lines = [encoded(c, name, 'ignore') for c in characters]
            lines += [encoded(text, name, policy) for text in texts for policy in policies]
            print(json.dumps([name] + lines))
        for name in ['hex', 'rot13', 'x-nonsense']:
            try:
                open('/dev/null', 'w', encoding=name)
            except LookupError as e:
                print(json.dumps([name, str(e)]))
        """

    @Test(.enabled(if: search.oracle != nil, "needs Python 3.13"))
    func `every character has CPython's bytes in every encoding`() throws {
        let oracle = try #require(TextEncodingTests.search.oracle)
        let output = try oracle.run(["-X", "utf8", "-c", TextEncodingTests.script] + TextEncodingTests.names)
        let characters =
            (0..<0x10000).compactMap { Unicode.Scalar(UInt32($0)).map { String(Character($0)) } } + ["😀", "\u{20087}"]
        let texts = ["a中한\u{E01}\u{E02}b😀~\\\n", "été €€—갂 +-&~{}", "~+あﾊ¥aあ"]
        let policies = ["strict", "ignore", "replace", "backslashreplace", "xmlcharrefreplace", "namereplace"]
        var count = 0
        for line in output.split(separator: UInt8(ascii: "\n")) {
            let answer = try #require(try JSONSerialization.jsonObject(with: Data(line)) as? [String])
            let name = answer[0]
            count += 1
            if answer.count == 2 {
                let error = #expect(throws: SinkError.self) { _ = try TextEncoding(name, place: "x.log") }
                #expect(error?.pythonMessage == answer[1])
                continue
            }
            let lenient = try TextEncoding(name, errors: "ignore", place: "x.log")
            var ours = [name] + characters.map { TextEncodingTests.encoded($0, lenient) }
            for text in texts {
                for policy in policies {
                    ours.append(
                        TextEncodingTests.encoded(text, try TextEncoding(name, errors: policy, place: "x.log"))
                    )
                }
            }
            let different = zip(ours, answer).enumerated().filter { $0.element.0 != $0.element.1 }
            let shown = different.prefix(5).map { "\($0.offset - 1): \($0.element)" }
            #expect(ours.count == answer.count && different.isEmpty, "\(name): \(different.count), \(shown)")
        }
        #expect(count == TextEncodingTests.names.count + 3)
    }

    /// The bytes in hexadecimal, or the error's text.
    private static func encoded(_ text: String, _ encoding: TextEncoding) -> String {
        var buffer = ByteBuffer()
        do {
            var text = text
            try text.withUTF8 { try encoding.encode(UnsafeRawBufferPointer($0), into: &buffer, place: "x.log") }
        } catch {
            return (error as? SinkError)?.pythonMessage ?? "\(error)"
        }
        var text = ""
        for byte in buffer.bytes {
            if byte < 0x10 { text += "0" }
            text += String(byte, radix: 16)
        }
        return text
    }
}
