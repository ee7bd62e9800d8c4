internal import Synchronization

extension AsyncQueue {
    /// How it went with a record that was to be put into the queue.
    enum Outcome {
        /// It is in the queue.
        case queued
        /// There was no room; it is counted.
        case dropped
        /// It is too long for the queue.
        case tooLong
        /// The queue takes no more records.
        case closed
        /// The queue is the parent's; this process needs one of its own.
        case foreign
    }

    /// Puts a line into the queue.
    @inline(__always)
    func put(_ line: UnsafeRawBufferPointer, level: Level, at time: WallTime) -> Outcome {
        if _slowPath(isForeign.load(ordering: .relaxed)) { return .foreign }
        let space = RingEntry.space(forPayload: line.count)
        if _slowPath(space > largestEntry) { return .tooLong }
        let limit = limits.limit(for: level)
        var position = ring.claim(space, limit: limit)
        if _slowPath(position >= RecordRing.sealed) {
            if position == RecordRing.sealed { return .closed }
            position = claimSlowly(space, limit: limit)
            if position == RecordRing.sealed { return .closed }
            if position == RecordRing.full { return .dropped }
        }
        ring.publish(position, line: line, at: time)
        let state = rest.load(ordering: .sequentiallyConsistent)
        if _slowPath(state != Rest.awake) { wake(state, position: position) }
        return .queued
    }

    /// Puts a record into the queue as it is.
    ///
    /// The memory that it takes elsewhere counts as if it were in the ring, so that the capacity limits all of it.
    func put(_ record: StoredRecord, weight: Int, level: Level) -> Outcome {
        if isForeign.load(ordering: .relaxed) { return .foreign }
        let count = min(weight, Int(largestEntry) - RingEntry.headSize)
        let space = RingEntry.space(forPayload: count)
        let limit = limits.limit(for: level)
        var position = ring.claim(space, limit: limit)
        if position == RecordRing.full { position = claimSlowly(space, limit: limit) }
        if position == RecordRing.sealed { return .closed }
        if position == RecordRing.full { return .dropped }
        let box = Unmanaged.passRetained(QueuedRecord(record))
        ring.publish(position, reference: box.toOpaque(), standingFor: count)
        let state = rest.load(ordering: .sequentiallyConsistent)
        if state != Rest.awake { wake(state, position: position) }
        return .queued
    }

    // MARK: When there is no room

    /// Claims room once there is none, as the policy says.
    @inline(never) private func claimSlowly(_ space: UInt64, limit: UInt64) -> UInt64 {
        bell.ring()
        var position = RecordRing.full
        // Who empties the queue would wait for itself.
        if !turn.isMine {
            switch options.policy {
            case .block: position = waitForRoom(space, limit: limit)
            case .dropOldest: position = makeRoom(space, limit: limit)
            case .dropNewest, .dropLowestSeverity: break
            }
        }
        if position == RecordRing.full { dropped.add(1, ordering: .relaxed) }
        return position
    }

    private func waitForRoom(_ space: UInt64, limit: UInt64) -> UInt64 {
        if isStalled.load(ordering: .relaxed) { return RecordRing.full }
        let deadline = MonotonicTime.deadline(after: options.timeout)
        waiters.add(1, ordering: .sequentiallyConsistent)
        defer { waiters.subtract(1, ordering: .relaxed) }
        while true {
            let rings = roomBell.count
            let position = ring.claim(space, limit: limit)
            if position != RecordRing.full { return position }
            let left = deadline - MonotonicTime.now
            if left <= 0 {
                isStalled.store(true, ordering: .relaxed)
                return RecordRing.full
            }
            let state = rest.load(ordering: .sequentiallyConsistent)
            if state != Rest.awake { wake(state, position: ring.end) }
            roomBell.wait(after: rings, nanoseconds: min(left, 10_000_000))
        }
    }

    private func makeRoom(_ space: UInt64, limit: UInt64) -> UInt64 {
        for _ in 0..<64 {
            tailLock.withLock { _ in discardOldest(space, limit: limit) }
            let position = ring.claim(space, limit: limit)
            if position != RecordRing.full { return position }
        }
        return RecordRing.full
    }

    /// Drops entries from the front until there is room, or one is in the making; the tail's lock is held.
    private func discardOldest(_ space: UInt64, limit: UInt64) {
        let start = ring.start
        var position = start
        // Twice the space: the claim may have to fill up the ring's end.
        let wanted = ring.end &+ 2 &* space
        while wanted &- position > limit, let entry = ring.entry(at: position) {
            position &+= RingEntry.space(forPayload: entry.length)
            if entry.kind != RingEntry.Kind.padding { dropped.add(1, ordering: .relaxed) }
            release(entry)
        }
        if position != start { ring.release(upTo: position) }
    }

    /// Lets go of a record that an entry refers to.
    func release(_ entry: RingEntry) {
        guard entry.kind == RingEntry.Kind.reference else { return }
        _ = AsyncQueue.record(of: entry)
    }

    /// The record that an entry refers to, taken out.
    static func record(of entry: RingEntry) -> QueuedRecord? {
        guard let address = entry.payload.baseAddress,
            let pointer = UnsafeRawPointer(bitPattern: address.loadUnaligned(as: UInt.self))
        else { return nil }
        return Unmanaged<QueuedRecord>.fromOpaque(pointer).takeRetainedValue()
    }
}

/// A record that waits in a queue as it is.
final class QueuedRecord: Sendable {
    /// The record.
    let record: StoredRecord

    init(_ record: StoredRecord) { self.record = record }
}
