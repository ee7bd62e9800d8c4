#if Network
/// How much a handler that sends over the network may hold, and for how long anybody waits for it.
///
/// ## Configuration keys
/// - `capacity` (integer, default 1000): records that wait to be sent; one more is lost and counted.
/// - `block_timeout` (seconds, default 0): how long a logging call may wait for room.
/// - `drain_timeout` (seconds, default 5): how long flushing and closing wait until everything is sent.
/// - `attempts` (integer, default 5): how often a record is sent that the server refuses for the time being. While the server
///   cannot be reached, records wait.
public struct DeliveryLimits: Sendable, Hashable {
    /// Records that wait to be sent; one more is lost and counted (`capacity`).
    public var capacity = 1000
    /// Seconds that a logging call may wait for room (`block_timeout`).
    public var blockTimeout = 0.0
    /// Seconds that flushing and closing wait until everything is sent (`drain_timeout`).
    public var drainTimeout = 5.0
    /// How often a record is sent that the server refuses for the time being (`attempts`).
    public var attempts = 5

    /// The defaults.
    public init() {}
}
#endif
