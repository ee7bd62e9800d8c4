import Foundation
import LogRuntime
import TestSupport
import Testing

@Suite struct RotatingFileSinkTests {
    let directory: TemporaryDirectory

    init() throws {
        directory = try TemporaryDirectory()
    }

    private func makeSink(_ maximumSize: Int = 10, backups: Int = 2) throws -> RotatingFileSink {
        let settings = FileSettings(filename: directory.file("app.log"))
        return try RotatingFileSink(settings, maximumSize: maximumSize, backupCount: backups)
    }

    /// A handler with a status channel of its own.
    private func makeHandler(_ maximumSize: Int = 10, backups: Int = 2) throws -> RotatingFileHandler {
        let handler = RotatingFileHandler(rotating: try makeSink(maximumSize, backups: backups))
        handler.status = StatusChannel()
        return handler
    }

    @Test func `a line with which the file would reach its limit goes to the next file`() throws {
        let sink = try makeSink()
        for text in ["1234\n", "678\n", "9\n", "abcdefghijklmno\n", "x\n"] { try sink.write(text) }
        #expect(directory.texts == ["app.log": "x\n", "app.log.1": "abcdefghijklmno\n", "app.log.2": "9\n"])
    }

    @Test func `bytes count, not characters`() throws {
        let sink = try makeSink()
        try sink.write("ééé\n")
        try sink.write("é\n")
        #expect(directory.texts == ["app.log": "é\n", "app.log.1": "ééé\n"])
    }

    @Test func `with a limit the mode is a, so that a restart loses nothing`() throws {
        try directory.write("before\n", to: "app.log")
        let settings = FileSettings(filename: directory.file("app.log"), mode: "w")
        let sink = try RotatingFileSink(settings, maximumSize: 100, backupCount: 1)
        try sink.write("after\n")
        #expect(sink.settings.mode == "a")
        #expect(directory.text("app.log") == "before\nafter\n")
    }

    @Test func `a file that another program has removed is made again`() throws {
        let sink = try makeSink(1000)
        try sink.write("one\n")
        unlink(directory.file("app.log"))
        // Every so many lines the path is examined.
        for _ in 0..<200 { try sink.write("line\n", at: WallTime(seconds: 0)) }
        #expect(directory.text("app.log")?.hasPrefix("line\n") == true)
    }

    @Test func `growth by another program counts`() throws {
        let sink = try makeSink(100)
        try sink.write("one\n")
        let other = try FileSink(FileSettings(filename: directory.file("app.log")))
        try other.write(String(repeating: "x", count: 200) + "\n")
        for _ in 0..<10 { try sink.write("0123456789\n", at: .now()) }
        #expect(directory.names.count > 1)
    }

    @Test func `a device is written to and never put aside`() throws {
        let settings = FileSettings(filename: "/dev/null")
        let sink = try RotatingFileSink(settings, maximumSize: 5, backupCount: 2)
        for _ in 0..<10 { try sink.write("0123456789\n") }
        #expect(sink.isOpen)
        #expect(!FileManager.default.fileExists(atPath: "/dev/null.1"))
    }

    @Test func `lines of several threads are whole and all there through many rotations`() throws {
        let sink = try makeSink(2000, backups: 1000)
        let threads = (0..<4).map { writer in
            Thread {
                for number in 0..<1000 { try? sink.write(LineCollection.line("t\(writer)", number) + "\n") }
            }
        }
        for thread in threads { thread.start() }
        while !threads.allSatisfy(\.isFinished) { usleep(1000) }
        var found = LineCollection()
        for name in directory.names { found.add(directory.text(name) ?? "") }
        found.expectAll(of: (0..<4).map { "t\($0)" }, count: 1000)
        #expect(directory.names.count > 50)
        #expect(directory.names.allSatisfy { (directory.data($0)?.count ?? 0) < 2000 })
    }

    @Test func `two sinks of one process on one file agree`() throws {
        let sinks = [try makeSink(2000, backups: 1000), try makeSink(2000, backups: 1000)]
        for number in 0..<1000 {
            for (writer, sink) in sinks.enumerated() {
                try sink.write(LineCollection.line("s\(writer)", number) + "\n")
            }
        }
        var found = LineCollection()
        for name in directory.names { found.add(directory.text(name) ?? "") }
        found.expectAll(of: ["s0", "s1"], count: 1000)
    }

    #if DEBUG
    @Test func `a file that cannot be put aside is written on, reported once, and tried again later`() throws {
        let handler = try makeHandler()
        let reports = Lock<[LogFailure]>([])
        handler.status.setHook { failure in reports.withLock { $0.append(failure) } }
        let sink = try #require(handler.rotatingSink)
        let plan = FaultPlan()
        plan.add(.rename, .error(EACCES))
        try plan.run {
            for second in 0..<9 { try sink.write("line \(second)\n", at: WallTime(seconds: Int64(second))) }
        }
        #expect(directory.names == ["app.log"])
        #expect(directory.text("app.log")?.split(separator: "\n").count == 9)
        let path = directory.file("app.log")
        #expect(
            reports.withLock { $0.map(\.message) } == ["cannot rename '\(path)': Permission denied (to '\(path).1')"]
        )
        #expect(reports.withLock { $0.map(\.isLoss) } == [false])
        #expect(handler.failureCount == 0)
        // Attempts were made at the seconds 1, 2, 4 and 8; the next one is due after 8 more.
        try sink.write("still\n", at: WallTime(seconds: 15))
        #expect(directory.names == ["app.log"])
        try sink.write("new\n", at: WallTime(seconds: 16))
        #expect(directory.names == ["app.log", "app.log.1"])
        #expect(directory.text("app.log") == "new\n")
    }

    @Test func `a new file that cannot be made leaves the lines in the old one`() throws {
        let handler = try makeHandler()
        let reports = Lock<[String]>([])
        handler.status.setHook { failure in reports.withLock { $0.append(failure.message) } }
        let sink = try #require(handler.rotatingSink)
        try sink.write("one two\n", at: WallTime(seconds: 1))
        let plan = FaultPlan()
        plan.add(.open, .error(EMFILE))
        try plan.run {
            try sink.write("three\n", at: WallTime(seconds: 1))
            try sink.write("four\n", at: WallTime(seconds: 1))
        }
        #expect(directory.texts == ["app.log.1": "one two\nthree\nfour\n"])
        #expect(reports.withLock { $0 } == ["cannot open '\(directory.file("app.log"))': Too many open files"])
        try sink.write("five\n", at: WallTime(seconds: 3))
        #expect(directory.texts == ["app.log": "five\n", "app.log.1": "one two\nthree\nfour\n"])
    }
    #endif
}
