public import LogRuntime

/// Reads the header `Retry-After`.
///
/// Source: RFC 9110 §10.2.3: a number of seconds, or a date such as `Sun, 06 Nov 1994 08:49:37 GMT`.
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
        if let number = Double(text), number.isFinite, number >= 0 { return number }
        let parts = text.split { $0 == " " || $0 == ":" }
        guard parts.count == 8, parts[7] == "GMT", let month = months.firstIndex(of: String(parts[2])),
            let day = Int(parts[1]), let year = Int(parts[3]), let hour = Int(parts[4]), let minute = Int(parts[5]),
            let second = Int(parts[6]), (1...31).contains(day), (1970...9999).contains(year)
        else { return nil }
        let moment = ((daysSinceEpoch(year, month + 1, day) * 24 + hour) * 60 + minute) * 60 + second
        return max(0, Double(moment) - now.epochSeconds)
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
