extension LogRecord {
    /// The second and millisecond that CPython shows for the record.
    ///
    /// Python keeps the time as a floating point number, which the last fraction of a microsecond rounds up to the next
    /// second. CPython: `LogRecord.__init__`.
    @inline(__always) var shownTime: (seconds: Int64, milliseconds: Int) {
        if _slowPath(time.nanoseconds > 999_999_000) { return roundedTime }
        return (time.seconds, time.milliseconds)
    }

    private var roundedTime: (seconds: Int64, milliseconds: Int) {
        let whole = Int64(created.rounded(.down))
        return whole == time.seconds ? (whole, time.milliseconds) : (whole, 0)
    }
}
