/// How an ``AsyncHandler`` queues records.
public struct AsyncOptions: Sendable, Hashable {
    /// The size of the queue in bytes, rounded up to a power of two, at least 64 KiB.
    ///
    /// A record takes the bytes of its line and
    /// 32 to 63 more.
    public var capacity: Int
    /// What happens to a record for which there is no room.
    public var policy: BackPressure
    /// Seconds that a caller waits for room with ``BackPressure/block``.
    public var timeout: Double
    /// Seconds that ``AsyncHandler/flush()``, ``AsyncHandler/close()`` and the end of the process wait for the queue to be empty.
    public var drainLimit: Double
    /// Seconds between two records that say how many were dropped; 0 for no such records.
    public var reportInterval: Double
    /// The name of the journal, which keeps the queue beyond the death of the process; `nil` for none.
    public var journal: String?
    /// Whether the levels of the handlers behind the queue count.
    public var respectsHandlerLevel: Bool

    /// Creates options.
    ///
    /// - Parameters:
    ///   - capacity: the size of the queue in bytes.
    ///   - policy: what happens to a record for which there is no room.
    ///   - timeout: seconds that a caller waits for room.
    ///   - drainLimit: seconds that flushing and closing wait.
    ///   - reportInterval: seconds between two records that say how many were dropped; 0 for none.
    ///   - journal: the name of the journal; `nil` for none.
    ///   - respectsHandlerLevel: whether the levels of the handlers behind the queue count.
    public init(
        capacity: Int = 1 << 22,
        policy: BackPressure = .block,
        timeout: Double = 5,
        drainLimit: Double = 5,
        reportInterval: Double = 1,
        journal: String? = nil,
        respectsHandlerLevel: Bool = true
    ) {
        self.capacity = capacity
        self.policy = policy
        self.timeout = timeout
        self.drainLimit = drainLimit
        self.reportInterval = reportInterval
        self.journal = journal
        self.respectsHandlerLevel = respectsHandlerLevel
    }
}
