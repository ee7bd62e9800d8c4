#if OTLP
/// When a request that may succeed later is sent again.
///
/// Source: OTLP specification: exponential back-off with jitter, unless the collector says when. One, two, four seconds and so
/// on up to thirty, each a fifth more or less by chance; a connection that broke is tried anew at once the first time.
struct RetrySchedule {
    /// The first delay in seconds.
    private static let first: Double = 1
    /// The longest delay in seconds.
    private static let longest: Double = 30
    /// How far a delay may be off.
    private static let jitter: ClosedRange<Double> = 0.8...1.2

    /// How many attempts have failed.
    private(set) var failures = 0
    private var waits = 0

    /// Seconds until the next attempt.
    mutating func delay(after failure: OTLPFailure) -> Double {
        failures += 1
        if let wanted = failure.retryAfter { return wanted }
        if failures == 1, failure.isBrokenConnection { return 0 }
        waits += 1
        let delay = min(RetrySchedule.first * Double(1 << min(waits - 1, 16)), RetrySchedule.longest)
        return delay * .random(in: RetrySchedule.jitter)
    }
}
#endif
