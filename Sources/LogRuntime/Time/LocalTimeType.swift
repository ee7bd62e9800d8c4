/// What a zone's clocks show during a stretch of time.
struct LocalTimeType: Sendable, Hashable {
    /// Seconds that local time is ahead of UTC.
    var utcOffset: Int
    /// Whether this is daylight saving time.
    var isDST: Bool
    /// The zone's name meanwhile, such as `CEST`.
    var abbreviation: String
}
