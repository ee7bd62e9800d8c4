/// Makes dates and timestamps of texts.
///
/// Source: PyYAML `SafeConstructor.construct_yaml_timestamp`, CPython `datetime`.
struct TimestampConstruction {
    /// Where the text stands.
    private let mark: Mark

    /// Prepares for a text at a place.
    init(at mark: Mark) {
        self.mark = mark
    }

    /// The date or timestamp of a text.
    ///
    /// - Throws: ``YAMLError`` when the text has another form, or a field is out of its range.
    func value(_ text: String) throws(YAMLError) -> YAMLValue {
        let bytes = text.utf8.last == UInt8(ascii: "\n") ? text.utf8.dropLast() : text.utf8[...]
        guard let parts = TimestampText(bytes) else {
            throw YAMLError(
                .constructor,
                "'NoneType' object has no attribute 'groupdict'",
                at: mark,
                hint: "a timestamp looks like 2024-06-01 12:00:00",
                pythonType: "AttributeError"
            )
        }
        if let offset = parts.clock?.offsetInSeconds { try check(offset) }
        let date = YAMLDate(year: parts.year, month: parts.month, day: parts.day)
        try check(parts.year >= 1, "year \(parts.year) is out of range")
        try check(1...12 ~= parts.month, "month must be in 1..12")
        let days = YAMLDate.days(inMonth: parts.month, of: parts.year)
        try check(1...days ~= parts.day, "day is out of range for month")
        guard let clock = parts.clock else { return .date(date) }
        try check(clock.hour < 24, "hour must be in 0..23")
        try check(clock.minute < 60, "minute must be in 0..59")
        try check(clock.second < 60, "second must be in 0..59")
        return .timestamp(
            YAMLTimestamp(
                date: date,
                hour: clock.hour,
                minute: clock.minute,
                second: clock.second,
                microsecond: clock.microsecond,
                offsetInSeconds: clock.offsetInSeconds
            )
        )
    }

    /// Refuses a zone that is a day or more away.
    private func check(_ offset: Int) throws(YAMLError) {
        // Python keeps days and seconds apart, and the seconds are never negative.
        let days = offset >= 0 ? offset / 86_400 : (offset - 86_399) / 86_400
        let seconds = offset - days * 86_400
        let spelling = seconds == 0 ? "days=\(days)" : "days=\(days), seconds=\(seconds)"
        try check(
            abs(offset) < 86_400,
            "offset must be a timedelta strictly between -timedelta(hours=24) and timedelta(hours=24), "
                + "not datetime.timedelta(\(spelling))."
        )
    }

    /// Refuses what Python raises `ValueError` for.
    private func check(_ holds: Bool, _ problem: String) throws(YAMLError) {
        guard holds else { throw YAMLError(.constructor, problem, at: mark, pythonType: "ValueError") }
    }
}
