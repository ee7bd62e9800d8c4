import Dispatch
import LogRuntime
import Synchronization
import Testing

@testable import LogMonitor

/// The gate lets one thread at a time in, whoever opened the block, and nobody once it has ended.
struct SessionGateTests {
    /// A number that only the gate guards.
    private final class Guarded: @unchecked Sendable /* what the tests are about */ {
        private let gate: SessionGate
        private(set) var count = 0

        init(isShared: Bool) {
            gate = SessionGate(isShared: isShared)
        }

        func open() -> UInt64 { gate.open() }
        func close(_ block: UInt64) -> Bool { gate.close(block) }
        /// Counts one more, if the block is open.
        func add(_ block: UInt64) -> Bool { gate.pass(block) { count += 1 } }
    }

    /// Work on a thread of its own.
    private struct OtherThread {
        private let isDone = DispatchSemaphore(value: 0)

        init(_ body: @escaping @Sendable () -> Void) {
            let isDone = isDone
            let isStarted = DetachedThread.start {
                body()
                isDone.signal()
            }
            #expect(isStarted)
        }

        func join() {
            isDone.wait()
        }
    }

    /// Something counted by several threads.
    private final class Counter: Sendable {
        private let number = Atomic<Int>(0)
        var value: Int { number.load(ordering: .acquiring) }
        func add(_ count: Bool) { number.add(count ? 1 : 0, ordering: .acquiringAndReleasing) }
    }

    @Test(arguments: [false, true])
    func `owner and others change one after the other`(isShared: Bool) {
        // A gate loses its owner once, so there are many of them.
        for _ in 0..<300 {
            let guarded = Guarded(isShared: isShared)
            let block = guarded.open()
            let entered = Counter()
            let other = OtherThread {
                for _ in 0..<200 { entered.add(guarded.add(block)) }
            }
            for _ in 0..<200 { entered.add(guarded.add(block)) }
            other.join()
            #expect(entered.value == 400)
            #expect(guarded.count == 400)
            #expect(guarded.close(block))
        }
    }

    @Test(arguments: [false, true])
    func `what comes in before the end is seen at the end, and nothing comes in behind it`(isShared: Bool) {
        for round in 0..<300 {
            let guarded = Guarded(isShared: isShared)
            let block = guarded.open()
            let entered = Counter()
            let other = OtherThread {
                while guarded.add(block) { entered.add(true) }
            }
            for _ in 0..<round { _ = guarded.add(block) }
            #expect(guarded.close(block))
            let seen = guarded.count
            other.join()
            #expect(guarded.count == seen)
            #expect(seen == round + entered.value)
        }
    }

    @Test func `one of two that end a block ends it`() {
        for _ in 0..<300 {
            let guarded = Guarded(isShared: false)
            let block = guarded.open()
            let ends = Counter()
            let other = OtherThread { ends.add(guarded.close(block)) }
            ends.add(guarded.close(block))
            other.join()
            #expect(ends.value == 1)
            #expect(!guarded.add(block))
        }
    }

    @Test func `a session of an earlier block changes nothing, on any thread`() {
        let guarded = Guarded(isShared: false)
        let first = guarded.open()
        #expect(guarded.close(first))
        let second = guarded.open()
        #expect(second != first)
        #expect(!guarded.add(first))
        let changes = Counter()
        let other = OtherThread {
            changes.add(guarded.add(first))
            changes.add(guarded.close(first))
        }
        other.join()
        #expect(changes.value == 0)
        #expect(guarded.add(second))
        #expect(guarded.count == 1)
    }

    @Test func `a block that another thread opened is that thread's, with the same memory`() {
        let guarded = Guarded(isShared: false)
        for round in 1...50 {
            let successes = Counter()
            let other = OtherThread {
                let block = guarded.open()
                successes.add(guarded.add(block))
                successes.add(guarded.close(block))
            }
            other.join()
            #expect(successes.value == 2)
            #expect(guarded.count == round)
        }
    }
}
