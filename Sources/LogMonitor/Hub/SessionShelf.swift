internal import CLogRuntime
internal import Synchronization

/// The memory of a monitor's blocks that have ended, for its next ones to take without a lock.
///
/// Each thread has a preferred place, so that it mostly gets the memory back that it has used last. What lies here keeps its
/// monitor alive, until the shelf is closed.
final class SessionShelf: @unchecked Sendable /* places are atomic */ {
    /// How many blocks that run at once find memory here.
    private static let placeCount = 8
    /// Words between two places, which puts each in a cache line of its own.
    private static let stride = 64 / MemoryLayout<UInt>.stride
    /// What stands in every place of a closed shelf; no address.
    private static let closed: UInt = 1

    /// The name of the monitor.
    let monitorName: String
    /// The address of a retained core, 0 for none.
    private let places: UnsafeMutablePointer<Atomic<UInt>>

    init(monitorName: String) {
        self.monitorName = monitorName
        places = .allocate(capacity: SessionShelf.placeCount * SessionShelf.stride)
        for index in 0..<SessionShelf.placeCount {
            (places + index * SessionShelf.stride).initialize(to: Atomic(0))
        }
    }

    deinit {
        close()
        places.deallocate()
    }

    /// The memory that the calling thread has put here, or another one.
    @inline(__always) func take() -> SessionCore? {
        let preferred = SessionShelf.preferredPlace
        if let core = take(at: preferred) { return core }
        return takeElsewhere(than: preferred)
    }

    @inline(never) private func takeElsewhere(than preferred: Int) -> SessionCore? {
        var index = 0
        while index < SessionShelf.placeCount {
            if index != preferred, let core = take(at: index) { return core }
            index &+= 1
        }
        return nil
    }

    @inline(__always) private func take(at index: Int) -> SessionCore? {
        let place = places + index &* SessionShelf.stride
        let address = place.pointee.load(ordering: .relaxed)
        guard address > SessionShelf.closed,
            place.pointee.compareExchange(expected: address, desired: 0, ordering: .acquiring).exchanged,
            let pointer = UnsafeRawPointer(bitPattern: address)
        else { return nil }
        return Unmanaged<SessionCore>.fromOpaque(pointer).takeRetainedValue()
    }

    /// Puts memory back.
    ///
    /// - Parameter core: counted as a reference, which the shelf then has.
    /// - Returns: `false` if there is no room, or the shelf is closed.
    @inline(__always) func put(_ core: Unmanaged<SessionCore>) -> Bool {
        let address = UInt(bitPattern: core.toOpaque())
        let place = places + SessionShelf.preferredPlace &* SessionShelf.stride
        return place.pointee.compareExchange(expected: 0, desired: address, ordering: .releasing).exchanged
    }

    /// Gives all memory back, and lets none come any more.
    func close() {
        for index in 0..<SessionShelf.placeCount {
            let place = places + index * SessionShelf.stride
            let address = place.pointee.exchange(SessionShelf.closed, ordering: .acquiringAndReleasing)
            guard address > SessionShelf.closed, let pointer = UnsafeRawPointer(bitPattern: address) else { continue }
            Unmanaged<SessionCore>.fromOpaque(pointer).release()
        }
    }

    /// The calling thread's place; threads' marks are far from each other, often by a power of two.
    @inline(__always) private static var preferredPlace: Int {
        let mark = UInt64(truncatingIfNeeded: clogruntime_thread_mark())
        return Int(truncatingIfNeeded: (mark &* 0x9E37_79B9_7F4A_7C15) &>> 61)
    }
}
