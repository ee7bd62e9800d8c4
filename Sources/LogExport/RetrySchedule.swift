/// When a request that may succeed later is sent again.
///
/// One, two, four seconds and so on up to thirty, each a fifth more or less by chance, unless the receiver says when; a
/// connection that broke is tried anew at once the first time. Source: OTLP specification, exponential back-off with jitter.
///
/// A receiver that wants a request at once is obeyed once; after that it gets a second of rest, so that two that misunderstand
/// each other do not keep a processor busy. One that names a time beyond an hour is asked after an hour.
public struct RetrySchedule: Sendable {
    /// The first delay in seconds.
    private static let first: Double = 1
    /// The longest delay in seconds.
    private static let longest: Double = 30
    /// The longest delay that a receiver may name.
    private static let longestNamed: Double = 3600
    /// How far a delay may be off.
    private static let jitter: ClosedRange<Double> = 0.8...1.2

    /// How many attempts have failed.
    public private(set) var failures = 0
    private var waits = 0

    /// Creates a schedule of a request that has not failed yet.
    public init() {}

    /// Notes that an attempt has failed.
    ///
    /// - Parameters:
    ///   - retryAfter: seconds after which the receiver wants the request again, if it has said so.
    ///   - isBrokenConnection: whether there was no answer because the connection broke.
    /// - Returns: seconds until the next attempt.
    public mutating func delay(retryAfter: Double? = nil, isBrokenConnection: Bool = false) -> Double {
        failures += 1
        if let retryAfter {
            let least = failures == 1 ? 0 : RetrySchedule.first
            return min(max(retryAfter, least), RetrySchedule.longestNamed)
        }
        if failures == 1, isBrokenConnection { return 0 }
        waits += 1
        let delay = min(RetrySchedule.first * Double(1 << min(waits - 1, 16)), RetrySchedule.longest)
        return delay * .random(in: RetrySchedule.jitter)
    }
}
