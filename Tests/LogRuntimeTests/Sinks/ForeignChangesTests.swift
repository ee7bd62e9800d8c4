import Foundation
import LogRuntime
import TestSupport
import Testing

/// What others do to a log's files: `logrotate`, a directory that goes and comes back, a second handler.
@Suite struct ForeignChangesTests {
    let directory: TemporaryDirectory
    private let files = FileManager.default
    private let start = WallTime(seconds: 1_700_000_000)

    init() throws {
        directory = try TemporaryDirectory()
    }

    private func settings(_ name: String = "app.log") -> FileSettings {
        FileSettings(filename: directory.file(name))
    }

    private func rotating(_ name: String = "app.log", size: Int = 100, backups: Int = 5) throws -> RotatingFileSink {
        try RotatingFileSink(settings(name), maximumSize: size, backupCount: backups)
    }

    private func putAside() throws {
        try files.moveItem(atPath: directory.file("app.log"), toPath: directory.file("app.log.old"))
    }

    @Test func `a watched file is made anew when it was renamed`() throws {
        let sink = try WatchedFileSink(settings())
        try sink.write("one\n")
        try putAside()
        try sink.write("two\n")
        #expect(directory.text("app.log.old") == "one\n")
        #expect(directory.text("app.log") == "two\n")
    }

    @Test func `a plain file is written on under its new name`() throws {
        let sink = try FileSink(settings())
        try sink.write("one\n")
        try putAside()
        try sink.write("two\n")
        #expect(directory.names == ["app.log.old"])
        #expect(directory.text("app.log.old") == "one\ntwo\n")
    }

    @Test func `a rotating file follows its path within a tenth of a second`() throws {
        let sink = try rotating()
        try sink.write("one\n", at: start)
        try putAside()
        try sink.write("two\n", at: WallTime(seconds: start.seconds, nanoseconds: 100_000_000))
        #expect(directory.text("app.log.old") == "one\n")
        #expect(directory.text("app.log") == "two\n")
    }

    @Test(arguments: ["plain", "watched", "rotating", "timed"])
    func `a file that was emptied goes on at its beginning`(kind: String) throws {
        let sink: any Sink =
            switch kind {
            case "watched": try WatchedFileSink(settings())
            case "rotating": try rotating()
            case "timed":
                try TimedRotatingFileSink(
                    settings(),
                    schedule: try RolloverSchedule(when: "D", interval: 1, utc: true, atTime: nil, zone: .utc),
                    backupCount: 5
                )
            default: try FileSink(settings())
            }
        let now = WallTime.now()
        try sink.write(String(repeating: "x", count: 90) + "\n", at: now)
        #expect(truncate(directory.file("app.log"), 0) == 0)
        try sink.write("twelve bytes\n", at: now)
        #expect(directory.names == ["app.log"])
        #expect(directory.text("app.log") == "twelve bytes\n")
    }

    @Test(arguments: ["watched", "rotating"])
    func `lines outlive a directory that goes, and follow it when it comes back`(kind: String) throws {
        let folder = directory.file("logs")
        try files.createDirectory(atPath: folder, withIntermediateDirectories: false)
        let sink: any Sink =
            kind == "watched" ? try WatchedFileSink(settings("logs/app.log")) : try rotating("logs/app.log")
        try sink.write("one\n", at: start)
        try files.moveItem(atPath: folder, toPath: directory.file("gone"))
        try sink.write("two\n", at: WallTime(seconds: start.seconds + 1))
        try sink.write("three\n", at: WallTime(seconds: start.seconds + 2))
        #expect(directory.text("gone/app.log") == "one\ntwo\nthree\n")
        try files.createDirectory(atPath: folder, withIntermediateDirectories: false)
        try sink.write("four\n", at: WallTime(seconds: start.seconds + 100))
        #expect(directory.text("logs/app.log") == "four\n")
        #expect(directory.text("gone/app.log") == "one\ntwo\nthree\n")
    }

    @Test func `two handlers on one file in one process lose and double nothing`() throws {
        let first = try rotating(size: 500, backups: 100)
        let second = try rotating(size: 500, backups: 100)
        for number in 0..<300 {
            try first.write(LineCollection.line("first", number) + "\n")
            try second.write(LineCollection.line("second", number) + "\n")
        }
        var found = LineCollection()
        for name in directory.names { found.add(directory.text(name) ?? "") }
        found.expectAll(of: ["first", "second"], count: 300)
    }

    @Test func `a clock that is set back a year does not keep a file from being put aside`() throws {
        let sink = try rotating()
        let line = String(repeating: "x", count: 60) + "\n"
        try sink.write(line, at: start)
        try sink.write(line, at: WallTime(seconds: start.seconds - 31_536_000))
        try sink.write(line, at: start)
        #expect(directory.names == ["app.log", "app.log.1", "app.log.2"])
    }
}
