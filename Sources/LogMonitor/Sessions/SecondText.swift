internal import LogRuntime

/// The text of a second, kept because the next record mostly falls into the same one.
struct SecondText: ~Copyable {
    private var second: Int64 = .min
    private var text = ByteBuffer()

    /// Appends a moment as `2026-11-22T22:14:47.641727`: local time, always six digits behind the point.
    ///
    /// Source: Python's `datetime.isoformat`, which leaves the fraction out on a whole second.
    mutating func append(_ time: WallTime, in environment: LogEnvironment, to buffer: inout ByteBuffer) {
        if time.seconds != second {
            let civil = environment.timeZone.components(at: time.seconds)
            text.removeAll()
            text.append(padded: civil.year, digits: 4)
            text.append("-")
            text.append(padded: civil.month, digits: 2)
            text.append("-")
            text.append(padded: civil.day, digits: 2)
            text.append("T")
            text.append(padded: civil.hour, digits: 2)
            text.append(":")
            text.append(padded: civil.minute, digits: 2)
            text.append(":")
            text.append(padded: civil.second, digits: 2)
            second = time.seconds
        }
        buffer.append(text.bytes)
        buffer.append(".")
        buffer.append(padded: time.microseconds, digits: 6)
    }
}
