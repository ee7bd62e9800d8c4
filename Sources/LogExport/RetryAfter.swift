public import LogRuntime

/// Reads the header `Retry-After`.
///
/// Source: RFC 9110 §10.2.3: a number of seconds, or a date in one of the three forms that §5.6.7 has every recipient take:
/// `Sun, 06 Nov 1994 08:49:37 GMT`, `Sunday, 06-Nov-94 08:49:37 GMT` and `Sun Nov  6 08:49:37 1994`.
public enum RetryAfter {
    private static let months = [
        "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
    ]

    /// Seconds from now.
    ///
    /// - Parameters:
    ///   - text: the header's value.
    ///   - now: the present moment.
    /// - Returns: the seconds, 0 for a moment that has passed; `nil` when the text is neither a number nor a date.
    public static func seconds(_ text: String, now: WallTime) -> Double? {
        let isNumber = text.allSatisfy { $0.isASCII && $0.isNumber || $0 == "." }
        if isNumber { return Double(text).flatMap { $0.isFinite ? $0 : nil } }
        return moment(text, now: now).map { max(0, Double($0) - now.epochSeconds) }
    }

    /// A date as seconds since the epoch.
    private static func moment(_ text: String, now: WallTime) -> Int? {
        let parts = text.split { " :,-".contains($0) }.map(String.init)
        guard parts.count == 7 || parts.count == 8 else { return nil }
        // Only the form of C's `asctime` has no zone; its year stands last, behind the time.
        let isZoned = parts.count == 8
        if isZoned, parts[7] != "GMT" { return nil }
        let places = isZoned ? (day: 1, month: 2, year: 3, hour: 4) : (day: 2, month: 1, year: 6, hour: 3)
        guard let month = months.firstIndex(of: parts[places.month]),
            let day = number(parts[places.day], in: 1...31),
            let writtenYear = number(parts[places.year], in: 0...9999),
            let hour = number(parts[places.hour], in: 0...23),
            let minute = number(parts[places.hour + 1], in: 0...59),
            // A leap second is the sixtieth.
            let second = number(parts[places.hour + 2], in: 0...60)
        else { return nil }
        let year = parts[places.year].count == 2 ? fullYear(writtenYear, now: now) : writtenYear
        return ((daysSinceEpoch(year, month + 1, day) * 24 + hour) * 60 + minute) * 60 + second
    }

    private static func number(_ text: String, in range: ClosedRange<Int>) -> Int? {
        guard let number = Int(text), range.contains(number) else { return nil }
        return number
    }

    /// A year of two digits: the one that is at most fifty years ahead.
    private static func fullYear(_ year: Int, now: WallTime) -> Int {
        let present = CivilTime(seconds: now.seconds).year
        let candidate = present - present % 100 + year
        return candidate > present + 50 ? candidate - 100 : candidate
    }

    /// Days between the epoch and a date of the Gregorian calendar: years are counted from March, so that the leap day is
    /// the last of its year.
    private static func daysSinceEpoch(_ year: Int, _ month: Int, _ day: Int) -> Int {
        let marchYear = month > 2 ? year : year - 1
        let marchMonth = (month + 9) % 12
        let leapDays = marchYear / 4 - marchYear / 100 + marchYear / 400
        return marchYear * 365 + leapDays + (153 * marchMonth + 2) / 5 + day - 1 - 719_468
    }
}
