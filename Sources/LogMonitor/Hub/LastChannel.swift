internal import Synchronization

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

/// The monitor that was used last, which mostly is the next one, too.
///
/// Guarded by a flag of its own: a thread that finds it set does not wait, but looks the monitor up as if there were none.
struct LastChannel: ~Copyable, @unchecked Sendable /* the flag guards the memory */ {
    private let isBusy = Atomic<Bool>(false)
    private let memory = UnsafeMutablePointer<(name: String, channel: MonitorChannel)?>.allocate(capacity: 1)

    init() {
        memory.initialize(to: nil)
    }

    deinit {
        memory.deinitialize(count: 1)
        memory.deallocate()
    }

    /// The monitor, if it has a name and nobody else is looking.
    @inline(__always) borrowing func channel(named name: String) -> MonitorChannel? {
        guard isBusy.compareExchange(expected: false, desired: true, ordering: .acquiring).exchanged else { return nil }
        defer { isBusy.store(false, ordering: .releasing) }
        guard memory.pointee?.name == name else { return nil }
        return memory.pointee?.channel
    }

    /// Remembers a monitor; `nil` forgets the one that is remembered.
    ///
    /// Called with the hub's lock held, so that nothing is remembered after it was forgotten.
    borrowing func remember(_ use: (name: String, channel: MonitorChannel)?) {
        while !isBusy.compareExchange(expected: false, desired: true, ordering: .acquiring).exchanged { sched_yield() }
        let former = memory.move()
        memory.initialize(to: use)
        isBusy.store(false, ordering: .releasing)
        // Released here, not while others are kept from looking.
        withExtendedLifetime(former) {}
    }
}
