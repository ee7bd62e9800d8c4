import TestSupport
import Testing

@testable import LogRuntime

/// Random formats with random records, beside CPython's `logging.Formatter`.
@Suite(.enabled(if: CPython313.path != nil, CPython313.absence))
struct TextFormatterDifferentialTests {
    @Test(arguments: Fuzz.seeds)
    func `random formats of all styles give CPython's lines or errors`(_ seed: UInt64) throws {
        var random = SeededGenerator(seed: seed)
        var cases: [TextFormatterCPythonTests.Case] = []
        for _ in 0..<Fuzz.count {
            let style = random.pick(FormatStyle.allCases)
            var example = TextFormatterCPythonTests.Case()
            example.format = format(style, using: &random)
            example.dateFormat = random.chance(30) ? random.pick(["%H:%M", "%d/%b/%y %Z", "%%%j é", "%s|%p"]) : nil
            example.style = style
            example.validate = random.chance(50)
            if random.chance(30) {
                example.defaults = SampleRecord.object(named: SampleRecord.ownNames + ["nope"], using: &random)
            }
            example.record = .random(using: &random)
            cases.append(example)
        }
        try TextFormatterCPythonTests().check(cases, zone: random.pick(["UTC", "Asia/Kathmandu", "America/St_Johns"]))
    }

    private func format(_ style: FormatStyle, using random: inout SeededGenerator) -> String {
        let names =
            [
                "message", "name", "levelname", "levelno", "lineno", "asctime", "msecs", "created", "taskName",
                "process",
                "thread", "threadName", "filename", "module", "pathname", "funcName", "relativeCreated", "msg",
                "exc_text", "stack_info", "processName", "nope",
            ] + SampleRecord.ownNames
        var format = ""
        for _ in 0..<Int.random(in: 1...5, using: &random) {
            // A tuple is shown as text, and cannot be told what else Python's tuples would do.
            let arguments = ["%": "%(args)s", "{": "{args}", "$": "$args"][style.rawValue] ?? ""
            format += random.chance(5) ? arguments : field(random.pick(names), style, using: &random)
            format += random.pick(["", " ", " - ", "é", "a literal text of some length", "%%", "{{", "}}", "$$", "\n"])
        }
        return format
    }

    /// One field; width and precision stay small, as Python takes them at their word.
    private func field(_ name: String, _ style: FormatStyle, using random: inout SeededGenerator) -> String {
        let width = random.pick(["", "", "1", "5", "12", "30"])
        let precision = random.pick(["", "", ".0", ".1", ".3", ".17"])
        switch style {
        case .percent:
            let flags = (0..<Int.random(in: 0...2, using: &random)).map { _ in random.pick(["-", "0", "+", "#", " "]) }
            return "%(\(name))\(flags.joined())\(width)\(precision)"
                + random.pick(Array("ssssdifgexorac").map(String.init))
        case .brace:
            let conversion = random.pick(["", "", "", "!r", "!s", "!a"])
            let specification =
                random.pick(["", "", "<", ">", "^", "=", "*^", "é>", "0="]) + random.pick(["", "", "+", "-", " "])
                + random.pick(["", "", "", "#", "z"]) + random.pick(["", "", "0"]) + width
                + random.pick(["", "", "", ",", "_"]) + precision
                + random.pick(["", "", "s", "d", "f", "e", "g", "x", "b", "c", "n", "%"])
            return "{\(name)\(conversion)" + (specification.isEmpty ? "}" : ":\(specification)}")
        case .dollar: return random.chance(50) ? "$\(name)" : "${\(name)}"
        }
    }
}
