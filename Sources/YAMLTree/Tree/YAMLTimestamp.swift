/// A date and time, as Python's `datetime.datetime`.
public struct YAMLTimestamp: Sendable, Hashable, CustomStringConvertible {
    /// The day.
    public let date: YAMLDate

    /// The hour, 0 to 23.
    public let hour: Int

    /// The minute, 0 to 59.
    public let minute: Int

    /// The second, 0 to 59.
    public let second: Int

    /// The microsecond; further digits of the file are cut off.
    public let microsecond: Int

    /// Seconds east of UTC; `nil` when the file gives no zone.
    public let offsetInSeconds: Int?

    /// The text of Python's `isoformat()`: `2024-06-01T12:00:00.500000+02:00`.
    public var description: String {
        var text = "\(date)T\(two(hour)):\(two(minute)):\(two(second))"
        if microsecond != 0 {
            text += "." + YAMLDate.padded(microsecond, to: 6)
        }
        if let offsetInSeconds {
            let minutes = abs(offsetInSeconds) / 60
            text += (offsetInSeconds < 0 ? "-" : "+") + "\(two(minutes / 60)):\(two(minutes % 60))"
        }
        return text
    }

    /// The fields as microseconds since 1970-01-01T00:00:00, the zone not considered.
    var microsecondsOfFields: Int {
        (((date.daysSinceEpoch * 24 + hour) * 60 + minute) * 60 + second) * 1_000_000 + microsecond
    }

    /// Two digits.
    private func two(_ number: Int) -> String { YAMLDate.padded(number, to: 2) }
}
