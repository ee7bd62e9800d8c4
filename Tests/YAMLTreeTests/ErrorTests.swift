import Testing
import YAMLTree

@Suite("Errors")
struct ErrorTests {
    @Test(
        arguments: [
            (
                "format: %(message)s\n",
                "f.yaml:1:9: error: found character '%' that cannot start any token; quote a value that starts with '%'"
            ),
            (
                "a: @b\n",
                "f.yaml:1:4: error: found character '@' that cannot start any token; quote a value that starts with '@'"
            ),
            (
                "a:\tb\n",
                "f.yaml:1:3: error: found character '\\t' that cannot start any token; "
                    + "indent and separate with spaces, not with tabs"
            ),
            (
                "key: value: x\n",
                "f.yaml:1:11: error: mapping values are not allowed here; "
                    + "quote a value that contains ': ', and check the indentation"
            ),
            (
                "a\nb: c\n",
                "f.yaml:2:2: error: mapping values are not allowed here; "
                    + "quote a value that contains ': ', and check the indentation"
            ),
            (
                "a: b\nc\nd: e\n",
                "f.yaml:3:1: error: could not find expected ':'; a key needs ':' and a space after it"
            ),
            (
                "a: 'b' \"c\"\n",
                "f.yaml:1:8: error: expected <block end>, but found '<scalar>'; "
                    + "check the indentation and the quotes of this line and the one above"
            ),
            (
                "\"\\d\"",
                "f.yaml:1:3: error: found unknown escape character 'd'; write a backslash twice, or use single quotes"
            ),
            ("a: [b\n", "f.yaml:2:1: error: expected ',' or ']', but got '<stream end>'"),
            (
                "a: *.log\n",
                "f.yaml:1:5: error: expected alphabetic or numeric character, but found '.'; "
                    + "quote a value that starts with '*' or '&'"
            ),
            ("a: *b\n", "f.yaml:1:4: error: found undefined alias 'b'; quote a value that starts with '*'"),
            ("- &a 1\n- &a 2\n", "f.yaml:2:3: error: second occurrence"),
            (
                "a\n---\nb\n",
                "f.yaml:2:1: error: but found another document; keep one document per file; '---' begins another"
            ),
            (
                "a: !env B\n",
                "f.yaml:1:4: error: could not determine a constructor for the tag '!env'; "
                    + "quote a value that starts with '!'"
            ),
            (
                "a: !!python/name:x.y ''\n",
                "f.yaml:1:4: error: could not determine a constructor for the tag 'tag:yaml.org,2002:python/name:x.y'"
            ),
            (
                "a: {{b}}\n",
                "f.yaml:1:5: error: found unhashable key; quote a value that starts with '{' or '['"
            ),
            ("<<: x\n", "f.yaml:1:5: error: expected a mapping or list of mappings for merging, but found scalar"),
            ("a: \u{7}\n", "f.yaml:1:4: error: unacceptable character #x0007: special characters are not allowed"),
            ("[a, b?c]", "f.yaml:1:6: error: expected ',' or ']', but got '?'; quote a value that contains '?'"),
        ]
    )
    func `an error says where, what and how to help it`(text: String, expected: String) {
        #expect(reading(text) == expected)
    }

    @Test(
        arguments: [
            ("\u{7}", YAMLError.Kind.reader, "yaml.ReaderError"), ("%", .scanner, "yaml.ScannerError"),
            ("]", .parser, "yaml.ParserError"), ("*a", .composer, "yaml.ComposerError"),
            ("!a b", .constructor, "yaml.ConstructorError"), ("!!int x", .constructor, "ValueError"),
            ("!!bool x", .constructor, "KeyError"), ("!!int ''", .constructor, "IndexError"),
            ("!!timestamp x", .constructor, "AttributeError"),
        ]
    )
    func `an error knows Python's exception`(text: String, kind: YAMLError.Kind, pythonType: String) {
        let error = failure(text)
        #expect(error?.kind == kind)
        #expect(error?.pythonType == pythonType)
    }

    @Test func `context has its own mark`() {
        let error = failure("a: 1\nb: \"x\n")
        #expect(error?.context == "while scanning a quoted scalar")
        #expect(error?.contextMark == Mark(file: "f.yaml", line: 2, column: 4))
    }

    @Test(
        arguments: [
            (
                [0x61, 0xFF], 1, 2,
                "unacceptable character #x00ff: invalid start byte\n  in \"<byte string>\", position 1"
            ),
            (
                [0x0A, 0xC3, 0xA9, 0xC3], 2, 2,
                "unacceptable character #x00c3: unexpected end of data\n  in \"<byte string>\", position 3"
            ),
            (
                [0xEF, 0xBB, 0xBF, 0x61, 0x00], 1, 2,
                "unacceptable character #x0000: special characters are not allowed\n  in \"<byte string>\", position 2"
            ),
            (
                [0xFF, 0xFE, 0x61], 1, 1,
                "unacceptable character #x0061: truncated data\n  in \"<byte string>\", position 2"
            ),
        ] as [([UInt8], Int, Int, String)]
    )
    func `bytes that are no text have a place and PyYAML's position`(
        bytes: [UInt8],
        line: Int,
        column: Int,
        message: String
    ) {
        let error = #expect(throws: YAMLError.self) { try YAMLReader.read(bytes, file: "f.yaml") }
        #expect(error?.pythonMessage == message)
        #expect(error?.mark == Mark(file: "f.yaml", line: line, column: column))
    }

    @Test(
        arguments: [
            [0xEF, 0xBB, 0xBF, 0x61], [0xFF, 0xFE, 0x61, 0x00], [0xFE, 0xFF, 0x00, 0x61], [0x61],
        ] as [[UInt8]]
    )
    func `UTF-8 and UTF-16 with a byte order mark are text`(bytes: [UInt8]) {
        #expect(reading(bytes) == #""a""#)
    }
}
