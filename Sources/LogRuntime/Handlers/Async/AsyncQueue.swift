internal import Synchronization

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

/// The queue of an ``AsyncHandler`` in one process, with the thread that empties it.
///
/// Callers put records in (`AsyncQueue+Callers.swift`); whoever has the turn takes them out and writes them
/// (`AsyncQueue+Delivery.swift`): the thread as a rule, and whoever flushes or closes.
final class AsyncQueue: @unchecked Sendable /* the ring, the turn and atomics guard everything */ {
    /// What the thread does, as callers need to know it.
    enum Rest {
        /// It looks for records, or will.
        static let awake = 0
        /// It sleeps for a short time.
        static let napping = 1
        /// It sleeps until it is woken.
        static let sleeping = 2
        /// There is no thread yet.
        static let unborn = 3
    }

    /// Where records go.
    enum Target {
        /// As lines to a sink, formatted by the callers.
        case lines(SinkHandler)
        /// As they are to handlers.
        case records([Handler])
    }

    /// The handler; `keeper` keeps it until the queue is closed, then whoever calls does, and the thread while it runs.
    unowned(unsafe) let handler: AsyncHandler
    /// Set when the queue is made, and taken away by who closes it.
    private var keeper: AsyncHandler?
    let options: AsyncOptions
    let target: Target
    let memory: QueueMemory
    let ring: RecordRing
    let journal: Journal?
    let limits: BackPressure.Limits
    /// The longest entry that goes through the ring; longer lines are written at once.
    let largestEntry: UInt64

    /// What the thread does: one of ``Rest``.
    ///
    /// Sequentially consistent together with the ring's head: the thread says that it sleeps and then looks for claims, a caller
    /// claims and then looks whether the thread sleeps; one of them sees the other.
    let rest = Atomic<Int>(Rest.unborn)
    /// Whether this is the copy that a forked child has of its parent's queue.
    ///
    /// Relaxed: set before the child runs anything else.
    let isForeign = Atomic<Bool>(false)
    /// Whether no caller waits for room, as waiting was in vain and nothing was written since.
    let isStalled = Atomic<Bool>(false)
    /// How many callers wait for room.
    let waiters = Atomic<Int>(0)
    /// How many records were dropped for want of room.
    let dropped = Atomic<Int>(0)
    /// Up to where records are written; moved by who has the turn, releasing, so that who waits for it sees the log's state.
    let delivered = Atomic<UInt64>(0)
    /// Whether the thread is to end.
    let isStopping = Atomic<Bool>(false)
    /// Wakes the thread.
    let bell = Bell()
    /// Wakes callers that wait for room.
    let roomBell = Bell()

    /// The right to take records out and to write them.
    let turn = Turn()
    // Guards the ring's tail between who has the turn and callers that drop the oldest. Taken inside of a turn, never around.
    let tailLock = Lock(())

    // MARK: What belongs to who has the turn

    /// Whether nothing is written any more: the queue was closed, and its memory is given back.
    var isEnded = false
    /// The lines that were taken out and are not wholly written.
    let batch: LineBatch
    /// Whether the batch is being written.
    var isBatchInHand = false
    /// Whether its first line is the queue's own, about dropped records.
    var batchHasReport = false
    /// The ring's position behind the batch.
    var batchEnd: UInt64 = 0
    /// Whether the last attempt to write has failed.
    var isFailing = false
    /// How many dropped records were told of.
    var droppedTold = 0
    /// When that was.
    var lastReport: Int64 = 0

    /// Makes a queue and, if wanted, its journal.
    ///
    /// - Throws: ``SinkError`` if there is no room.
    init(for handler: AsyncHandler, target: Target) throws(SinkError) {
        self.handler = handler
        keeper = handler
        self.target = target
        options = handler.options
        let layout = QueueLayout(capacity: options.capacity)
        if let name = handler.journalName, case .lines(let sinkHandler) = target,
            let settings = sinkHandler.fileSettings
        {
            let journal = try Journal.make(name, logPath: settings.path, layout: layout)
            self.journal = journal
            memory = journal.memory
            batch = journal.batch
        } else {
            journal = nil
            memory = try QueueMemory(layout)
            memory.touch()
            batch = memory.makeBatch()
        }
        ring = memory.ring
        limits = options.policy.limits(capacity: ring.capacity)
        largestEntry = UInt64(layout.batchCapacity / 2)
        lastReport = MonotonicTime.now
        AsyncQueueRegistry.shared.add(self)
    }

    // MARK: The thread

    /// Makes the thread; it takes no signals, which are the program's.
    ///
    /// - Returns: 0 or an error number.
    func startThread() -> Int32 {
        var all = sigset_t()
        var previous = sigset_t()
        sigfillset(&all)
        pthread_sigmask(SIG_BLOCK, &all, &previous)
        defer { pthread_sigmask(SIG_SETMASK, &previous, nil) }
        let box = Unmanaged.passRetained(self)
        let keeper = Unmanaged.passRetained(handler)
        #if canImport(Darwin)
        var thread: pthread_t?
        let failure = pthread_create(&thread, nil, { AsyncQueue.runThread($0) }, box.toOpaque())
        #else
        var thread = pthread_t()
        let failure = pthread_create(&thread, nil, { AsyncQueue.runThread($0) }, box.toOpaque())
        #endif
        if failure != 0 {
            box.release()
            keeper.release()
        }
        return failure
    }

    private static func runThread(_ argument: UnsafeMutableRawPointer?) -> UnsafeMutableRawPointer? {
        guard let argument else { return nil }
        let queue = Unmanaged<AsyncQueue>.fromOpaque(argument).takeRetainedValue()
        pthread_detach(pthread_self())
        let keeper = Unmanaged.passUnretained(queue.handler)
        defer { keeper.release() }
        queue.run()
        return nil
    }

    /// Writes what is in the queue until it is to stop.
    private func run() {
        var quietRounds = 0
        while !isStopping.load(ordering: .acquiring) {
            let rings = bell.count
            let progress = deliverAll()
            if isStopping.load(ordering: .acquiring) { return }
            if progress == .failing {
                bell.wait(after: rings, nanoseconds: 200_000_000)
                continue
            }
            quietRounds = progress == .moved ? 0 : quietRounds + 1
            // Sleeps of 1, 2, 4, 8 and then 16 ms; after about 50 ms of nothing the thread sleeps until it is woken.
            if quietRounds <= 6 {
                sleep(Rest.napping, rings, nanoseconds: 1_000_000 << Int64(min(quietRounds, 4)))
            } else if hasDropsToTell {
                sleep(Rest.napping, rings, nanoseconds: 100_000_000)
            } else {
                sleep(Rest.sleeping, rings, nanoseconds: nil)
            }
        }
    }

    private func sleep(_ kind: Int, _ rings: UInt64, nanoseconds: Int64?) {
        rest.store(kind, ordering: .sequentiallyConsistent)
        if kind == Rest.napping || ring.end == ring.start { bell.wait(after: rings, nanoseconds: nanoseconds) }
        rest.store(Rest.awake, ordering: .sequentiallyConsistent)
    }

    /// Wakes the thread, or makes it.
    @inline(never) func wake(_ found: Int, position: UInt64) {
        if found == Rest.napping, ring.used(upTo: position) <= ring.capacity / 4 { return }
        // Of many callers one wakes it.
        guard
            rest.compareExchange(expected: found, desired: Rest.awake, ordering: .sequentiallyConsistent).exchanged
        else { return }
        if found != Rest.unborn { return bell.ring() }
        let failure = startThread()
        guard failure != 0 else { return }
        // The records stay in the queue, and the next one tries again.
        rest.store(Rest.unborn, ordering: .sequentiallyConsistent)
        handler.report(SinkError("start", "the queue's thread", errorNumber: failure), isLoss: false)
    }

    // MARK: Waiting and ending

    /// Writes everything that is in the queue now, on this thread or by waiting for the other.
    ///
    /// - Returns: whether that was done in time.
    func drain(seconds: Double) -> Bool {
        // A handler behind the queue that flushes it waits for itself.
        if turn.isMine { return true }
        let goal = ring.end
        let deadline = MonotonicTime.deadline(after: seconds)
        while true {
            if turn.takeIfFree() {
                while delivered.load(ordering: .relaxed) < goal, deliverOnce() == .moved {}
                let isEnded = isEnded
                turn.end()
                // What a closed queue has left is told of already.
                if isEnded { return true }
            }
            if delivered.load(ordering: .acquiring) >= goal { return true }
            if MonotonicTime.now >= deadline { return false }
            MonotonicTime.nap()
        }
    }

    /// Takes no more records, writes what is in the queue for a limited time, and ends the thread.
    ///
    /// What cannot be written stays in the journal for the next start, or is lost and counted.
    func close() {
        guard !isStopping.exchange(true, ordering: .acquiringAndReleasing) else { return }
        let keeper = keeper
        defer { withExtendedLifetime(keeper) { self.keeper = nil } }
        _ = ring.close()
        let isDrained = drain(seconds: options.drainLimit)
        AsyncQueueRegistry.shared.remove(self)
        bell.ring()
        roomBell.ring()
        guard turn.takeIfFree() else {
            // The thread hangs in a write; what it holds is gone if the process ends before it comes back.
            handler.report(SinkError("flush", "the queue", problem: "closed while a write went on"), isLoss: false)
            return
        }
        defer {
            // Who recovers the journal works on a mapping of its own, and may make the file smaller under this one.
            isEnded = true
            memory.giveBack()
            turn.end()
        }
        tellDrops(isLast: true)
        if isDrained {
            journal?.remove()
        } else if let journal {
            handler.drop(countAll(), because: "left in the journal")
            memory.giveBack()
            journal.closeDescriptor()
            let problem = "closed before all was written: the rest is in the journal '\(journal.path)'"
            handler.report(SinkError("flush", "the queue", problem: problem), isLoss: false)
        } else {
            let lost = discardAll()
            handler.drop(lost, because: "closed")
            if lost > 0 { handler.fail("flush the queue: closed before all was written", records: lost) }
        }
    }
}
