/// What lies in a ring at a position that was published.
struct RingEntry {
    /// How many bytes the head of an entry takes: stamp 8, length 4, kind 4, seconds 8, nanoseconds 4, checksum 4.
    static let headSize = 32

    /// Places in the head.
    enum Offset {
        /// The stamp: says at which position of the endless sequence the entry is whole.
        static let stamp = 0
        /// How many bytes follow the head, 32 bits.
        static let length = 8
        /// What they are, 32 bits.
        static let kind = 12
        /// When the record was logged: seconds.
        static let seconds = 16
        /// When the record was logged: nanoseconds, 32 bits.
        static let nanoseconds = 24
        /// The checksum, 32 bits, in a journal.
        static let checksum = 28
    }

    /// What an entry holds.
    enum Kind {
        /// A line as it goes to the log, its end included.
        static let line: UInt32 = 1
        /// Nothing: the ring's end was too near for the next entry.
        static let padding: UInt32 = 2
        /// A reference to a record in this process' memory.
        static let reference: UInt32 = 3
    }

    /// The head's first byte.
    let start: UnsafeMutableRawPointer

    /// How many bytes follow the head.
    var length: Int { Int(start.load(fromByteOffset: Offset.length, as: UInt32.self)) }
    /// What they are.
    var kind: UInt32 { start.load(fromByteOffset: Offset.kind, as: UInt32.self) }
    /// When the record was logged.
    var time: WallTime {
        WallTime(
            seconds: start.load(fromByteOffset: Offset.seconds, as: Int64.self),
            nanoseconds: start.load(fromByteOffset: Offset.nanoseconds, as: Int32.self)
        )
    }
    /// What follows the head.
    var payload: UnsafeRawBufferPointer { UnsafeRawBufferPointer(start: start + RingEntry.headSize, count: length) }
    /// The checksum that is written down.
    var checksum: UInt32 { start.load(fromByteOffset: Offset.checksum, as: UInt32.self) }

    /// The checksum of head and payload.
    @inline(__always) func computeChecksum(stamp: UInt64, payloadLength: Int) -> UInt32 {
        let head = Checksum.of(start + Offset.length, count: Offset.checksum - Offset.length, seed: stamp)
        let sum = Checksum.of(start + RingEntry.headSize, count: payloadLength, seed: head)
        return UInt32(truncatingIfNeeded: sum)
    }

    /// How much of a ring a payload takes, with its head.
    @inline(__always) static func space(forPayload count: Int) -> UInt64 {
        UInt64(count &+ headSize &+ 31) & ~31
    }
}
