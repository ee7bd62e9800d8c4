import LogRuntime
import Testing

@Suite struct JSONStringTests {
    /// What stands for a character of the tests' texts.
    private func escape(_ character: Character, isASCII: Bool) -> String {
        switch character {
        case "\"": "\\\""
        case "\\": "\\\\"
        case "\n": "\\n"
        case "\u{1F}": "\\u001f"
        case "\u{7F}": isASCII ? "\\u007f" : "\u{7F}"
        case "é": isASCII ? "\\u00e9" : "é"
        case "😀": isASCII ? "\\ud83d\\ude00" : "😀"
        default: String(character)
        }
    }

    @Test(arguments: [true, false])
    func `a character that needs an escape gets it at each place of texts of each length`(isASCII: Bool) {
        for count in 0...40 {
            let plain = (0..<count).map { Character(UnicodeScalar(UInt8(ascii: "a") + UInt8($0 % 26))) }
            for place in -1..<count {
                for special in "\"\\\n\u{1F}\u{7F}é😀" {
                    var text = plain
                    if place >= 0 { text[place] = special }
                    var buffer = ByteBuffer()
                    buffer.append(jsonString: String(text), isASCII: isASCII)
                    let wanted = text.map { escape($0, isASCII: isASCII) }.joined()
                    #expect(buffer.string() == "\"\(wanted)\"")
                }
            }
        }
    }
}
