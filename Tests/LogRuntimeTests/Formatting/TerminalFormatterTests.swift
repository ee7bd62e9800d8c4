import TestSupport
import Testing

@testable import LogRuntime

struct TerminalFormatterTests {
    /// What a formatter makes of a record for a terminal.
    private func text(_ formatter: (any Formatter)?, _ record: SampleRecord) -> String? {
        var buffer = ByteBuffer()
        do {
            let terminal = TerminalFormatter(formatter)
            try record.withRecord { (record) throws(FormattingError) in try terminal.format(record, into: &buffer) }
        } catch {
            return nil
        }
        return buffer.string()
    }

    @Test(
        arguments: [
            ("plain\ttext\nof two lines", "plain\ttext\nof two lines"),
            ("Grüße, 世界 🌍 e\u{301}", "Grüße, 世界 🌍 e\u{301}"),
            ("\u{1B}[2J\u{1B}]0;title\u{7}", "\\x1b[2J\\x1b]0;title\\x07"),
            ("over\rthere\u{8}\u{7F}", "over\\rthere\\x08\\x7f"),
            ("\u{9B}31m", "\\x9b31m"),
            ("user\u{202E}txt.exe", "user\\u202etxt.exe"),
        ]
    )
    func `what a message commands is shown, and lines stay lines`(message: String, shown: String) {
        #expect(text(nil, SampleRecord(text: message)) == shown)
    }

    @Test func `every text of the record is made harmless, and the formatter's own colours are not`() throws {
        let format = "\u{1B}[31m%(levelname)s\u{1B}[0m %(name)s %(user)s %(message)s"
        var record = SampleRecord(
            name: "shop\u{1B}c",
            text: "%s",
            arguments: .positional(["\u{1B}[2J"]),
            extra: ["user": "eve\u{1B}[1m"]
        )
        record.exceptionText = "E\u{1B}x\n  at y"
        record.stackText = "S\u{9B}"
        let line = text(try TextFormatter(format: format), record)
        #expect(
            line == "\u{1B}[31mWARNING\u{1B}[0m shop\\x1bc eve\\x1b[1m \\x1b[2J\nE\\x1bx\n  at y\nS\\x9b"
        )
    }

    @Test func `a structured message and JSON stay what they are`() throws {
        let record = SampleRecord(object: ["event": "a\u{1B}b"])
        #expect(text(try JSONFormatter(), record)?.contains(#""event": "a\u001bb""#) == true)
    }

    @Test func `a mistake in the arguments is the formatter's`() {
        #expect(text(nil, SampleRecord(text: "%d\u{1B}", arguments: .positional(["x"]))) == nil)
    }
}
