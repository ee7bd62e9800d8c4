import LogRuntime
import TestSupport
import Testing

@Suite struct SafeFormatterTests {
    let directory: TemporaryDirectory

    init() throws {
        directory = try TemporaryDirectory()
    }

    /// What a file holds after one message.
    private func text(_ limit: Int = SafeFormatter.defaultLimit, _ body: (Logger) -> Void) throws -> String? {
        let plain = try TextFormatter(format: "%(levelname)s %(message)s")
        let handler = try FileHandler(filename: directory.file("app.log"))
        handler.formatter = SafeFormatter(plain, limit: limit)
        let logger = LoggerTree().logger("test")
        logger.level = .debug
        logger.propagates = false
        logger.addHandler(handler)
        body(logger)
        handler.close()
        return directory.text("app.log")
    }

    @Test(
        arguments: [
            ("plain text\twith a tab", "plain text\twith a tab"),
            ("over\nINFO forged", "over\\nINFO forged"),
            ("over\r\nINFO forged", "over\\r\\nINFO forged"),
            ("a\u{1B}[2Jb", "a\\x1b[2Jb"),
            ("a\u{9B}2Jb", "a\\x9b2Jb"),
            ("a\0b\u{7F}", "a\\x00b\\x7f"),
            ("a\u{2028}b\u{85}c", "a\\u2028b\\x85c"),
            ("user\u{202E}txt.exe", "user\\u202etxt.exe"),
            ("Grüße, 世界 🌍", "Grüße, 世界 🌍"),
            ("C:\\new", "C:\\new"),
            ("", ""),
        ]
    )
    func `a message is one line and shows what is in it`(_ message: String, _ shown: String) throws {
        #expect(try text { $0.info("\(message)") } == "INFO \(shown)\n")
    }

    @Test func `a long message is cut between characters and says so`() throws {
        let message = String(repeating: "ü", count: 50)
        let shown = String(repeating: "ü", count: 5)
        #expect(try text(11) { $0.info("\(message)") } == "INFO \(shown)… [cut: 100 bytes, 10 shown]\n")
    }

    @Test func `a message of exactly the limit is whole`() throws {
        #expect(try text(5) { $0.info("12345") } == "INFO 12345\n")
    }

    @Test func `without a limit everything is shown`() throws {
        let message = String(repeating: "x", count: 200_000)
        #expect(try text(0) { $0.info("\(message)") } == "INFO \(message)\n")
    }

    @Test func `an error's text cannot pass for a record`() throws {
        struct Hostile: Error, CustomStringConvertible {
            var description: String { "first\nINFO forged\u{1B}[0m" }
        }
        let text = try #require(try text { $0.error("failed", error: Hostile()) })
        let lines = text.split(separator: "\n")
        #expect(lines.first == "ERROR failed")
        #expect(lines.count > 1)
        #expect(lines.dropFirst().allSatisfy { $0.hasPrefix("    ") })
        #expect(text.hasSuffix("INFO forged\\x1b[0m\n"))
    }
}
