internal import LogRuntime

/// How a handler of a ``ConfigurationDocument`` that sends by HTTP or mail waits and tries again.
public struct DeliveryOptions: Sendable, Hashable {
    /// How many seconds each step with the server may take (`timeout`).
    public var timeout: Double
    /// How many records wait to be sent; one more is lost and counted (`capacity`).
    public var capacity: Int
    /// How many seconds a logging call may wait for room (`block_timeout`).
    public var blockTimeout: Double
    /// How many seconds flushing and closing wait until everything is sent (`drain_timeout`).
    public var drainTimeout: Double
    /// How often a record is sent that the server refuses for the time being (`attempts`).
    public var attempts: Int

    /// Creates options.
    ///
    /// - Parameters:
    ///   - timeout: how many seconds each step with the server may take.
    ///   - capacity: how many records wait to be sent.
    ///   - blockTimeout: how many seconds a logging call may wait for room.
    ///   - drainTimeout: how many seconds flushing and closing wait.
    ///   - attempts: how often a record is sent that the server refuses for the time being.
    public init(
        timeout: Double = 5,
        capacity: Int = 1000,
        blockTimeout: Double = 0,
        drainTimeout: Double = 5,
        attempts: Int = 5
    ) {
        self.timeout = timeout
        self.capacity = capacity
        self.blockTimeout = blockTimeout
        self.drainTimeout = drainTimeout
        self.attempts = attempts
    }

    /// Adds the keys.
    func add(to arguments: inout LogObject) {
        let usual = DeliveryOptions()
        arguments.add("timeout", timeout, unless: usual.timeout)
        arguments.add("capacity", capacity, unless: usual.capacity)
        arguments.add("block_timeout", blockTimeout, unless: usual.blockTimeout)
        arguments.add("drain_timeout", drainTimeout, unless: usual.drainTimeout)
        arguments.add("attempts", attempts, unless: usual.attempts)
    }
}
