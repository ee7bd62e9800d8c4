extension ByteBuffer {
    /// Appends a record's time as `2026-11-22T21:53:18.123456+00:00`, without a fraction if it is zero.
    ///
    /// CPython: `datetime.fromtimestamp(created, tz=utc).isoformat()`, which rounds the floating point time to the nearest
    /// microsecond, halves to the even one.
    mutating func append(isoTimestampOf record: borrowing LogRecord) {
        let created = record.created
        var seconds = created.rounded(.towardZero)
        var microseconds = ((created - seconds) * 1e6).rounded(.toNearestOrEven)
        if microseconds >= 1e6 {
            seconds += 1
            microseconds -= 1e6
        } else if microseconds < 0 {
            seconds -= 1
            microseconds += 1e6
        }
        let whole = Int64(seconds)
        let (day, second) = CivilTime.floorDivide(whole, by: 86400)
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
        if microseconds != 0 {
            append(UInt8(ascii: "."))
            append(padded: Int(microseconds), digits: 6)
        }
        append("+00:00" as StaticString)
    }
}
