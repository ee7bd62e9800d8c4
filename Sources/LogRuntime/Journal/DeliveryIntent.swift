/// What is being done with a journal's batch: written down before it is done, so that whoever comes after a kill can see
/// how far it went.
///
/// Two slots take turns; the header's `activeIntent` says which one counts, so that an intent is replaced in one step.
struct DeliveryIntent: BitwiseCopyable {
    /// Which change of the intent this is: 1 for the first; even ones are in the first slot.
    var generation: UInt64
    /// Where the ring's content begins that is not in the batch.
    var tail: UInt64
    /// How many bytes are in the batch.
    var count: UInt64
    /// How many lines are in the batch.
    var lineCount: UInt64
    /// How many bytes of the batch are in the log for certain.
    var done: UInt64
    /// The end of the run that is being written; `done` if none is.
    var runEnd: UInt64
    /// The size of the file before the run.
    var fileSize: UInt64
    /// The file's device.
    var device: UInt64
    /// The file's number on the device; 0 if it is no ordinary file.
    var inode: UInt64
    /// The checksum of the batch's lines and their table.
    var contentSum: UInt64
    /// The checksum of all before.
    var checksum: UInt64

    /// The intent to write a batch, with no run begun.
    init(tail: UInt64, batch: LineBatch) {
        generation = 0
        self.tail = tail
        count = UInt64(batch.count)
        lineCount = UInt64(batch.lineCount)
        done = UInt64(batch.done)
        runEnd = done
        fileSize = 0
        device = 0
        inode = 0
        contentSum = DeliveryIntent.sum(of: batch.bytes, batch.count, batch.lines, batch.lineCount)
        checksum = 0
    }

    /// The checksum of what a batch holds.
    static func sum(
        of bytes: UnsafeMutableRawPointer,
        _ count: Int,
        _ lines: UnsafeMutablePointer<LineBatch.Line>,
        _ lineCount: Int
    ) -> UInt64 {
        let table = UnsafeRawPointer(lines)
        let seed = Checksum.of(table, count: lineCount * MemoryLayout<LineBatch.Line>.stride, seed: 0)
        return Checksum.of(bytes, count: count, seed: seed)
    }

    /// The checksum that fits the other fields.
    var computedChecksum: UInt64 {
        withUnsafeBytes(of: self) { bytes in
            guard let start = bytes.baseAddress else { return 0 }
            return Checksum.of(start, count: MemoryLayout<DeliveryIntent>.size - 8, seed: 0)
        }
    }
}
