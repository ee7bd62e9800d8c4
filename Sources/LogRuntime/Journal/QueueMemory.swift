internal import Synchronization

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

/// The memory of a queue: of this process alone, or a file that outlives it.
final class QueueMemory: @unchecked Sendable /* the ring and the turn of its queue guard the content */ {
    /// Where things are in it.
    let layout: QueueLayout
    /// Its first byte.
    let base: UnsafeMutableRawPointer
    /// The ring.
    let ring: RecordRing

    /// Takes memory that goes away with the process; a forked child has a copy.
    ///
    /// - Throws: ``SinkError`` if there is not enough.
    convenience init(_ layout: QueueLayout) throws(SinkError) {
        let base = try QueueMemory.map(layout.size, flags: MAP_PRIVATE | MAP_ANONYMOUS, descriptor: -1, place: "memory")
        self.init(base: base, layout: layout, salt: UInt64.random(in: 1 ... .max), isChecked: false)
    }

    /// Maps a file that has the layout's size.
    ///
    /// - Parameters:
    ///   - descriptor: the file, open for reading and writing.
    ///   - layout: its layout.
    ///   - salt: what distinguishes its stamps.
    ///   - place: what errors call it.
    /// - Throws: ``SinkError`` if the system refuses.
    convenience init(
        _ descriptor: Int32,
        layout: QueueLayout,
        salt: UInt64,
        place: @autoclosure () -> String
    ) throws(SinkError) {
        let base = try QueueMemory.map(layout.size, flags: MAP_SHARED, descriptor: descriptor, place: place())
        self.init(base: base, layout: layout, salt: salt, isChecked: true)
    }

    private init(base: UnsafeMutableRawPointer, layout: QueueLayout, salt: UInt64, isChecked: Bool) {
        self.base = base
        self.layout = layout
        ring = RecordRing(
            head: base + QueueLayout.Offset.head,
            tail: base + QueueLayout.Offset.tail,
            data: base + layout.ringOffset,
            capacity: UInt64(layout.capacity),
            salt: salt,
            isChecked: isChecked
        )
    }

    deinit {
        munmap(base, layout.size)
    }

    private static func map(
        _ size: Int,
        flags: Int32,
        descriptor: Int32,
        place: @autoclosure () -> String
    ) throws(SinkError) -> UnsafeMutableRawPointer {
        guard let base = mmap(nil, size, PROT_READ | PROT_WRITE, flags, descriptor, 0), base != MAP_FAILED else {
            throw SinkError("map", place(), errorNumber: errno)
        }
        return base
    }

    /// Writes to every page of fresh memory, which is zero, so that no logging call has to wait for one.
    func touch() {
        for offset in stride(from: 0, to: layout.size, by: 4096) { (base + offset).storeBytes(of: 0, as: UInt8.self) }
    }

    /// Gives everything but the header back to the system; what is read there afterwards is zero.
    ///
    /// The header stays: a caller may still look whether the queue takes records.
    func giveBack() {
        giveBack(from: layout.linesOffset)
    }

    /// Gives everything from an offset on back to the system.
    func giveBack(from offset: Int) {
        _ = mmap(
            base + offset,
            layout.size - offset,
            PROT_READ | PROT_WRITE,
            MAP_PRIVATE | MAP_ANONYMOUS | MAP_FIXED,
            -1,
            0
        )
    }

    /// A batch whose lines lie in this memory, which must outlive it.
    func makeBatch() -> LineBatch {
        LineBatch(
            bytes: base + layout.batchOffset,
            capacity: layout.batchCapacity,
            lines: (base + layout.linesOffset).bindMemory(to: LineBatch.Line.self, capacity: layout.lineLimit),
            lineLimit: layout.lineLimit
        )
    }
}
