import LogRuntime

extension CivilTime {
    /// All fields in one line, as the Python scripts print them.
    var fields: String {
        "\(year) \(month) \(day) \(hour) \(minute) \(second) \(weekday) \(yearDay) \(isDST ? 1 : 0) \(utcOffset) \(abbreviation)"
    }
}
