import Foundation
import TestSupport
import Testing

@testable import LogRuntime

@Suite("Records that mean harm")
struct HostileRecordTests {
    /// A way to write JSON, by its name.
    struct Writer: Sendable, CustomTestStringConvertible {
        let testDescription: String
        let formatter: any LogRuntime.Formatter
    }

    private static let writers: [Writer] = {
        var plain = JSONFormatter.Options()
        plain.style.isASCII = false
        let made: [(String, (any LogRuntime.Formatter)?)] =
            [
                ("json", try? JSONFormatter()), ("json in UTF-8", try? JSONFormatter(plain)),
                ("orjson", try? CompactJSONFormatter(spelling: .orjson)),
                ("msgspec", try? CompactJSONFormatter(spelling: .msgspec)),
            ] + JSONPreset.allCases.map { ($0.rawValue, JSONPresetFormatter($0)) }
        return made.compactMap { name, formatter in
            formatter.map { Writer(testDescription: name, formatter: $0) }
        }
    }()

    /// The line that a formatter makes of a record.
    private func line(
        _ formatter: any LogRuntime.Formatter,
        _ message: [UInt8],
        extra: LogObject = [:],
        exception: String? = nil
    ) throws -> [UInt8] {
        var line: [UInt8] = []
        let environment = LogEnvironment(timeZone: .utc)
        defer { withExtendedLifetime(environment) {} }
        try message.withUnsafeBytes { bytes in
            var record = LogRecord(
                loggerName: RawText("shop"),
                level: .info,
                levelText: RawText("INFO"),
                time: WallTime(seconds: 1),
                text: bytes.baseAddress.map { RawText(start: $0, count: bytes.count) } ?? RawText(""),
                extra: extra,
                origin: LogRecord.Origin(
                    file: RawText("a.swift"),
                    function: RawText("f"),
                    line: 1,
                    threadIdentifier: 1,
                    isMainThread: true
                ),
                environment: .passUnretained(environment)
            )
            record.exceptionText = exception
            var buffer = ByteBuffer()
            try formatter.format(record, into: &buffer)
            line = Array(buffer.bytes)
        }
        return line
    }

    private func object(_ line: [UInt8]) throws -> [String: Any] {
        try #require(try JSONSerialization.jsonObject(with: Data(line)) as? [String: Any])
    }

    @Test(arguments: writers)
    func `JSON is one valid line whatever the texts are`(writer: Writer) throws {
        let every = (0...0xFF).map { UInt8($0) }
        let messages: [[UInt8]] = [
            every, every.reversed(), Array("a\nb\r\nc\0\u{1B}[2J\u{2028}\u{85}".utf8), [0xED, 0xA0, 0x80],
            [0xF4, 0x90], [0xC0, 0x80], [],
        ]
        for message in messages {
            let extra: LogObject = ["\n\"\u{1B}": .string(String(decoding: message, as: UTF8.self)), "message": "x"]
            let line = try line(writer.formatter, message, extra: extra, exception: "E\n{}\"\u{0}")
            _ = try object(line)
            #expect(!line.contains(0x0A))
        }
    }

    @Test(arguments: writers)
    func `values nested ten thousand deep are cut, and the line is JSON`(writer: Writer) throws {
        let deep = (0..<10_000).reduce(LogValue.null) { value, depth in depth % 2 == 0 ? [value] : ["d": value] }
        let line = try line(writer.formatter, Array("deep".utf8), extra: ["deep": deep])
        _ = try object(line)
        #expect(line.count < 8000)
    }

    @Test(arguments: ["", "-", "+1", "007", "1,\"forged\":2", "1\n2", "1e5", "٣"])
    func `digits that are none are a text`(digits: String) throws {
        for writer in HostileRecordTests.writers where writer.testDescription != "gelf" {
            _ = try object(try line(writer.formatter, [], extra: ["user": .digits(digits)]))
        }
        var pickle = ByteBuffer()
        pickle.append(json: .array([.digits(digits)]))
        let shown = try JSONSerialization.jsonObject(with: Data(Array(pickle.bytes))) as? [String]
        #expect(shown == [digits])
        #expect(PythonInteger(.digits(digits)) == nil || ["+1", "007"].contains(digits))
    }

    @Test func `an orderly integer keeps its digits`() throws {
        for digits in ["0", "-1", "18446744073709551616", "-99999999999999999999"] {
            var buffer = ByteBuffer()
            buffer.append(json: .digits(digits))
            #expect(buffer.string() == digits)
        }
    }

    @Test func `a message of 100 MB is written whole, and cut where there is a limit`() throws {
        let directory = try TemporaryDirectory()
        let size = 100 << 20
        let message = String(repeating: "x", count: size)
        let tree = LoggerTree()
        tree.root.level = .info
        let whole = try FileHandler(filename: directory.file("whole.log"))
        let cut = try FileHandler(filename: directory.file("cut.log"))
        cut.formatter = SafeFormatter(try TextFormatter(format: "%(levelname)s %(message)s"))
        tree.root.handlers = [whole, cut]
        tree.root.info("\(message)")
        tree.root.info("after")
        #expect(whole.failureCount == 0)
        #expect(FileStatus.ofExisting(directory.file("whole.log"))?.size == size + 1 + "after\n".utf8.count)
        let shown = try #require(directory.text("cut.log"))
        #expect(shown.hasSuffix("x… [cut: \(size) bytes, 65536 shown]\nINFO after\n"))
        #expect(shown.utf8.count < 66_000)
    }

    @Test func `structured data cannot end a syslog message`() throws {
        let network = RecordingNetwork()
        let environment = LogEnvironment(
            clock: nil,
            timeZone: .utc,
            process: ProcessIdentity(),
            files: FileNaming(),
            network: network
        )
        let tree = LoggerTree(environment: environment)
        var settings = SysLogProtocol.rfc5424
        settings.framing = .newline
        tree.root.handlers = [try SysLogHandler(transport: .stream, settings: settings, environment: environment)]
        tree.root.error("one", extra: ["user": "7\n<14>1 - forged - - - - two"])
        let sent = network.messages.map(\.text).joined()
        #expect(sent.count { $0 == "\n" } == 1)
        #expect(sent.hasSuffix(" one\n"))
        #expect(sent.contains("user=\"7 <14>1 - forged"))
    }

    @Test func `a journal whose table of lines is nonsense, with sums that fit, loses the batch and no more`() throws {
        let directory = try TemporaryDirectory()
        let layout = QueueLayout(capacity: 0)
        let path: String
        do {
            let journal = try Journal.make(directory.file("j"), logPath: directory.file("app.log"), layout: layout)
            path = journal.path
            for text in ["in the batch\n", "another\n"] {
                var text = text
                text.withUTF8 { _ = journal.batch.append(UnsafeRawBufferPointer($0), at: WallTime(seconds: 1)) }
            }
            journal.batch.lines[0].end = 4_000_000
            var line = "in the ring\n"
            line.withUTF8 { bytes in
                let position = journal.memory.ring.claim(RingEntry.space(forPayload: bytes.count), limit: 1 << 16)
                journal.memory.ring.publish(position, line: UnsafeRawBufferPointer(bytes), at: WallTime(seconds: 1))
            }
            journal.begin(upTo: 0)
        }
        let report = try JournalRecovery.recover(try Journal.takeOver(path))
        #expect(report.failure == nil)
        #expect(report.lineCount == 1)
        #expect(directory.text("app.log") == "in the ring\n")
        #expect(directory.names == ["app.log"])
    }
}
