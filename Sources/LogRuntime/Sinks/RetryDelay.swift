/// Waits longer after each failure: 1, 2, 4 … seconds up to a limit, so that a lasting trouble costs next to nothing.
struct RetryDelay {
    /// The longest wait in seconds.
    let limit: Int64
    private var seconds: Int64 = 0
    private var next = WallTime(seconds: .min)

    /// Creates a delay that lets the first attempt pass.
    init(limit: Int64) {
        self.limit = limit
    }

    /// Whether it is time for another attempt.
    ///
    /// A clock that has been set back by more than the limit does not block attempts.
    func allows(at time: WallTime) -> Bool {
        time >= next || time.seconds + limit < next.seconds
    }

    /// Whether the last attempt failed.
    var isWaiting: Bool { seconds > 0 }

    /// Notes a failed attempt.
    mutating func fail(at time: WallTime) {
        seconds = min(max(seconds * 2, 1), limit)
        next = WallTime(seconds: time.seconds + seconds, nanoseconds: time.nanoseconds)
    }

    /// Notes a successful attempt.
    mutating func succeed() {
        self = RetryDelay(limit: limit)
    }
}
