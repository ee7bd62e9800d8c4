extension CivilTime {
    /// Seconds from the epoch to the last instant whose year fits into 32 bits in every zone; earlier ones mirror it.
    static let farthestInstant: Int64 = 67_767_976_233_446_399

    /// Divides, rounding down: the remainder is never negative.
    static func floorDivide(_ value: Int64, by divisor: Int64) -> (quotient: Int64, remainder: Int) {
        let (quotient, remainder) = value.quotientAndRemainder(dividingBy: divisor)
        return remainder < 0 ? (quotient - 1, Int(remainder + divisor)) : (quotient, Int(remainder))
    }

    /// Whether February has 29 days.
    static func isLeap(_ year: Int) -> Bool {
        year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
    }

    /// The number of days before a month of a year that begins in March; `month` 0 is March, 11 is February.
    ///
    /// Months from March on repeat 31, 30, 31, 30, 31: 153 days in five months.
    private static func daysBefore(marchMonth month: Int64) -> Int64 { (153 * month + 2) / 5 }

    /// The number of a date's day, counted from 1970-01-01; month and day may lie outside of their ranges.
    ///
    /// Numbers that do not fit into 32 bits, as C's `struct tm` has them, are cut.
    static func day(year: Int, month: Int, day: Int) -> Int64 {
        // The year is moved to begin in March, so that the leap day is its last.
        let (years, marchMonth) = floorDivide(Int64(Int32(clamping: month)) - 3, by: 12)
        let marchYear = Int64(Int32(clamping: year)) + years
        let (era, yearOfEra) = floorDivide(marchYear, by: 400)
        let leapDays = Int64(yearOfEra / 4 - yearOfEra / 100)
        let monthStart = Int64(yearOfEra) * 365 + leapDays + daysBefore(marchMonth: Int64(marchMonth))
        return era * daysPerEra + monthStart + Int64(Int32(clamping: day)) - 1 - epochFromMarchOfYear0
    }

    /// The date of a day that is counted from 1970-01-01.
    static func date(ofDay days: Int64) -> (year: Int, month: Int, day: Int) {
        let (era, dayOfEra) = floorDivide(days + epochFromMarchOfYear0, by: daysPerEra)
        // Leap days come every 1460 days, are left out every 36524 and put back on the very last day of the era.
        let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let marchMonth = (5 * dayOfYear + 2) / 153
        let day = dayOfYear - Int(daysBefore(marchMonth: Int64(marchMonth))) + 1
        let marchYear = Int(era) * 400 + yearOfEra
        return marchMonth < 10 ? (marchYear, marchMonth + 3, day) : (marchYear + 1, marchMonth - 9, day)
    }

    /// The weekday of a day that is counted from 1970-01-01, a Thursday; Monday is 0.
    static func weekday(ofDay days: Int64) -> Int { floorDivide(days + 3, by: 7).remainder }

    /// The day of the year, from 1.
    static func yearDay(year: Int, month: Int, day: Int) -> Int {
        month > 2
            ? Int(daysBefore(marchMonth: Int64(month - 3))) + 59 + (isLeap(year) ? 1 : 0) + day
            : (month - 1) * 31 + day
    }

    /// The ISO 8601 week: its year and number, 1 to 53.
    ///
    /// Weeks begin on Monday and belong to the year that has their Thursday.
    var isoWeek: (year: Int, week: Int) {
        let thursday = yearDay + 3 - weekday
        if thursday < 1 {
            let daysOfLastYear = CivilTime.isLeap(year - 1) ? 366 : 365
            return (year - 1, (thursday + daysOfLastYear - 1) / 7 + 1)
        }
        let daysOfYear = CivilTime.isLeap(year) ? 366 : 365
        if thursday > daysOfYear { return (year + 1, 1) }
        return (year, (thursday - 1) / 7 + 1)
    }

    /// Days in 400 years, after which the calendar repeats.
    private static let daysPerEra: Int64 = 146_097
    /// Days from 0000-03-01 to 1970-01-01.
    private static let epochFromMarchOfYear0: Int64 = 719_468
}
