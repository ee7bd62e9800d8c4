extension ByteBuffer {
    /// Appends a record's time as RFC 3339 in UTC, cut to a number of digits: `2026-11-22T21:53:18.123Z`.
    ///
    /// - Parameters:
    ///   - record: the record.
    ///   - digits: digits of the fraction, 1 to 9.
    mutating func append(utcTimestampOf record: borrowing LogRecord, digits: Int) {
        let (day, second) = CivilTime.floorDivide(record.time.seconds, by: 86400)
        let date = CivilTime.date(ofDay: day)
        append(padded: date.year, digits: 4)
        append(UInt8(ascii: "-"))
        append(padded: date.month, digits: 2)
        append(UInt8(ascii: "-"))
        append(padded: date.day, digits: 2)
        append(UInt8(ascii: "T"))
        append(padded: second / 3600, digits: 2)
        append(UInt8(ascii: ":"))
        append(padded: second / 60 % 60, digits: 2)
        append(UInt8(ascii: ":"))
        append(padded: second % 60, digits: 2)
        append(UInt8(ascii: "."))
        var fraction = Int(record.time.nanoseconds)
        for _ in digits..<9 { fraction /= 10 }
        append(padded: fraction, digits: digits)
        append(UInt8(ascii: "Z"))
    }
}
