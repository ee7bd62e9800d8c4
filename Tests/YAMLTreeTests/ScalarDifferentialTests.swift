import TestSupport
import Testing
import YAMLTree

/// Random scalars, read by us and by PyYAML.
@Suite("Random scalars")
struct ScalarDifferentialTests {
    @Test(
        .enabled(if: DifferentialTests.python.oracle != nil, "needs a python3.13 with PyYAML 6.0"),
        arguments: Fuzz.seeds
    )
    func `random scalars are resolved as PyYAML resolves them`(seed: UInt64) throws {
        let oracle = try #require(DifferentialTests.python.oracle)
        var random = SeededGenerator(seed: seed)
        let documents = (0..<Fuzz.count).map { _ in document(using: &random) }
        let answers = try Answer.pyYAML(documents.map { Array($0.utf8) }, by: oracle)
        #expect(answers.count == documents.count)
        for (document, answer) in zip(documents, answers) {
            #expect(Answer(reading: Array(document.utf8)) == answer, "\(document.debugDescription)")
        }
    }

    private func document(using random: inout SeededGenerator) -> String {
        let place = random.pick(["- ", "k: ", "", "? ", "- - "])
        switch Int.random(in: 0..<10, using: &random) {
        case 0:
            return place + "!!\(random.pick(["int", "float", "bool", "null", "timestamp", "str", "binary"])) "
                + scalar(using: &random) + "\n"
        case 1: return place + "'" + quoted(using: &random) + "'\n"
        case 2: return place + "\"" + escaped(using: &random) + "\"\n"
        case 3: return "[" + scalar(using: &random) + ", {" + "a: " + scalar(using: &random) + "}]\n"
        case 4: return "a: \(random.pick(["|", ">", "|-", ">+", "|2"]))\n  " + scalar(using: &random) + "\n   x\n"
        default: return place + scalar(using: &random) + "\n"
        }
    }

    /// Text in plain style that nearly is a number, a date or a word with a meaning; nothing that ends a scalar.
    private func scalar(using random: inout SeededGenerator) -> String {
        switch Int.random(in: 0..<8, using: &random) {
        case 0:
            let words = [
                "yes", "No", "ON", "off", "true", "False", "TRUE", "null", "Null", "~", "y", "n", "nULL", "oN", ".inf",
                "-.INF", "+.Inf", ".nan", ".NaN", ".NAN", "=", "<<", "None", "nan", "inf",
            ]
            return random.pick(words) + random.pick(["", "", "", "x", "_", "1"])
        case 1: return timestamp(using: &random)
        case 2:
            return random.pick(["", "-", "+"]) + digits("0123456789_", 1...25, using: &random)
                + random.pick(["", "", ".", ".5", ".0e+3", "e5", "E-2", ".5e5", ".5e+5_0", ".1_0"])
        case 3:
            return random.pick(["0x", "-0x", "0b", "+0b", "0o", "0"])
                + digits("0123456789abcdefABCDEF_", 0...20, using: &random)
        case 4:
            return random.pick(["", "-", "+"])
                + (0..<Int.random(in: 2...4, using: &random)).map { _ in digits("012345_", 1...2, using: &random) }
                .joined(separator: ":") + random.pick(["", "", ".5", "."])
        case 5: return digits("0123456789.", 1...12, using: &random) + random.pick(["", "e+5", "E-10", "e"])
        default: return digits("0123456789+-_.:eExXobTZ~nulytrfasé日", 1...12, using: &random)
        }
    }

    private func timestamp(using random: inout SeededGenerator) -> String {
        func number(_ range: ClosedRange<Int>, _ length: Int) -> String {
            let text = "\(Int.random(in: range, using: &random))"
            return String(repeating: "0", count: max(length - text.count, 0)) + text
        }
        let short = random.chance(20)
        let day = number(0...10_200, 4) + "-" + number(0...13, short ? 1 : 2) + "-" + number(0...32, short ? 1 : 2)
        guard random.chance(70) else { return day }
        let time = number(0...24, random.pick([1, 2])) + ":" + number(0...60, 2) + ":" + number(0...60, 2)
        let fraction = random.pick(["", "", ".", ".5", ".123456", ".1234567", ".0001"])
        let zone = random.pick(["", "", "Z", " Z", "+1", "-05:30", " +05:45", "+24:00", "-23:59", "z"])
        return day + random.pick(["T", "t", " ", "  "]) + time + fraction + zone
    }

    private func digits(_ letters: String, _ range: ClosedRange<Int>, using random: inout SeededGenerator) -> String {
        let letters = letters.map(String.init)
        return (0..<Int.random(in: range, using: &random)).map { _ in random.pick(letters) }.joined()
    }

    private func quoted(using random: inout SeededGenerator) -> String {
        let parts = ["a", "''", " ", "\"", "\\", "1", "~", "é", "#", ": ", "\n\n b", "%", "\t", "日", "😀"]
        return (0..<Int.random(in: 0...6, using: &random)).map { _ in random.pick(parts) }.joined()
    }

    private func escaped(using random: inout SeededGenerator) -> String {
        let parts = [
            "a", "\\n", "\\t", "\\\"", "\\\\", "\\x41", "\\xe9", "\\u65e5", "\\U0001F600", "\\0", "\\a", "\\e", "\\ ",
            "\\_", "\\N", "\\L", "\\P", "\\/", " ", "'", "1", "é", "\\\n  ", "\n\n", "\\q", "\\x4", "\\v", "\\b", "\\f",
        ]
        return (0..<Int.random(in: 0...6, using: &random)).map { _ in random.pick(parts) }.joined()
    }
}
