/// Where records get their time from.
public protocol LogClock: Sendable {
    /// The present moment.
    func now() -> WallTime
}

/// The system's wall clock.
public struct SystemClock: LogClock {
    /// Creates the clock.
    public init() {}

    /// The present moment, by `clock_gettime(CLOCK_REALTIME)`.
    public func now() -> WallTime { WallTime.now() }
}

/// A clock that stands still until it is set: for tests and rehearsals.
public final class ManualClock: LogClock {
    private let time: Lock<WallTime>

    /// Creates a clock that shows a moment.
    public init(_ start: WallTime) {
        time = Lock(start)
    }

    /// The moment set last.
    public func now() -> WallTime { time.withLock { $0 } }

    /// Sets the clock.
    public func set(_ moment: WallTime) { time.withLock { $0 = moment } }
}
