import TestSupport
import Testing

@testable import LogRuntime

/// Patterns beside Python's `time.strftime`.
@Suite(.enabled(if: CPython313.path != nil, CPython313.absence))
struct StrftimeCPythonTests {
    /// Every letter and sign with every modifier and many flags, and random patterns.
    static let patterns: [String] = {
        let letters = (33...126).compactMap { Unicode.Scalar($0).map(String.init) } + ["é", "日", "ß", " "]
        var patterns: [String] = [
            "", "%", "a%", "%-", "%^", "%10", "%E", "äöü %Y 日本", "%9999d", "%1020d%c", "%2047d%c",
        ]
        for letter in letters {
            for prefix in ["", "E", "O", "-", "_", "0", "^", "#", "12", "012", "_12", "-12", "^12", "#012", "3", "_4E"]
            {
                patterns.append("<%\(prefix)\(letter)>")
            }
        }
        var random = SeededGenerator(seed: 2)
        let flags = ["_", "-", "0", "^", "#", "5", "1", "20", "E", "O", ""]
        for _ in 0..<3000 {
            var pattern = ""
            for _ in 0..<Int.random(in: 1...4, using: &random) {
                pattern += ["", "%", "x", "ü"].randomElement(using: &random) ?? ""
                pattern += "%"
                for _ in 0..<Int.random(in: 0...3, using: &random) {
                    pattern += flags.randomElement(using: &random) ?? ""
                }
                pattern += letters.randomElement(using: &random) ?? ""
            }
            patterns.append(pattern)
        }
        return patterns
    }()

    @Test(arguments: ["America/New_York", "Asia/Kolkata", "<-0330>3:30:15", "UTC"])
    func `a pattern gives the text of Python's strftime`(_ name: String) throws {
        let zone = try LogTimeZone(identifier: name)
        var random = SeededGenerator(seed: 3)
        var cases: [(pattern: String, seconds: Int64)] = []
        for pattern in StrftimeCPythonTests.patterns {
            cases.append((pattern, .random(in: -2_208_988_800...4_102_444_800, using: &random)))
            cases.append((pattern, .random(in: -70_000_000_000...300_000_000_000, using: &random)))
        }
        // Turns of the year, where weeks and years part.
        for year in 1995...2030 {
            for day in -4...4 {
                let reading = CivilTime(year: year, month: 1, day: day, hour: 12)
                cases.append(("%G-%g-V%V-U%U-W%W-%u%w-%j-%y-%C", zone.seconds(of: reading)))
            }
        }
        let script = """
            import sys, time
            for line in sys.stdin.read().split('\\n'):
                seconds, pattern = line.split('|', 1)
                print(time.strftime(pattern, time.localtime(int(seconds))).encode().hex())
            """
        let expected = try CPython313.run(
            script: script,
            zone: name,
            input: cases.map { "\($0.seconds)|\($0.pattern)" }
        )
        #expect(expected.count == cases.count)
        for ((pattern, seconds), hex) in zip(cases, expected) {
            let text = StrftimeFormat(pattern).string(WallTime(seconds: seconds), in: zone)
            let wanted = CPython313.text(hex)
            #expect(text == wanted, "'\(pattern)' at \(seconds) in \(name)")
        }
    }

    @Test func `UTC gives the text of gmtime`() throws {
        let script = """
            import time
            print(time.strftime('%c %z %Z', time.gmtime(1700000000)))
            """
        let expected = try CPython313.run(script: script, zone: "America/New_York", input: [])
        #expect([StrftimeFormat("%c %z %Z").string(WallTime(seconds: 1_700_000_000), in: .utc)] == expected)
    }
}
