#if Network
internal import LogRuntime

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

/// Keeps what a handler sends until a thread of its own has sent it, so that nobody who logs waits for the network.
///
/// The thread starts with the first parcel and ends when the queue is closed. While the receiver cannot be reached it tries
/// again after 1, 2, 4 … 30 seconds. What becomes of records is counted for the queue's owner under the queue's own lock, so that
/// whoever looks finds each in one place.
final class DeliveryQueue<Carrier: Courier>: @unchecked Sendable /* constants, and a queue behind its lock */ {
    private struct State {
        var waiting: [Carrier.Parcel] = []
        var first = 0
        /// How many records are being delivered.
        var inHand = 0
        /// Whether somebody is being told what the last delivery has come to.
        var isTelling = false
        /// How often a parcel was tried again.
        var retries = 0
        var thread: pthread_t?
        var isClosed = false
        /// Whether the thread is to give up what it cannot send at once.
        var isHurried = false
        /// How many wait for the queue to be empty, so that parcels are not held back to be gathered.
        var flushCount = 0
        /// When the next delivery may be, where there is an interval.
        var notBefore: WallTime?
        /// Whose queue it is: kept by the thread, so that what is lost is counted as long as anything can be.
        weak var owner: Handler?

        var count: Int { waiting.count - first }
        var pending: Int { count + inHand }
        /// Whether nothing is left to do: all is delivered, or lost and told.
        var isEmpty: Bool { pending == 0 && !isTelling }

        mutating func takeFirst() -> Carrier.Parcel {
            let parcel = waiting[first]
            first += 1
            if first == waiting.count || first > 256 {
                waiting.removeFirst(first)
                first = 0
            }
            return parcel
        }
    }

    private let courier: Carrier
    private let limits: DeliveryLimits
    private let state = WaitingLock(State())

    /// Creates an empty queue.
    init(_ courier: Carrier, limits: DeliveryLimits) {
        self.courier = courier
        self.limits = limits
    }

    /// Says whose queue it is: who counts, and is told of losses.
    func setOwner(_ owner: Handler) {
        state.withLock { $0.owner = owner }
    }

    /// How many records have not been sent.
    var pendingCount: Int { state.withLock { $0.pending } }

    /// Says where the owner's records are, all at the same moment, and how often a parcel was tried again.
    func amend(_ statistics: inout HandlerStatistics, of owner: Handler) {
        state.withLock { state in
            owner.count(into: &statistics, pending: state.pending)
            statistics.retries += state.retries
        }
    }

    /// Puts a parcel into the queue, and counts its record for the owner.
    ///
    /// - Throws: ``QueueFullError`` when there is no room in time, or the queue was closed.
    func put(_ parcel: Carrier.Parcel, of owner: Handler) throws {
        let capacity = max(1, limits.capacity)
        var isQueued = false
        var isFirst = false
        let deadline = limits.blockTimeout > 0 ? DeliveryQueue.moment(in: limits.blockTimeout) : WallTime(seconds: 0)
        state.wait(until: deadline) { state in
            guard !state.isClosed else { return true }
            guard state.count < capacity else { return false }
            state.waiting.append(parcel)
            owner.countTaken()
            isQueued = true
            isFirst = state.thread == nil
            return true
        }
        guard isQueued else { throw QueueFullError() }
        if isFirst { start() } else { state.wakeAll() }
    }

    private static func moment(in seconds: Double) -> WallTime {
        WallTime(epochSeconds: WallTime.now().epochSeconds + seconds)
    }

    // MARK: The thread

    private func start() {
        let failure = state.withLock { state -> Int32 in
            guard state.thread == nil else { return 0 }
            let (thread, failure) = DeliveryQueue.makeThread(for: self, of: state.owner)
            state.thread = thread
            return failure
        }
        // The parcels stay, and the next one tries again.
        if failure != 0 { tell(SinkError("start", "the queue's thread", errorNumber: failure)) }
    }

    /// Makes a thread that takes no signals: those are the program's.
    private static func makeThread(for queue: DeliveryQueue, of owner: Handler?) -> (thread: pthread_t?, failure: Int32)
    {
        var all = sigset_t()
        var previous = sigset_t()
        sigfillset(&all)
        pthread_sigmask(SIG_BLOCK, &all, &previous)
        defer { pthread_sigmask(SIG_SETMASK, &previous, nil) }
        let box = Unmanaged<AnyObject>.passRetained(ThreadBody { withExtendedLifetime(owner) { queue.run() } })
        #if canImport(Darwin)
        var thread: pthread_t?
        let failure = pthread_create(&thread, nil, { ThreadBody.run($0) }, box.toOpaque())
        #else
        var made = pthread_t()
        let failure = pthread_create(&made, nil, { ThreadBody.run($0) }, box.toOpaque())
        let thread: pthread_t? = made
        #endif
        guard failure == 0 else {
            box.release()
            return (nil, failure)
        }
        return (thread, 0)
    }

    private func run() {
        while let parcel = next() {
            settle(deliver(parcel))
            state.wakeAll()
        }
        courier.close()
    }

    /// Counts what was in hand as delivered, or as lost by an error; whoever waits for it finds that told as well.
    private func settle(_ error: SinkError?) {
        let (owner, lost) = state.withLock { state -> (Handler?, Int) in
            defer { state.inHand = 0 }
            guard let error else { return (nil, 0) }
            state.isTelling = true
            state.owner?.drop(state.inHand, by: error)
            return (state.owner, state.inHand)
        }
        guard let error else { return }
        owner?.reportLoss(of: lost, by: error)
        state.withLock { $0.isTelling = false }
    }

    /// Waits for a parcel; `nil` ends the thread.
    private func next() -> Carrier.Parcel? {
        let interval = courier.interval
        var parcels: [Carrier.Parcel] = []
        if interval > 0 { waitForInterval() }
        state.wait { state in
            if state.count > 0 {
                parcels.append(state.takeFirst())
                while interval > 0, state.count > 0 { parcels.append(state.takeFirst()) }
                state.inHand = parcels.count
                if interval > 0 { state.notBefore = DeliveryQueue.moment(in: interval) }
                return true
            }
            guard state.isClosed else { return false }
            state.thread = nil
            return true
        }
        return parcels.count > 1 ? courier.gather(parcels) : parcels.first
    }

    /// Holds parcels back until the interval since the last delivery has passed, or somebody waits for them.
    private func waitForInterval() {
        guard let moment = state.withLock({ $0.notBefore }) else { return }
        state.wait(until: moment) { $0.flushCount > 0 || $0.isClosed }
    }

    /// Delivers a parcel, as often as it takes.
    ///
    /// - Returns: why it is lost, if it is.
    private func deliver(_ parcel: Carrier.Parcel) -> SinkError? {
        var seconds = 1.0
        var attempts = 0
        while true {
            switch courier.deliver(parcel) {
            case .delivered: return nil
            case .lost(let error): return error
            case .postponed(let error):
                attempts += 1
                let isUnreachable = error.operation == "connect"
                if attempts >= max(1, limits.attempts), !isUnreachable { return error }
                if attempts == 1 { tell(error) }
                let isHurried = state.wait(until: DeliveryQueue.moment(in: seconds)) { $0.isHurried }
                if isHurried { return error }
                state.withLock { $0.retries += 1 }
                seconds = min(seconds * 2, 30)
            }
        }
    }

    /// Tells of trouble that has cost no record yet.
    private func tell(_ error: SinkError) {
        state.withLock { $0.owner }?.report(error, isLoss: false)
    }

    // MARK: Emptying the queue

    /// Waits until everything is sent.
    ///
    /// - Throws: ``SinkError`` when that takes longer than ``DeliveryLimits/drainTimeout``.
    func flush() throws(SinkError) {
        guard drain() else {
            throw SinkError(
                "flush",
                "the queue",
                problem: "\(pendingCount) records wait for longer than \(limits.drainTimeout) s"
            )
        }
    }

    /// Waits for the queue to be empty; whether it has become so in time.
    private func drain() -> Bool {
        state.withLock { $0.flushCount += 1 }
        state.wakeAll()
        defer { state.withLock { $0.flushCount -= 1 } }
        return state.wait(until: DeliveryQueue.moment(in: limits.drainTimeout)) { $0.isEmpty || $0.thread == nil }
    }

    /// Waits until everything is sent, ends the thread, and gives up what is left.
    ///
    /// - Parameters:
    ///   - owner: counts what is lost by that.
    ///   - error: the reason.
    /// - Returns: how many parcels these are.
    func close(for owner: Handler, losing error: SinkError) -> Int {
        _ = drain()
        let lost = state.withLock { state -> Int in
            state.isClosed = true
            state.isHurried = true
            let lost = state.count
            state.waiting = []
            state.first = 0
            owner.drop(lost, by: error)
            return lost
        }
        state.wakeAll()
        return lost
    }
}

/// What a thread runs.
private final class ThreadBody {
    private let body: () -> Void

    init(_ body: @escaping () -> Void) {
        self.body = body
    }

    static func run(_ argument: UnsafeMutableRawPointer?) -> UnsafeMutableRawPointer? {
        guard let argument else { return nil }
        let body = Unmanaged<AnyObject>.fromOpaque(argument).takeRetainedValue() as? ThreadBody
        pthread_detach(pthread_self())
        body?.body()
        return nil
    }
}
#endif
