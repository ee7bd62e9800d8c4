#if Network
internal import LogRuntime

/// The way from a handler to its courier: through a queue, or in CPython's way straight from the logging call.
final class Delivery<Carrier: Courier>: Sendable {
    private let courier: Carrier
    /// `nil` in CPython's way.
    private let queue: DeliveryQueue<Carrier>?
    // Keeps threads apart where there is no queue; held while the courier is on its way, as CPython holds a handler's lock.
    private let turn = Lock(())

    /// Creates a way.
    init(_ courier: Carrier, limits: DeliveryLimits, compatibility: Compatibility) {
        self.courier = courier
        queue = compatibility == .python313 ? nil : DeliveryQueue(courier, limits: limits)
    }

    /// Lets a handler count and report what is lost; a queue counts for it what it takes, too.
    func report(to handler: Handler) {
        guard let queue else { return }
        handler.leaveCountingToOwner()
        queue.setOwner(handler)
    }

    /// Sends a parcel, or puts it into the queue.
    ///
    /// - Throws: ``SinkError`` or ``QueueFullError`` when it is lost.
    func send(_ parcel: Carrier.Parcel, of handler: Handler) throws {
        if let queue { return try queue.put(parcel, of: handler) }
        switch turn.withLock({ _ in courier.deliver(parcel) }) {
        case .delivered: return
        case .lost(let error), .postponed(let error): throw error
        }
    }

    /// Waits until everything is sent.
    ///
    /// - Throws: ``SinkError`` when that takes too long.
    func flush() throws(SinkError) {
        try queue?.flush()
    }

    /// Sends what is left, for a limited time; what is then left is lost, and counted by the handler.
    func close(for handler: Handler) {
        guard let queue else { return turn.withLock { _ in courier.close() } }
        let reason = SinkError("flush", "the queue", problem: "closed before the record was sent")
        handler.reportLoss(of: queue.close(for: handler, losing: reason), by: reason)
    }

    /// How many records have not been sent.
    var pendingCount: Int { queue?.pendingCount ?? 0 }

    /// Adds to a handler's figures what the queue has counted for it.
    func amend(_ statistics: inout HandlerStatistics, of handler: Handler) {
        queue?.amend(&statistics, of: handler)
    }
}
#endif
