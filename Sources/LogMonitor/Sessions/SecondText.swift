internal import LogRuntime

/// What rows of a second end with, kept because the next record mostly falls into the same one.
struct SecondText: ~Copyable {
    private var second: Int64 = .min
    /// `, "timestamp": "2026-11-22T22:14:47.000000", "request_id": "`.
    private var text = ByteBuffer()
    /// Where the digits behind the point begin.
    private static let fractionPlace = 36

    /// Appends `, "timestamp": "2026-11-22T22:14:47.641727", "request_id": "`: local time, always six digits behind the point.
    ///
    /// Source: Python's `datetime.isoformat`, which leaves the fraction out on a whole second.
    @inline(__always)
    mutating func append(_ time: WallTime, in environment: LogEnvironment, to buffer: inout ByteBuffer) {
        if _slowPath(time.seconds != second) { render(time.seconds, in: environment) }
        let start = buffer.length
        buffer.append(piece: UnsafeRawPointer(text.base), count: text.length)
        let digits = ByteBuffer.eightDigits(of: UInt64(truncatingIfNeeded: time.microseconds)) &>> 16
        let place = UnsafeMutableRawPointer(buffer.base + start + SecondText.fractionPlace)
        place.storeBytes(of: UInt32(truncatingIfNeeded: digits).littleEndian, as: UInt32.self)
        place.storeBytes(of: UInt16(truncatingIfNeeded: digits &>> 32).littleEndian, toByteOffset: 4, as: UInt16.self)
    }

    @inline(never)
    private mutating func render(_ moment: Int64, in environment: LogEnvironment) {
        let civil = environment.timeZone.components(at: moment)
        text.removeAll()
        text.append(", \"timestamp\": \"")
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
        text.append(".000000\", \"request_id\": \"")
        second = moment
    }
}
