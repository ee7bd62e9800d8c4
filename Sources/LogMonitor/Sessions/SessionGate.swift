internal import CLogRuntime
internal import Synchronization

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

/// Lets one thread at a time change a block's record, and nobody once the block has ended.
///
/// A block's values mostly come from the thread that opened it, its owner: that one only says that it is inside, which costs
/// no atomic read-modify-write. The first other thread that comes takes this preference away for good: it makes all threads
/// pass a memory barrier and waits until the owner is outside; from then on everybody takes the gate alike, and blocks that use
/// the same memory later begin that way. A change is a few dozen bytes, so whoever meets another one waits for it awake.
///
/// Source of the idea: biased locks.
struct SessionGate: ~Copyable {
    /// The bit that says that a thread, not the owner, is changing the record right now.
    private static let busy: UInt64 = 1 << 63
    /// The bit that says that the owner need not take the gate.
    private static let isOwned: UInt64 = 1 << 62
    /// How often a thread looks at a gate in use before it lets others run.
    private static let spinLimit = 100

    /// The number of the block that may log, and the bits; every block has another number, and none has an even one.
    private let state = Atomic<UInt64>(0)
    /// The thread that opened the block; means something while the bit is set.
    private let owner = Atomic<UInt>(0)
    /// Not 0 while the owner is inside.
    private let ownerInside = Atomic<UInt>(0)
    /// Whether no block has an owner any more.
    private let isShared: Atomic<Bool>

    /// Makes the gate of blocks that are yet to come.
    ///
    /// - Parameter isShared: whether they have no owner from the first on.
    init(isShared: Bool) {
        #if SANITIZE_THREAD
        // The sanitizer does not know of barriers that one thread makes all others pass.
        self.isShared = Atomic(true)
        #else
        self.isShared = Atomic(isShared || clogruntime_has_barrier() == 0)
        #endif
    }

    /// Lets a block log.
    ///
    /// Called by who has the memory for itself: sessions of earlier blocks only compare.
    ///
    /// - Returns: the block's number.
    @inline(__always) borrowing func open() -> UInt64 {
        let block = state.load(ordering: .relaxed) &+ 1
        if isShared.load(ordering: .relaxed) {
            state.store(block, ordering: .releasing)
        } else {
            owner.store(UInt(clogruntime_thread_mark()), ordering: .relaxed)
            state.store(block | SessionGate.isOwned, ordering: .releasing)
        }
        return block
    }

    /// Ends a block: from here on the record belongs to the caller.
    ///
    /// - Returns: whether the block was open.
    @inline(__always) borrowing func close(_ block: UInt64) -> Bool {
        let isOwner = enterAsOwner(block)
        guard isOwner || enter(block) else { return false }
        // A thread that is waiting for the owner to leave finds another number then.
        state.store(block &+ 1, ordering: .releasing)
        if isOwner { leaveAsOwner() }
        return true
    }

    /// Runs a closure that changes the record of a block.
    ///
    /// - Parameters:
    ///   - block: the block's number.
    ///   - change: must not come here again, so it runs no code but this library's.
    /// - Returns: whether the block was open, so that the closure was run.
    @inline(__always) borrowing func pass(_ block: UInt64, _ change: () -> Void) -> Bool {
        let isOwner = enterAsOwner(block)
        guard isOwner || enter(block) else { return false }
        change()
        if isOwner {
            leaveAsOwner()
        } else {
            state.store(block, ordering: .releasing)
        }
        return true
    }

    /// Says that the owner is outside again.
    @inline(__always) borrowing func leaveAsOwner() {
        ownerInside.store(0, ordering: .releasing)
    }

    /// Says that the owner is inside, if the caller is the owner and still preferred.
    @inline(__always) borrowing func enterAsOwner(_ block: UInt64) -> Bool {
        // In this order: what this thread has closed itself it does not find open any more, whoever the next owner is.
        guard state.load(ordering: .acquiring) == block | SessionGate.isOwned,
            owner.load(ordering: .relaxed) == UInt(clogruntime_thread_mark())
        else { return false }
        ownerInside.store(1, ordering: .relaxed)
        // Who takes the preference away makes this thread pass the barrier that would have to stand here.
        clogruntime_order_memory()
        if _fastPath(state.load(ordering: .acquiring) == block | SessionGate.isOwned) { return true }
        ownerInside.store(0, ordering: .releasing)
        return false
    }

    /// Takes the gate, unless the block has ended.
    @inline(never) private borrowing func enter(_ block: UInt64) -> Bool {
        var tries = 0
        while true {
            let (isTaken, found) = state.compareExchange(
                expected: block,
                desired: block | SessionGate.busy,
                ordering: .acquiring
            )
            if isTaken { return true }
            if found == block | SessionGate.isOwned {
                if let isOpen = takeFromOwner(block) { return isOpen }
                continue
            }
            guard found == block | SessionGate.busy else { return false }
            tries += 1
            if tries > SessionGate.spinLimit { sched_yield() }
        }
    }

    /// Takes the gate from a block's owner.
    ///
    /// - Returns: whether the block is open; `nil` if something has changed meanwhile.
    private borrowing func takeFromOwner(_ block: UInt64) -> Bool? {
        let taken = block | SessionGate.busy
        let exchange = state.compareExchange(
            expected: block | SessionGate.isOwned,
            desired: taken,
            ordering: .acquiringAndReleasing
        )
        guard exchange.exchanged else { return nil }
        isShared.store(true, ordering: .relaxed)
        clogruntime_synchronise_threads()
        while ownerInside.load(ordering: .acquiring) != 0 { sched_yield() }
        // What the owner was doing may have been to end the block.
        return state.load(ordering: .acquiring) == taken
    }
}
