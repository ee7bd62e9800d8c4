extension RolloverArguments {
    /// The last second that the C library can break down into a year and a day: years are 32 bits wide there.
    private static let lastSecond = 67_768_036_191_676_799.0
    /// The first one.
    private static let firstSecond = -67_768_040_609_740_800.0

    /// Refuses days and weeks so many that no calendar reaches their end.
    ///
    /// Source: CPython `TimedRotatingFileHandler.computeRollover`, which asks `time.localtime` whether the clocks are changed
    /// at the end of the interval.
    func checkReach() throws(ArgumentError) {
        let unit = when.uppercased()
        guard !utc, unit == "MIDNIGHT" || unit.hasPrefix("W") else { return }
        let seconds = (interval - 1) * (unit == "MIDNIGHT" ? 1 : 7) * 86400
        let (type, message): (String, String)
        if seconds.isNaN {
            (type, message) = ("ValueError", "Invalid value NaN (not a number)")
        } else if abs(seconds) >= 0x1p63 {
            (type, message) = ("OverflowError", "timestamp out of range for platform time_t")
        } else if seconds > RolloverArguments.lastSecond || seconds < RolloverArguments.firstSecond {
            (type, message) = ("OSError", "[Errno 75] Value too large for defined data type")
        } else {
            return
        }
        throw ArgumentError(
            "interval",
            "no calendar reaches the end of the interval",
            hint: "'interval' counts \(unit == "MIDNIGHT" ? "days" : "weeks")",
            pythonType: type,
            pythonMessage: message
        )
    }
}
