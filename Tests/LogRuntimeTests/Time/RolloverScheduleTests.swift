import Testing

@testable import LogRuntime

struct RolloverScheduleTests {
    /// The zone that CPython's own tests use.
    private static func newYork() throws -> LogTimeZone { try LogTimeZone(posix: "EST+05EDT,M3.2.0,M11.1.0") }

    /// An instant that is written as UTC.
    private static func utc(_ month: Int, _ day: Int, _ hour: Int = 0, _ minute: Int = 0, _ second: Int = 0) -> Int64 {
        let reading = CivilTime(year: 2024, month: month, day: day, hour: hour, minute: minute, second: second)
        return LogTimeZone.utc.seconds(of: reading)
    }

    @Test(arguments: [
        ("s", "S", 1.0, "%Y-%m-%d_%H-%M-%S"), ("M", "M", 60, "%Y-%m-%d_%H-%M"), ("h", "H", 3600, "%Y-%m-%d_%H"),
        ("d", "D", 86400, "%Y-%m-%d"), ("midnight", "MIDNIGHT", 86400, "%Y-%m-%d"), ("w6", "W6", 604_800, "%Y-%m-%d"),
    ])
    func `the unit decides interval and suffix, whatever its case`(
        when: String,
        name: String,
        interval: Double,
        suffix: String
    ) throws {
        let schedule = try RolloverSchedule(when: when, interval: 3)
        #expect(schedule.when == name)
        #expect(schedule.interval == 3 * interval)
        #expect(schedule.suffix == suffix)
        #expect(schedule.dayOfWeek == (name == "W6" ? 6 : nil))
    }

    @Test func `a schedule is hourly by default`() throws {
        let schedule = try RolloverSchedule()
        #expect(schedule.when == "H")
        #expect(schedule.interval == 3600)
        #expect(!schedule.utc)
        #expect(schedule.atTime == nil)
    }

    @Test(arguments: [
        ("z", "Invalid rollover interval specified: Z"),
        ("", "Invalid rollover interval specified: "),
        ("w9", "Invalid day specified for weekly rollover: W9"),
        ("W/", "Invalid day specified for weekly rollover: W/"),
        ("w", "You must specify a day for weekly rollover from 0 to 6 (0 is Monday): W"),
        ("W10", "You must specify a day for weekly rollover from 0 to 6 (0 is Monday): W10"),
    ])
    func `an unknown unit is refused in CPython's words`(when: String, message: String) {
        #expect(throws: RolloverScheduleError(message: message)) { try RolloverSchedule(when: when) }
    }

    @Test(arguments: [
        ("S", 1.0, 3, 13, 12, 34, 57), ("M", 5, 3, 13, 12, 39, 56), ("H", 1, 3, 13, 13, 34, 56),
        ("D", 1, 3, 14, 12, 34, 56), ("MIDNIGHT", 1, 3, 14, 0, 0, 0), ("MIDNIGHT", 2, 3, 15, 0, 0, 0),
        ("W2", 1, 3, 14, 0, 0, 0), ("W0", 1, 3, 19, 0, 0, 0), ("W6", 1, 3, 18, 0, 0, 0), ("W6", 2, 3, 25, 0, 0, 0),
    ])
    func `the first deadline after a Wednesday noon`(
        when: String,
        interval: Double,
        month: Int,
        day: Int,
        hour: Int,
        minute: Int,
        second: Int
    ) throws {
        let schedule = try RolloverSchedule(when: when, interval: interval, utc: true)
        let deadline = schedule.computeRollover(after: RolloverScheduleTests.utc(3, 13, 12, 34, 56))
        #expect(deadline == RolloverScheduleTests.utc(month, day, hour, minute, second))
    }

    @Test func `at midnight the next deadline is a day away`() throws {
        let schedule = try RolloverSchedule(when: "MIDNIGHT", utc: true)
        let midnight = RolloverScheduleTests.utc(3, 13)
        #expect(schedule.computeRollover(after: midnight) == midnight + 86400)
    }

    @Test func `a weekly deadline with a time is on the weekday itself`() throws {
        let schedule = try RolloverSchedule(when: "W6", utc: true, atTime: TimeOfDay(hour: 12))
        // Sunday the 17th of March: before the time the same day, at the time a week later.
        let noon = RolloverScheduleTests.utc(3, 17, 12)
        #expect(schedule.computeRollover(after: noon - 3600) == noon)
        #expect(schedule.computeRollover(after: noon) == noon + 7 * 86400)
    }

    @Test(arguments: [
        // Winter, the day the clocks go forward, the day they go back (88 200 seconds to midnight).
        (utc(3, 9, 17), utc(3, 10, 5)), (utc(3, 10, 16), utc(3, 11, 4)), (utc(11, 3, 4, 30), utc(11, 4, 5)),
    ])
    func `midnight stays midnight when the clocks change`(now: Int64, deadline: Int64) throws {
        let schedule = try RolloverSchedule(when: "midnight", zone: RolloverScheduleTests.newYork())
        #expect(schedule.computeRollover(after: now) == deadline)
    }

    @Test func `a time that the clocks skip comes an hour later`() throws {
        let schedule = try RolloverSchedule(
            when: "MIDNIGHT",
            atTime: TimeOfDay(hour: 2, minute: 30),
            zone: RolloverScheduleTests.newYork()
        )
        // From the 9th of March 12:00 EST to the 10th 03:30 EDT.
        #expect(
            schedule.computeRollover(after: RolloverScheduleTests.utc(3, 9, 17))
                == RolloverScheduleTests.utc(3, 10, 7, 30)
        )
    }

    @Test func `an archive is named for the start of its interval, corrected when the clocks changed`() throws {
        let zone = try RolloverScheduleTests.newYork()
        let schedule = try RolloverSchedule(when: "MIDNIGHT", zone: zone)
        let springDeadline = RolloverScheduleTests.utc(3, 11, 4)
        #expect(schedule.archiveSuffix(forRolloverAt: springDeadline, now: springDeadline) == "2024-03-10")
        let autumnDeadline = RolloverScheduleTests.utc(11, 4, 5)
        #expect(schedule.archiveSuffix(forRolloverAt: autumnDeadline, now: autumnDeadline) == "2024-11-03")
        let hourly = try RolloverSchedule(when: "H", utc: true, zone: zone)
        let deadline = RolloverScheduleTests.utc(3, 10, 8)
        #expect(hourly.archiveSuffix(forRolloverAt: deadline, now: deadline) == "2024-03-10_07")
    }

    @Test func `absurd intervals are never due and do not trap`() throws {
        for interval in [1e300, .infinity, .nan, -1e300] {
            for when in ["S", "MIDNIGHT", "W0"] {
                let schedule = try RolloverSchedule(when: when, interval: interval, zone: .utc)
                let deadline = schedule.computeRollover(after: 0)
                #expect(interval < 0 ? deadline < -(1 << 55) : deadline == CivilTime.farthestInstant)
                _ = schedule.archiveSuffix(forRolloverAt: deadline, now: 0)
            }
        }
    }

    @Test func `the oldest archives are removed until the backup count is left`() throws {
        let schedule = try RolloverSchedule(when: "D", zone: .utc)
        let names = [
            "a.log", "a.log.2024-01-03", "a.log.2024-01-01", "a.log.2024-01-02", "a.log.2024-01-02_03", "a.log.old",
        ]
        func removed(_ count: Int) -> [String] {
            schedule.archivesToRemove(among: names, baseName: "a.log", backupCount: count)
        }
        #expect(removed(1) == ["a.log.2024-01-01", "a.log.2024-01-02"])
        #expect(removed(3) == [])
        #expect(removed(7) == [])
    }
}
