import Testing

@testable import LogRuntime

/// Columns beside those of rich's handler, for messages that fit.
@Suite(.enabled(if: ThirdPartyPackages.isPresent("rich"), "needs CPython 3.13 with rich"))
struct RichHandlerCPythonTests {
    private static let records: [SampleRecord] = [
        SampleRecord(), SampleRecord(level: .info, levelName: "INFO", text: "within the same second"),
        SampleRecord(text: "first line\nsecond line\n\nfourth"), SampleRecord(text: "é 日本 e\u{301} end"),
        SampleRecord(text: "a\tb\tc"), SampleRecord(text: "[bold]x[/bold]"),
        SampleRecord(text: "later", time: WallTime(seconds: 1_700_000_001, nanoseconds: 0)),
        SampleRecord(level: .error, levelName: "ERROR", text: "failed", exceptionText: "Error: no\n  at x"),
        SampleRecord(level: .critical, levelName: "CRITICAL", text: "%s of %d", arguments: .positional(["a", 3])),
        SampleRecord(level: Level(rawValue: 25), levelName: "A LONG LEVEL", text: "x", line: 0),
        SampleRecord(level: .debug, levelName: "DEBUG", text: "back", path: "main.swift"),
    ].map { record in
        // Python's float holds no more than microseconds, and rounds them.
        var record = record
        record.time = WallTime(seconds: record.time.seconds, nanoseconds: record.time.nanoseconds / 1000 * 1000)
        return record
    }

    @Test(arguments: [
        ("", "None"), ("show_path=False", "None"), ("show_time=False", "None"),
        ("show_time=False, show_level=False", "None"), ("omit_repeated_times=False", "None"),
        ("log_time_format='%H:%M:%S.%f'", "None"), ("log_time_format='[%X]'", "'%d/%m/%Y'"),
    ])
    func `messages that fit are laid out as rich does`(_ arguments: String, _ dateFormat: String) throws {
        var options = RichHandler.Options()
        options.showsPath = !arguments.contains("show_path")
        options.showsTime = !arguments.contains("show_time")
        options.showsLevel = !arguments.contains("show_level")
        options.omitsRepeatedTimes = !arguments.contains("omit_repeated_times")
        if arguments.contains("%f") { options.timeFormat = "%H:%M:%S.%f" }
        if arguments.contains("[%X]") { options.timeFormat = "[%X]" }
        let script = """
            import io, sys
            from rich.console import Console
            from rich.logging import RichHandler
            \(SampleRecord.prelude)
            file = io.StringIO()
            handler = RichHandler(console=Console(file=file, width=80), \(arguments))
            handler.setFormatter(logging.Formatter('%(message)s', \(dateFormat)))
            for line in sys.stdin.read().split('\\n'): handler.emit(eval(line))
            print('\\n'.join(line.rstrip() for line in file.getvalue().split('\\n')), end='')
            """
        let expected = try CPython313.run(
            script: script,
            zone: "UTC",
            input: RichHandlerCPythonTests.records.map(\.expression)
        )
        let sink = CollectingSink()
        let pattern = dateFormat == "None" ? nil : "%d/%m/%Y"
        let formatter = try TextFormatter(format: "%(message)s", dateFormat: pattern)
        let handler = RichHandler(sink: sink, options: options, formatter: formatter)
        for record in RichHandlerCPythonTests.records {
            var stored: StoredRecord?
            try record.withRecord { stored = StoredRecord($0) }
            stored?.withRecord { _ = handler.handle(&$0) }
        }
        #expect(handler.failureCount == 0)
        #expect(sink.lines == expected)
    }
}

/// Layouts of our own, for which no Python is needed.
@Suite("Columns of a rich handler")
struct RichHandlerTests {
    private func lines(_ records: [SampleRecord], _ change: (inout RichHandler.Options) -> Void = { _ in }) -> [String]
    {
        var options = RichHandler.Options()
        change(&options)
        let sink = CollectingSink()
        let handler = RichHandler(sink: sink, options: options)
        for record in records {
            var stored: StoredRecord?
            _ = try? record.withRecord { stored = StoredRecord($0) }
            stored?.withRecord { _ = handler.handle(&$0) }
        }
        return sink.lines
    }

    @Test func `a long message stays one line with the path behind it`() {
        let long = String(repeating: "word ", count: 20) + "end"
        #expect(lines([SampleRecord(text: long)]) == ["[11/14/23 22:13:20] WARNING  \(long) Cart.swift:42"])
    }

    @Test func `an empty message has its path, too`() {
        let padding = String(repeating: " ", count: 38)
        #expect(lines([SampleRecord(text: "")]) == ["[11/14/23 22:13:20] WARNING  \(padding)Cart.swift:42"])
    }

    @Test func `time, level and path have colours on a terminal`() {
        let found = lines([SampleRecord(level: .error, levelName: "ERROR", text: "x")]) { options in
            options.hasColors = true
            options.width = 10
        }
        let wanted =
            "\u{1B}[2;36m[11/14/23 22:13:20]\u{1B}[0m \u{1B}[1;31mERROR\u{1B}[0m    x \u{1B}[2mCart.swift:42\u{1B}[0m"
        #expect(found == [wanted])
    }
}

/// Keeps lines.
private final class CollectingSink: Sink {
    private let text = Lock<String>("")

    var lines: [String] {
        let all = text.withLock { $0 }
        return all.split(separator: "\n", omittingEmptySubsequences: false).dropLast().map(String.init)
    }

    func write(_ bytes: UnsafeRawBufferPointer, at time: WallTime) throws(SinkError) {
        let added = String(decoding: bytes, as: UTF8.self)
        text.withLock { $0 += added }
    }

    func flush() throws(SinkError) {}
    func close() {}
}
