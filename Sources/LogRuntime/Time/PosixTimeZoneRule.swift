/// A zone's rule in one line, as POSIX defines it for the environment variable `TZ`.
///
/// Source: POSIX.1 §8.3; RFC 8536 §3.3.1 for hours beyond a day. Results are those of glibc.
struct PosixTimeZoneRule: Sendable, Hashable {
    /// Daylight saving time and when it is in force.
    struct Daylight: Sendable, Hashable {
        /// What the clocks show meanwhile.
        var type: LocalTimeType
        /// When it begins, by standard time.
        var start: YearlyChange
        /// When it ends, by daylight saving time.
        var end: YearlyChange
    }

    /// What the clocks show in winter, or all year.
    var standard: LocalTimeType
    /// Daylight saving time, if there is any.
    var daylight: Daylight?

    /// The offset, flag and name in force at an instant.
    func localTimeType(at seconds: Int64) -> LocalTimeType {
        guard let daylight else { return standard }
        // The dates are those of the year in UTC, as in glibc.
        let day = CivilTime.floorDivide(seconds, by: 86400).quotient
        let year = CivilTime.date(ofDay: day).year
        let start = daylight.start.wallSeconds(inYear: year) - Int64(standard.utcOffset)
        let end = daylight.end.wallSeconds(inYear: year) - Int64(daylight.type.utcOffset)
        // South of the equator summer spans the turn of the year.
        let isDST = start > end ? seconds < end || seconds >= start : seconds >= start && seconds < end
        return isDST ? daylight.type : standard
    }
}

extension PosixTimeZoneRule {
    /// A moment that returns each year.
    struct YearlyChange: Sendable, Hashable {
        /// The day of a change.
        enum Day: Sendable, Hashable {
            /// `Jn`: the day 1 to 365, the 29th of February not counted.
            case julian(Int)
            /// `n`: the day 0 to 365, the 29th of February counted.
            case zeroBased(Int)
            /// `Mm.w.d`: the w-th weekday of a month, 5 being the last; weekday 0 is Sunday.
            case weekday(month: Int, week: Int, weekday: Int)
        }

        /// The day.
        var day: Day
        /// The time of that day in seconds; may lie outside of it.
        var time: Int

        /// The change as the clocks show it just before, as seconds since the epoch if the zone were UTC.
        ///
        /// As in glibc, the changes of the years before 1970 are put into 1970: a rule does not reach further back.
        func wallSeconds(inYear year: Int) -> Int64 {
            let dayNumber: Int64
            switch day {
            case .julian(let day):
                let skipsLeapDay = day > 59 && CivilTime.isLeap(year)
                dayNumber = CivilTime.day(year: year, month: 1, day: day + (skipsLeapDay ? 1 : 0))
            case .zeroBased(let day):
                dayNumber = CivilTime.day(year: year, month: 1, day: day + 1)
            case .weekday(let month, let week, let weekday):
                let first = CivilTime.day(year: year, month: month, day: 1)
                let next = CivilTime.day(year: year, month: month + 1, day: 1)
                // Monday is 0 in the calendar, Sunday is 0 in the rule.
                let ahead = (weekday + 13 - CivilTime.weekday(ofDay: first)) % 7
                let candidate = first + Int64(ahead + (week - 1) * 7)
                dayNumber = candidate < next ? candidate : candidate - 7
            }
            let firstDay = year < 1970 ? CivilTime.day(year: year, month: 1, day: 1) : 0
            return (dayNumber - firstDay) * 86400 + Int64(time)
        }
    }
}
