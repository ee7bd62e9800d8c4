internal import Synchronization

/// A ring of bytes that many threads put entries into and one takes them out of, without a lock.
///
/// Positions count bytes from the queue's beginning and never wrap; an entry lies at its position modulo the capacity, in one
/// piece. A producer claims room by moving `head`, copies, and publishes by storing the entry's stamp. The stamp is the
/// position mixed with a random number, so it is valid on one lap only and nothing has to be cleared for the next.
///
/// Orders of memory:
/// - `head`: moved with sequential consistency. That orders a claim against the drainer's going to sleep (it announces its
///   sleep, then looks at `head`; a producer moves `head`, then looks at the announcement), and against sealing.
/// - stamp: stored releasing after the payload, loaded acquiring before it: who sees the stamp sees the entry.
/// - `tail`: stored releasing by who took entries out, loaded acquiring by producers: room is written to only after what was
///   in it has been read.
///
/// Of a killed process all stores up to the kill stay in a mapped file, in the program's order: a stamp that is there has its
/// entry before it.
struct RecordRing: @unchecked Sendable /* see the orders above */ {
    private let head: UnsafeMutablePointer<Atomic<UInt64>>
    private let tail: UnsafeMutablePointer<Atomic<UInt64>>
    private let data: UnsafeMutableRawPointer
    private let salt: UInt64
    /// Whether entries have checksums, as in a journal.
    private let isChecked: Bool
    /// How many bytes the ring has: a power of two.
    let capacity: UInt64

    /// Set in `head` once no more entries are taken.
    private static let seal: UInt64 = 1 << 63
    /// In place of a position: there is no room.
    static let full = UInt64.max
    /// In place of a position: no more entries are taken.
    static let sealed = UInt64.max - 1

    /// Makes a ring of memory that outlives it: all zero at first, or a ring's of before.
    init(
        head: UnsafeMutableRawPointer,
        tail: UnsafeMutableRawPointer,
        data: UnsafeMutableRawPointer,
        capacity: UInt64,
        salt: UInt64,
        isChecked: Bool
    ) {
        self.head = head.bindMemory(to: Atomic<UInt64>.self, capacity: 1)
        self.tail = tail.bindMemory(to: Atomic<UInt64>.self, capacity: 1)
        self.data = data
        self.capacity = capacity
        self.salt = salt
        self.isChecked = isChecked
    }

    // MARK: Putting in

    /// Claims room.
    ///
    /// - Parameters:
    ///   - space: a multiple of 32, at most a quarter of the capacity.
    ///   - limit: how full the ring may become.
    /// - Returns: the position, ``full`` or ``sealed``.
    @inline(__always) func claim(_ space: UInt64, limit: UInt64) -> UInt64 {
        var position = head.pointee.load(ordering: .relaxed)
        while true {
            if _slowPath(position & RecordRing.seal != 0) { return RecordRing.sealed }
            let left = capacity &- (position & (capacity &- 1))
            // An entry lies in one piece: what is too short for it is filled up.
            let padding = left < space ? left : 0
            let end = position &+ padding &+ space
            if _slowPath(end &- tail.pointee.load(ordering: .acquiring) > limit) { return RecordRing.full }
            let (exchanged, found) = head.pointee.weakCompareExchange(
                expected: position,
                desired: end,
                successOrdering: .sequentiallyConsistent,
                failureOrdering: .relaxed
            )
            if exchanged {
                if _slowPath(padding > 0) {
                    publish(position, kind: RingEntry.Kind.padding, count: Int(padding) - RingEntry.headSize)
                }
                return position &+ padding
            }
            position = found
        }
    }

    /// Fills claimed room with a line and publishes it.
    @inline(__always) func publish(_ position: UInt64, line: UnsafeRawBufferPointer, at time: WallTime) {
        let entry = RingEntry(start: place(position))
        let stamp = position ^ salt
        store(RingEntry.Kind.line, count: line.count, time, in: entry)
        if let start = line.baseAddress {
            ByteBuffer.copy(start, count: line.count, to: entry.start + RingEntry.headSize)
        }
        if isChecked { seal(entry, stamp, line.count) }
        stampCell(entry).pointee.store(stamp, ordering: .releasing)
    }

    /// Fills claimed room with a reference and publishes it.
    func publish(_ position: UInt64, reference: UnsafeMutableRawPointer, standingFor count: Int) {
        let entry = RingEntry(start: place(position))
        store(RingEntry.Kind.reference, count: count, WallTime(seconds: 0), in: entry)
        (entry.start + RingEntry.headSize).storeBytes(of: UInt(bitPattern: reference), as: UInt.self)
        stampCell(entry).pointee.store(position ^ salt, ordering: .releasing)
    }

    /// Publishes room that holds nothing.
    @inline(never) private func publish(_ position: UInt64, kind: UInt32, count: Int) {
        let entry = RingEntry(start: place(position))
        let stamp = position ^ salt
        store(kind, count: count, WallTime(seconds: 0), in: entry)
        if isChecked { seal(entry, stamp, 0) }
        stampCell(entry).pointee.store(stamp, ordering: .releasing)
    }

    @inline(__always) private func store(_ kind: UInt32, count: Int, _ time: WallTime, in entry: RingEntry) {
        entry.start.storeBytes(
            of: UInt32(truncatingIfNeeded: count),
            toByteOffset: RingEntry.Offset.length,
            as: UInt32.self
        )
        entry.start.storeBytes(of: kind, toByteOffset: RingEntry.Offset.kind, as: UInt32.self)
        entry.start.storeBytes(of: time.seconds, toByteOffset: RingEntry.Offset.seconds, as: Int64.self)
        entry.start.storeBytes(of: time.nanoseconds, toByteOffset: RingEntry.Offset.nanoseconds, as: Int32.self)
    }

    @inline(__always) private func seal(_ entry: RingEntry, _ stamp: UInt64, _ count: Int) {
        entry.start.storeBytes(
            of: entry.computeChecksum(stamp: stamp, payloadLength: count),
            toByteOffset: RingEntry.Offset.checksum,
            as: UInt32.self
        )
    }

    @inline(__always) private func place(_ position: UInt64) -> UnsafeMutableRawPointer {
        data + Int(truncatingIfNeeded: position & (capacity &- 1))
    }

    @inline(__always) private func stampCell(_ entry: RingEntry) -> UnsafeMutablePointer<Atomic<UInt64>> {
        entry.start.assumingMemoryBound(to: Atomic<UInt64>.self)
    }

    // MARK: Taking out

    /// The end of what is claimed.
    var end: UInt64 { head.pointee.load(ordering: .sequentiallyConsistent) & ~RecordRing.seal }

    /// The start of what is not taken out.
    @inline(__always) var start: UInt64 { tail.pointee.load(ordering: .acquiring) }

    /// How many bytes are claimed and not taken out.
    @inline(__always) func used(upTo end: UInt64) -> UInt64 { end &- start }

    /// Takes no more entries.
    ///
    /// - Returns: the end of what was claimed before.
    func close() -> UInt64 {
        head.pointee.bitwiseOr(RecordRing.seal, ordering: .sequentiallyConsistent).oldValue & ~RecordRing.seal
    }

    /// The entry at a position, if it is published.
    @inline(__always) func entry(at position: UInt64) -> RingEntry? {
        let entry = RingEntry(start: place(position))
        guard stampCell(entry).pointee.load(ordering: .acquiring) == position ^ salt else { return nil }
        return entry
    }

    /// Gives room back; only by who took the entries out.
    func release(upTo position: UInt64) {
        tail.pointee.store(position, ordering: .releasing)
    }

    /// The entry at a position of a ring whose process is gone, if it is whole.
    ///
    /// Nothing that it says is believed before its checksum is right.
    func recoverEntry(at position: UInt64) -> RingEntry? {
        guard let entry = entry(at: position) else { return nil }
        let room = Int(capacity - (position & (capacity - 1))) - RingEntry.headSize
        guard entry.length <= room else { return nil }
        switch entry.kind {
        case RingEntry.Kind.line:
            guard entry.checksum == entry.computeChecksum(stamp: position ^ salt, payloadLength: entry.length) else {
                return nil
            }
        case RingEntry.Kind.padding:
            guard entry.length == room,
                entry.checksum == entry.computeChecksum(stamp: position ^ salt, payloadLength: 0)
            else { return nil }
        default: return nil
        }
        return entry
    }
}
