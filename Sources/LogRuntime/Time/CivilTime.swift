/// A moment as clocks and calendars of a time zone show it: C's `struct tm`, Python's `time.struct_time`.
public struct CivilTime: Sendable, Hashable {
    /// The year of the proleptic Gregorian calendar; 0 is 1 BC.
    public var year: Int
    /// The month, 1 to 12.
    public var month: Int
    /// The day of the month, 1 to 31.
    public var day: Int
    /// The hour, 0 to 23.
    public var hour: Int
    /// The minute, 0 to 59.
    public var minute: Int
    /// The second, 0 to 59.
    public var second: Int
    /// The day of the week, 0 (Monday) to 6 (Sunday), as Python counts.
    public var weekday: Int
    /// The day of the year, 1 to 366.
    public var yearDay: Int
    /// Whether daylight saving time is in force.
    public var isDST: Bool
    /// Seconds that local time is ahead of UTC; negative to the west of Greenwich.
    public var utcOffset: Int
    /// The zone's name at that moment, such as `CEST`.
    public var abbreviation: String

    /// Creates the civil time of an instant at a known offset.
    ///
    /// - Parameters:
    ///   - seconds: seconds since the epoch, UTC. Instants whose year does not fit into 32 bits are cut to those that do.
    ///   - utcOffset: seconds that local time is ahead of UTC.
    ///   - isDST: whether daylight saving time is in force.
    ///   - abbreviation: the zone's name.
    public init(seconds: Int64, utcOffset: Int = 0, isDST: Bool = false, abbreviation: String = "UTC") {
        let bound = CivilTime.farthestInstant
        let wall = min(max(seconds, -bound), bound) + Int64(utcOffset)
        let (days, secondOfDay) = CivilTime.floorDivide(wall, by: 86400)
        let date = CivilTime.date(ofDay: days)

        year = date.year
        month = date.month
        day = date.day
        hour = secondOfDay / 3600
        minute = secondOfDay / 60 % 60
        second = secondOfDay % 60
        weekday = CivilTime.weekday(ofDay: days)
        yearDay = CivilTime.yearDay(year: date.year, month: date.month, day: date.day)
        self.utcOffset = utcOffset
        self.isDST = isDST
        self.abbreviation = abbreviation
    }

    /// Creates a wall clock reading whose instant is yet to be found; see ``LogTimeZone/seconds(of:)``.
    ///
    /// Fields may lie outside of their ranges, as C's `mktime` allows: month 14 is February of the next year.
    ///
    /// - Parameters:
    ///   - year: the year.
    ///   - month: the month, January is 1.
    ///   - day: the day of the month.
    ///   - hour: the hour.
    ///   - minute: the minute.
    ///   - second: the second.
    public init(year: Int, month: Int, day: Int, hour: Int = 0, minute: Int = 0, second: Int = 0) {
        let days = CivilTime.day(year: year, month: month, day: day)
        self.year = year
        self.month = month
        self.day = day
        self.hour = hour
        self.minute = minute
        self.second = second
        weekday = CivilTime.weekday(ofDay: days)
        yearDay = Int(days - CivilTime.day(year: year, month: 1, day: 1)) + 1
        isDST = false
        utcOffset = 0
        abbreviation = ""
    }

    /// The hour of the twelve-hour clock, 1 to 12.
    public var twelveHour: Int { hour % 12 == 0 ? 12 : hour % 12 }

    /// The instant that would show these fields in UTC, in seconds since the epoch.
    var secondsAsUTC: Int64 {
        let days = CivilTime.day(year: year, month: month, day: day)
        let time = (Int64(Int32(clamping: hour)) * 60 + Int64(Int32(clamping: minute))) * 60
        return days * 86400 + time + Int64(Int32(clamping: second))
    }
}
