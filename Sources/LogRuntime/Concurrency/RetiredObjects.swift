/// What records on their way may still be using: chains of handlers, and with them handlers, that the tree has replaced.
///
/// They are let go when each thread was seen without a record, or with another one than before: see ``RecordsUnderWay``.
/// Logging calls do nothing for it.
package enum RetiredObjects {
    private struct State {
        var objects: [any AnyObject & Sendable] = []
        /// With so many a change of the tree looks whether they can go.
        var limit = RetiredObjects.firstLimit
    }

    /// A change of the tree lets so many objects wait for the next one: looking makes all threads pass a barrier.
    private static let firstLimit = 32
    /// Seconds that a change of the tree waits for records at most.
    private static let patience = 0.05

    // Guards the list; nothing is let go under it.
    private static let state = Lock(State())

    /// How many wait.
    static var count: Int { state.withLock { $0.objects.count } }

    /// Keeps an object until no record can be using it.
    package static func add(_ object: (any AnyObject & Sendable)?) {
        guard let object else { return }
        state.withLock { $0.objects.append(object) }
    }

    /// Lets go what no record can be using, once that is worth looking.
    package static func releaseIfMany() {
        if state.withLock({ $0.objects.count >= $0.limit }) { release(limit: patience) }
    }

    /// Lets go what no record can be using.
    ///
    /// Within a record nothing goes: the chain that the record is following may be among it.
    ///
    /// - Parameter limit: seconds to wait for records that are on their way; what they may be using is kept if that was in vain.
    package static func release(limit: Double) {
        guard ThreadContext.existing?.pointee.depth ?? 0 == 0 else { return }
        var objects: [any AnyObject & Sendable] = []
        state.withLock { swap(&$0.objects, &objects) }
        guard !objects.isEmpty else { return }
        let kept = RecordsUnderWay.wait(limit: limit) ? [] : objects
        state.withLock { state in
            state.objects += kept
            state.limit = max(firstLimit, 2 * state.objects.count)
        }
    }
}
