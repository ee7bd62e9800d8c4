/// What the first bytes of a journal say.
struct JournalHeader {
    /// Where things are.
    let layout: QueueLayout
    /// What distinguishes its stamps.
    let salt: UInt64
    /// The process that made it.
    let process: Int32
    /// When it was made, in seconds since the epoch.
    let created: Int64
    /// The log that its lines belong to.
    let logPath: String

    /// Describes a journal that is to be made.
    init(layout: QueueLayout, process: Int32, created: Int64, logPath: String) {
        self.layout = layout
        salt = UInt64.random(in: 1 ... .max)
        self.process = process
        self.created = created
        self.logPath = logPath
    }

    /// Reads a header.
    ///
    /// - Parameter bytes: the first ``QueueLayout/headerSize`` bytes of a file, or fewer if it has no more.
    /// - Throws: ``JournalError`` if they are no header, or a damaged one.
    init(reading bytes: UnsafeRawBufferPointer) throws(JournalError) {
        typealias Offset = QueueLayout.Offset
        guard bytes.count >= 16, bytes.prefix(QueueLayout.magic.count).elementsEqual(QueueLayout.magic) else {
            throw .noJournal
        }
        let version = bytes.load(fromByteOffset: Offset.version, as: UInt32.self)
        guard version == QueueLayout.version else { throw .unknownVersion(version) }
        guard bytes.count >= QueueLayout.headerSize else { throw .damagedHeader }
        let length = Int(bytes.load(fromByteOffset: Offset.pathLength, as: UInt32.self))
        guard length <= QueueLayout.pathLimit,
            bytes.load(fromByteOffset: Offset.checksum, as: UInt64.self) == JournalHeader.checksum(bytes, length),
            let layout = QueueLayout(
                capacity: bytes.load(fromByteOffset: Offset.capacity, as: UInt64.self),
                batchCapacity: bytes.load(fromByteOffset: Offset.batchCapacity, as: UInt64.self)
            )
        else { throw .damagedHeader }
        self.layout = layout
        salt = bytes.load(fromByteOffset: Offset.salt, as: UInt64.self)
        process = bytes.load(fromByteOffset: Offset.process, as: Int32.self)
        created = bytes.load(fromByteOffset: Offset.created, as: Int64.self)
        logPath = String(decoding: bytes[Offset.path..<Offset.path + length], as: UTF8.self)
    }

    /// Writes the header into a journal's memory.
    func write(to base: UnsafeMutableRawPointer) {
        typealias Offset = QueueLayout.Offset
        base.copyMemory(from: QueueLayout.magic, byteCount: QueueLayout.magic.count)
        base.storeBytes(of: QueueLayout.version, toByteOffset: Offset.version, as: UInt32.self)
        base.storeBytes(of: UInt32(QueueLayout.headerSize), toByteOffset: Offset.headerSize, as: UInt32.self)
        base.storeBytes(of: UInt64(layout.capacity), toByteOffset: Offset.capacity, as: UInt64.self)
        base.storeBytes(of: UInt64(layout.batchCapacity), toByteOffset: Offset.batchCapacity, as: UInt64.self)
        base.storeBytes(of: salt, toByteOffset: Offset.salt, as: UInt64.self)
        base.storeBytes(of: process, toByteOffset: Offset.process, as: Int32.self)
        base.storeBytes(of: created, toByteOffset: Offset.created, as: Int64.self)
        let path = Array(logPath.utf8)
        base.storeBytes(of: UInt32(path.count), toByteOffset: Offset.pathLength, as: UInt32.self)
        (base + Offset.path).copyMemory(from: path, byteCount: path.count)
        let bytes = UnsafeRawBufferPointer(start: base, count: QueueLayout.headerSize)
        base.storeBytes(
            of: JournalHeader.checksum(bytes, path.count),
            toByteOffset: Offset.checksum,
            as: UInt64.self
        )
    }

    private static func checksum(_ bytes: UnsafeRawBufferPointer, _ pathLength: Int) -> UInt64 {
        guard let base = bytes.baseAddress else { return 0 }
        let head = Checksum.of(base, count: QueueLayout.Offset.checksum, seed: 0)
        return Checksum.of(base + QueueLayout.Offset.path, count: pathLength, seed: head)
    }
}
