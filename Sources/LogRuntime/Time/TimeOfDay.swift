/// A time of the day without a date: Python's `datetime.time`, as far as rollovers look at it.
public struct TimeOfDay: Sendable, Hashable, Comparable, CustomStringConvertible {
    /// The hour, 0 to 23.
    public let hour: Int
    /// The minute, 0 to 59.
    public let minute: Int
    /// The second, 0 to 59.
    public let second: Int

    /// Creates a time; `nil` if a number is out of its range.
    public init?(hour: Int, minute: Int = 0, second: Int = 0) {
        guard (0...23).contains(hour), (0...59).contains(minute), (0...59).contains(second) else { return nil }
        self.hour = hour
        self.minute = minute
        self.second = second
    }

    /// Creates a time from seconds since midnight; `nil` if they make less than nothing or a day.
    ///
    /// YAML 1.1 reads `12:30:00` without quotes as such a number, 45000.
    public init?(secondsSinceMidnight: Int) {
        guard (0..<86400).contains(secondsSinceMidnight) else { return nil }
        hour = secondsSinceMidnight / 3600
        minute = secondsSinceMidnight / 60 % 60
        second = secondsSinceMidnight % 60
    }

    /// Reads `02:30:00`, `02:30` or `2:30`; `nil` if the text is something else.
    public init?(_ text: String) {
        let parts = text.utf8.split(separator: UInt8(ascii: ":"), omittingEmptySubsequences: false)
        guard parts.count == 2 || parts.count == 3 else { return nil }
        var numbers = [0, 0, 0]
        for (index, part) in parts.enumerated() {
            let isNumber = part.allSatisfy { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
            // Only the hour may leave its zero out.
            guard isNumber, part.count == 2 || index == 0 && part.count == 1 else { return nil }
            numbers[index] = part.reduce(0) { $0 * 10 + Int($1 - UInt8(ascii: "0")) }
        }
        self.init(hour: numbers[0], minute: numbers[1], second: numbers[2])
    }

    /// Seconds since midnight by the clock, 0 to 86399.
    public var secondsSinceMidnight: Int { (hour * 60 + minute) * 60 + second }

    /// The time as `02:30:00`.
    public var description: String {
        var buffer = ByteBuffer(capacity: 8)
        buffer.append(padded: hour, digits: 2)
        buffer.append(UInt8(ascii: ":"))
        buffer.append(padded: minute, digits: 2)
        buffer.append(UInt8(ascii: ":"))
        buffer.append(padded: second, digits: 2)
        return buffer.string()
    }

    /// Whether the left time is earlier.
    public static func < (left: TimeOfDay, right: TimeOfDay) -> Bool {
        left.secondsSinceMidnight < right.secondsSinceMidnight
    }
}
