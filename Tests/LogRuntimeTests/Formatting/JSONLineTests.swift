import LogRuntime
import TestSupport
import Testing

/// Lines of JSON that are made around a message are those that are made of a record.
@Suite struct JSONLineTests {
    private let clock = ManualClock(WallTime(seconds: 1_717_243_380))
    private let directory: TemporaryDirectory

    init() throws {
        directory = try TemporaryDirectory()
    }

    /// Options whose lines have their message at each place that matters.
    private static let settings: [(name: String, options: JSONFormatter.Options, line: @Sendable (String) -> String)] =
        {
            func options(_ format: String, _ change: (inout JSONFormatter.Options) -> Void = { _ in })
                -> JSONFormatter.Options
            {
                var options = JSONFormatter.Options()
                options.fields = .format(format, style: "%")
                change(&options)
                return options
            }
            let usual = "%(asctime)s %(name)s %(levelname)s %(message)s"
            let start =
                #"{"asctime": "2024-06-01 12:03:00,045", "name": "shop.\u00e9", "levelname": "INFO", "message": "#
            return [
                ("usual", options(usual), { start + $0 + "}" }),
                (
                    "static fields", options(usual) { $0.staticFields = ["service": "a \"b\"", "port": 80] },
                    { start + $0 + #", "service": "a \"b\"", "port": 80}"# }
                ),
                (
                    "renamed", options("%(levelname)s %(message)s") { $0.renames = [("message", "event\n")] },
                    { #"{"levelname": "INFO", "event\n": "# + $0 + "}" }
                ),
                (
                    "in the middle", options("%(levelname)s %(message)s %(name)s"),
                    { #"{"levelname": "INFO", "message": "# + $0 + #", "name": "shop.\u00e9"}"# }
                ),
                ("first", options("%(message)s %(levelname)s"), { #"{"message": "# + $0 + #", "levelname": "INFO"}"# }),
                ("alone", options("%(message)s"), { #"{"message": "# + $0 + "}" }),
                (
                    "a date with quotes", options("%(asctime)s %(message)s") { $0.dateFormat = "%H \"Uhr\" \\é" },
                    { #"{"asctime": "12 \"Uhr\" \\\u00e9", "message": "# + $0 + "}" }
                ),
                (
                    "a timestamp", options("%(levelname)s %(message)s") { $0.timestampKey = "t" },
                    { #"{"levelname": "INFO", "message": "# + $0 + #", "t": "2024-06-01T12:03:00.045000+00:00"}"# }
                ),
                (
                    "a prefix", options("%(levelname)s %(message)s") { $0.prefix = "@cee: " },
                    { #"@cee: {"levelname": "INFO", "message": "# + $0 + "}" }
                ),
            ]
        }()

    /// Texts with a character that needs an escape, or none, near each boundary of words, and their JSON.
    private static let texts: [(text: String, json: String)] = {
        var texts: [(String, String)] = [("", #""""#)]
        for count in [1, 3, 7, 8, 9, 15, 16, 17, 31, 32, 33, 64, 200] {
            let plain = String((0..<count).map { Character(UnicodeScalar(UInt8(ascii: "a") + UInt8($0 % 26))) })
            texts.append((plain, "\"\(plain)\""))
            for (special, escaped) in [
                ("\"", #"\""#), ("\\", #"\\"#), ("\n", #"\n"#), ("\u{7F}", #"\u007f"#), ("é", #"\u00e9"#),
            ] {
                for place in Set([0, count / 2, count - 1]) {
                    let (head, tail) = (plain.prefix(place), plain.dropFirst(place + 1))
                    texts.append(("\(head)\(special)\(tail)", "\"\(head)\(escaped)\(tail)\""))
                }
            }
        }
        return texts
    }()

    @Test func `a message is escaped the first time and whenever the line's beginning is known`() throws {
        clock.set(WallTime(seconds: 1_717_243_380, nanoseconds: 45_000_000))
        for (name, options, line) in JSONLineTests.settings {
            let tree = LoggerTree(environment: LogEnvironment(clock: clock, timeZone: .utc))
            let logger = tree.logger("shop.é")
            logger.level = .info
            logger.propagates = false
            let path = directory.file("lines.log")
            let handler = try FileHandler(filename: path, mode: "w", formatter: try JSONFormatter(options))
            logger.addHandler(handler)
            var expected = ""
            for (text, json) in JSONLineTests.texts {
                for _ in 0..<2 {
                    logger.info("\(text)")
                    logger.info(text)
                    expected += line(json) + "\n" + line(json) + "\n"
                }
            }
            for _ in 0..<2 {
                logger.info("a literal")
                logger.info("a \"quoted\" literal")
                expected += line(#""a literal""#) + "\n" + line(#""a \"quoted\" literal""#) + "\n"
            }
            handler.close()
            let found = (directory.text("lines.log") ?? "").split(separator: "\n", omittingEmptySubsequences: false)
            let wanted = expected.split(separator: "\n", omittingEmptySubsequences: false)
            let difference = zip(found, wanted).first { $0 != $1 }
            #expect(found.count == wanted.count && difference == nil, "\(name): \(difference ?? ("", ""))")
        }
    }

    @Test func `where only ASCII is escaped nothing else is`() throws {
        var options = JSONFormatter.Options()
        options.fields = .format("%(name)s %(message)s", style: "%")
        options.style.isASCII = false
        let tree = LoggerTree(environment: LogEnvironment(clock: clock))
        let logger = tree.logger("shop.é")
        logger.level = .info
        logger.propagates = false
        logger.addHandler(try FileHandler(filename: directory.file("a.log"), formatter: try JSONFormatter(options)))
        for _ in 0..<2 {
            logger.info("größer \u{7F}")
            logger.info("plain enough")
        }
        let lines =
            #"{"name": "shop.é", "message": "größer \#u{7F}"}"# + "\n"
            + #"{"name": "shop.é", "message": "plain enough"}"# + "\n"
        #expect(directory.text("a.log") == lines + lines)
    }
}
