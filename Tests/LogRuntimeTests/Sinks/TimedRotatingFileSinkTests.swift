import Foundation
import LogRuntime
import TestSupport
import Testing

@Suite struct TimedRotatingFileSinkTests {
    let directory: TemporaryDirectory

    init() throws {
        directory = try TemporaryDirectory()
    }

    /// 2024-06-01T12:03:00Z.
    private let noon: Int64 = 1_717_243_380

    private func makeSink(
        _ when: String,
        backups: Int = 0,
        compatibility: Compatibility = .standard,
        injectsClock: Bool = true
    ) throws -> TimedRotatingFileSink {
        let clock = ManualClock(WallTime(seconds: noon))
        let environment = LogEnvironment(clock: injectsClock ? clock : nil, timeZone: .utc)
        return try TimedRotatingFileSink(
            FileSettings(filename: directory.file("app.log"), compatibility: compatibility),
            schedule: try RolloverSchedule(when: when, zone: .utc),
            backupCount: backups,
            environment: environment
        )
    }

    private func write(_ text: String, to sink: TimedRotatingFileSink, hours: Double) throws {
        try sink.write(text, at: WallTime(seconds: noon + Int64(hours * 3600)))
    }

    @Test func `an archive that exists already is never overwritten, and rotation goes on`() throws {
        try directory.write("of another program\n", to: "app.log.2024-06-01")
        let sink = try makeSink("midnight")
        try write("first\n", to: sink, hours: 1)
        try write("second\n", to: sink, hours: 13)
        try write("third\n", to: sink, hours: 37)
        #expect(
            directory.texts == [
                "app.log": "third\n", "app.log.2024-06-01": "of another program\n", "app.log.2024-06-01.1": "first\n",
                "app.log.2024-06-02": "second\n",
            ]
        )
    }

    @Test func `numbered archives count when the oldest are removed`() throws {
        for name in ["2024-05-30", "2024-05-30.1", "2024-05-30.10", "2024-05-30.2", "2024-05-30.x", "note"] {
            try directory.write(name, to: "app.log." + name)
        }
        let sink = try makeSink("midnight", backups: 3)
        try write("first\n", to: sink, hours: 1)
        try write("second\n", to: sink, hours: 13)
        #expect(
            directory.names == [
                "app.log", "app.log.2024-05-30.10", "app.log.2024-05-30.2", "app.log.2024-05-30.x",
                "app.log.2024-06-01",
                "app.log.note",
            ]
        )
    }

    @Test func `the day of a record decides, not the time at which it is written`() throws {
        let sink = try makeSink("midnight")
        try write("tomorrow\n", to: sink, hours: 13)
        try write("late, of today\n", to: sink, hours: 11)
        #expect(directory.texts == ["app.log.2024-06-01": "", "app.log": "tomorrow\nlate, of today\n"])
    }

    /// Writes a line each half hour through a change of the clocks.
    private func writeThroughChange(_ when: String, from start: Int64, hours: Int) throws -> [String] {
        let zone = try LogTimeZone(identifier: "Europe/Berlin")
        let clock = ManualClock(WallTime(seconds: start))
        let environment = LogEnvironment(clock: clock, timeZone: zone)
        let sink = try TimedRotatingFileSink(
            FileSettings(filename: directory.file("app.log")),
            schedule: try RolloverSchedule(when: when, zone: zone),
            backupCount: 0,
            environment: environment
        )
        let times = stride(from: start, to: start + Int64(hours) * 3600, by: 1800)
        for time in times { try sink.write("\(time)\n", at: WallTime(seconds: time)) }
        return times.map { "\($0)" }
    }

    private func lines(_ name: String) -> Int { directory.text(name)?.split(separator: "\n").count ?? 0 }

    private func allLines() -> [String] {
        directory.texts.values.flatMap { $0.split(separator: "\n").map(String.init) }.sorted()
    }

    // 2024-03-29T23:00Z and 2024-10-25T22:00Z, midnights in Berlin two days before the clocks change.
    @Test(arguments: [(1_711_753_200, "2024-03-30", "2024-03-31", 46), (1_729_893_600, "2024-10-26", "2024-10-27", 50)])
    func `a day has its 23 or 25 hours in its file when the clocks change`(
        start: Int64,
        before: String,
        day: String,
        count: Int
    ) throws {
        let written = try writeThroughChange("midnight", from: start, hours: 60)
        #expect(lines("app.log." + before) == 48)
        #expect(lines("app.log." + day) == count)
        #expect(lines("app.log") == written.count - 48 - count)
        #expect(allLines() == written)
    }

    @Test func `the hour that comes twice gets two files, and no line is lost`() throws {
        // 2024-10-26T22:00Z is the midnight before.
        let written = try writeThroughChange("H", from: 1_729_980_000, hours: 6)
        #expect(allLines() == written)
        #expect(directory.names.count == 6)
        #expect(directory.names.map(lines) == [2, 2, 2, 2, 2, 2])
    }

    @Test func `a file that is written again and again by short programs is put aside all the same`() throws {
        let before = WallTime.now().seconds
        try directory.write("of the first start\n", to: "app.log")
        let written = Date(timeIntervalSince1970: Double(before + 3000))
        try FileManager.default.setAttributes([.modificationDate: written], ofItemAtPath: directory.file("app.log"))
        let ours = try makeSink("h", injectsClock: false)
        let theirs = try makeSink("h", compatibility: .python313, injectsClock: false)
        #expect(theirs.rolloverDeadline == before + 3000 + 3600)
        // Where the file system keeps no time of making, the time of writing is all there is.
        #expect((before + 3600...before + 3610).contains(ours.rolloverDeadline))
    }

    @Test func `a file older than its interval is put aside by the first record`() throws {
        try directory.write("old\n", to: "app.log")
        let written = Date(timeIntervalSince1970: Double(noon))
        try FileManager.default.setAttributes([.modificationDate: written], ofItemAtPath: directory.file("app.log"))
        let sink = try makeSink("midnight", injectsClock: false)
        try sink.write("new\n", at: .now())
        #expect(directory.texts == ["app.log": "new\n", "app.log.2024-06-01": "old\n"])
    }

    @Test func `a file that another process has put aside is followed`() throws {
        let first = try makeSink("h")
        let second = try makeSink("h")
        try write("one\n", to: first, hours: 0.5)
        try write("two\n", to: second, hours: 0.5)
        try write("three\n", to: first, hours: 1.5)
        try write("four\n", to: second, hours: 1.5)
        #expect(directory.texts == ["app.log": "three\nfour\n", "app.log.2024-06-01_12": "one\ntwo\n"])
    }

    #if DEBUG
    @Test func `a file that cannot be put aside is written on, reported once, and tried again later`() throws {
        let sink = try makeSink("h")
        let handler = TimedRotatingFileHandler(rotating: sink)
        handler.status = StatusChannel()
        let reports = Lock<[LogFailure]>([])
        handler.status.setHook { failure in reports.withLock { $0.append(failure) } }
        let plan = FaultPlan()
        plan.add(.rename, .error(EROFS))
        try plan.run {
            try write("one\n", to: sink, hours: 2)
            try write("two\n", to: sink, hours: 2)
            try sink.write("three\n", at: WallTime(seconds: noon + 7201))
        }
        #expect(directory.texts == ["app.log": "one\ntwo\nthree\n"])
        #expect(reports.withLock { $0.map(\.isLoss) } == [false])
        #expect(reports.withLock { $0.first?.message.contains("Read-only file system") } == true)
        try write("four\n", to: sink, hours: 2.1)
        #expect(directory.texts == ["app.log": "four\n", "app.log.2024-06-01_12": "one\ntwo\nthree\n"])
    }
    #endif
}
