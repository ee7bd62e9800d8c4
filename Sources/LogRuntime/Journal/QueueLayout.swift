/// Where things are in the memory of a queue, which is also the layout of a journal file, version 1.
///
/// A header of two pages, the table of the batch's lines, the batch's bytes, the ring. The article *Journals* describes each
/// field for other programs.
struct QueueLayout: Sendable, Hashable {
    /// The first bytes of a journal: `SLCJRNL` and a line feed, which a transfer as text would spoil.
    static let magic: [UInt8] = Array("SLCJRNL\n".utf8)
    /// The layout's version.
    static let version: UInt32 = 1
    /// How many bytes the header takes.
    static let headerSize = 8192
    /// The longest path of a log that fits.
    static let pathLimit = 4096

    /// Places in the header.
    enum Offset {
        /// The magic bytes.
        static let magic = 0
        /// The version, 32 bits.
        static let version = 8
        /// The size of the header, 32 bits.
        static let headerSize = 12
        /// The size of the ring.
        static let capacity = 16
        /// The size of the batch's bytes.
        static let batchCapacity = 24
        /// What distinguishes the stamps of this journal.
        static let salt = 32
        /// The process that made it, 32 bits.
        static let process = 40
        /// How many bytes the log's path has, 32 bits.
        static let pathLength = 44
        /// When it was made, in seconds since the epoch.
        static let created = 48
        /// The checksum of all before, and of the path.
        static let checksum = 56
        /// The end of what is claimed, on a cache line of its own, as the next ones.
        static let head = 128
        /// The start of what is not yet in the batch.
        static let tail = 256
        /// Which intent counts.
        static let activeIntent = 384
        /// The first of two intents.
        static let intents = 512
        /// How far apart they are.
        static let intentStride = 128
        /// The log's path.
        static let path = 4096
    }

    /// The size of the ring in bytes: a power of two.
    let capacity: Int
    /// The size of the batch in bytes.
    let batchCapacity: Int

    /// The smallest ring.
    static let minimumCapacity = 1 << 16
    /// The largest ring.
    static let maximumCapacity = 1 << 30

    /// A layout for a ring of at least so many bytes.
    init(capacity wanted: Int) {
        var capacity = QueueLayout.minimumCapacity
        while capacity < wanted, capacity < QueueLayout.maximumCapacity { capacity *= 2 }
        self.capacity = capacity
        batchCapacity = min(capacity / 4, 1 << 18)
    }

    /// The layout that a header tells; `nil` if no queue has such a one.
    init?(capacity: UInt64, batchCapacity: UInt64) {
        guard let ring = Int(exactly: capacity), let batch = Int(exactly: batchCapacity),
            ring >= QueueLayout.minimumCapacity, ring <= QueueLayout.maximumCapacity, ring & (ring - 1) == 0,
            batch >= 4096, batch <= ring, batch % 4096 == 0
        else { return nil }
        self.capacity = ring
        self.batchCapacity = batch
    }

    /// How many lines fit into the batch.
    var lineLimit: Int { batchCapacity / 32 }
    /// Where the table of the batch's lines begins.
    var linesOffset: Int { QueueLayout.headerSize }
    /// Where the batch's bytes begin.
    var batchOffset: Int { linesOffset + lineLimit * MemoryLayout<LineBatch.Line>.stride }
    /// Where the ring begins.
    var ringOffset: Int { batchOffset + batchCapacity }
    /// The size of everything.
    var size: Int { ringOffset + capacity }
}
