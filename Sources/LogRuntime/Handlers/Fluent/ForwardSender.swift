internal import Synchronization

/// The buffer of a ``FluentHandler`` in one process, with the thread that sends what is in it.
final class ForwardSender: @unchecked Sendable /* the turn guards the backlog; the link belongs to the thread */ {
    /// How it went with a record.
    enum Outcome {
        /// It waits to be sent.
        case taken
        /// There is no room.
        case full
        /// The sender is closed.
        case closed
        /// The sender is the parent's; this process needs one of its own.
        case foreign
    }

    private let options: FluentOptions
    private let tag: [UInt8]?
    private weak var handler: FluentHandler?
    private let name: String

    /// Guards the backlog, the thread's life and the figures beside them; never held during I/O.
    let turn = Turn()
    private var backlog = ForwardBacklog()
    /// How many records the thread has taken out and not yet sent.
    private var inHand = 0
    private var hasThread = false
    private var hasEnded = false
    private var deadline: Int64 = .max

    /// Whether this is the copy that a forked child has of its parent's sender; set before the child runs anything else.
    let isForeign = Atomic<Bool>(false)
    /// Whether nothing more is taken.
    private let isClosing = Atomic<Bool>(false)
    /// Whether the thread waits for records.
    ///
    /// Sequentially consistent with the backlog's lock: one sees the other.
    private let isIdle = Atomic<Bool>(false)
    /// Wakes the thread.
    private let bell = Bell()
    /// Wakes who waits for room, or for everything to be sent.
    private let progress = Bell()

    // MARK: What belongs to the thread

    private var link: ForwardLink
    private var batch = ForwardBatch()
    private var retry = RetryDelay(limit: 30)
    /// Whether it was told that records wait.
    private var hasToldTrouble = false

    /// Creates a sender; its thread starts with the first record.
    ///
    /// - Parameters:
    ///   - handler: told of trouble.
    ///   - tag: the tag as MessagePack, if batches have one.
    ///   - network: how the receiver is reached.
    init(for handler: FluentHandler, tag: [UInt8]?, network: any NetworkConnecting) {
        self.handler = handler
        self.tag = tag
        options = handler.options
        name = handler.displayName
        link = ForwardLink(options, network: network)
        ForwardSenderRegistry.shared.add(self)
    }

    private func withTurn<Result>(_ body: () -> Result) -> Result {
        turn.take()
        defer { turn.end() }
        return body()
    }

    /// How many records wait, or are on their way.
    var pending: Int { withTurn { backlog.count + inHand } }

    // MARK: Taking records

    /// Takes a record.
    func put(_ record: UnsafeRawBufferPointer) -> Outcome {
        if isForeign.load(ordering: .relaxed) { return .foreign }
        guard record.count <= options.bufferLimit else { return .full }
        var deadline: Int64?
        while true {
            let rings = progress.count
            var lost = 0
            let outcome = withTurn { () -> Outcome in
                if isClosing.load(ordering: .relaxed) { return .closed }
                while backlog.size + record.count > options.bufferLimit {
                    guard options.policy == .dropOldest, backlog.count > 0 else { return .full }
                    backlog.removeOldest()
                    lost += 1
                }
                backlog.append(record)
                if !hasThread { startThread() }
                return .taken
            }
            if lost > 0 { handler?.tellLoss(lost, because: "buffer full") }
            switch outcome {
            case .taken:
                if isIdle.load(ordering: .sequentiallyConsistent) { wake() }
                return .taken
            case .full where options.policy == .block:
                let end = deadline ?? MonotonicTime.deadline(after: options.timeout)
                deadline = end
                let left = end - MonotonicTime.now
                if left <= 0 { return .full }
                progress.wait(after: rings, nanoseconds: left)
            default: return outcome
            }
        }
    }

    /// Wakes the thread, if nobody else does.
    private func wake() {
        if isIdle.exchange(false, ordering: .sequentiallyConsistent) { bell.ring() }
    }

    private func startThread() {
        // Without a thread the record waits, and the next one tries again.
        let handler = handler
        // The thread keeps the handler, so that what is lost is counted as long as anything can be.
        hasThread = DetachedThread.start { [self] in withExtendedLifetime(handler) { run() } }
    }

    // MARK: Flushing and closing

    /// Waits until everything that waits is sent.
    ///
    /// - Returns: whether that was done in time.
    func drain(seconds: Double) -> Bool {
        let end = MonotonicTime.deadline(after: seconds)
        while true {
            let rings = progress.count
            let isDone = withTurn { (backlog.count == 0 && inHand == 0) || hasEnded }
            if isDone { return true }
            let left = end - MonotonicTime.now
            if left <= 0 { return false }
            progress.wait(after: rings, nanoseconds: left)
        }
    }

    /// Takes no more records, sends what waits as far as time allows, and ends the thread.
    ///
    /// - Returns: how many records are lost.
    func close() -> Int {
        let isFirst = !isClosing.exchange(true, ordering: .sequentiallyConsistent)
        guard isFirst, !isForeign.load(ordering: .relaxed) else { return 0 }
        withTurn { deadline = MonotonicTime.deadline(after: options.drainLimit) }
        bell.ring()
        progress.ring()
        if withTurn({ hasThread }) {
            _ = drain(seconds: options.drainLimit)
            // The thread sees the deadline in between; it says so when it has let go of the batch.
            let end = MonotonicTime.deadline(after: 1)
            while !withTurn({ hasEnded }), MonotonicTime.now < end { MonotonicTime.nap() }
        }
        ForwardSenderRegistry.shared.remove(self)
        return withTurn {
            defer { inHand = 0 }
            return backlog.removeAll() + inHand
        }
    }

    /// Ends the sender with its process.
    func end() {
        let lost = close()
        if lost > 0 { handler?.tellLoss(lost, because: "closed before all was sent") }
    }

    // MARK: The thread

    private var isOver: Bool {
        isClosing.load(ordering: .relaxed) && withTurn { MonotonicTime.now > deadline }
    }

    private func run() {
        while true {
            let rings = bell.count
            if batch.count == 0 { takeBatch() }
            if batch.count == 0 {
                if isClosing.load(ordering: .sequentiallyConsistent) { break }
                isIdle.store(true, ordering: .sequentiallyConsistent)
                if withTurn({ backlog.count == 0 }), !isClosing.load(ordering: .sequentiallyConsistent) {
                    bell.wait(after: rings)
                }
                isIdle.store(false, ordering: .sequentiallyConsistent)
            } else if !deliver(rings) {
                break
            }
        }
        link.close()
        withTurn { hasEnded = true }
        progress.ring()
    }

    private func takeBatch() {
        withTurn {
            batch.fill(from: &backlog, tag: tag)
            inHand = batch.count
        }
        // There is room again.
        if batch.count > 0 { progress.ring() }
    }

    /// Sends the batch, or waits for the time of another attempt.
    ///
    /// - Returns: `false` if the thread is to end.
    private func deliver(_ rings: UInt64) -> Bool {
        let wasConnected = link.isConnected
        do throws(SinkError) {
            if !wasConnected {
                try link.connect(for: name)
                batch.rewind()
            }
            guard try link.send(&batch, unless: { self.isOver }) else { return false }
        } catch {
            link.close()
            // A connection that was there before has been ended by the other side: there may be a new one at once.
            if wasConnected { return !isOver }
            tell(error)
            // At the end there is one attempt, if there was none before.
            if isClosing.load(ordering: .relaxed) { return false }
            retry.fail(at: ForwardSender.now)
            waitForRetry(rings)
            return !isOver
        }
        retry.succeed()
        hasToldTrouble = false
        batch.removeAll()
        withTurn { inHand = 0 }
        progress.ring()
        return true
    }

    private func tell(_ error: SinkError) {
        guard !hasToldTrouble else { return }
        hasToldTrouble = true
        handler?.report(error, isLoss: false)
    }

    private func waitForRetry(_ rings: UInt64) {
        while !retry.allows(at: ForwardSender.now), !isClosing.load(ordering: .relaxed) {
            // Bells that ring for records do not end the wait.
            bell.wait(after: bell.count, nanoseconds: 100_000_000)
        }
    }

    /// A clock that nobody sets, in the form that ``RetryDelay`` takes.
    private static var now: WallTime {
        let now = MonotonicTime.now
        return WallTime(seconds: now / 1_000_000_000, nanoseconds: Int32(now % 1_000_000_000))
    }
}
