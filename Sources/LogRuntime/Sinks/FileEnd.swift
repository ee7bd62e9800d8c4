#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

/// Where a file ends that other processes may write to, too.
///
/// Who is killed while the system copies a line into the file leaves a part of it: Linux looks for deadly signals whenever it has
/// filled a page. The line that comes next, anybody's, would be joined to that part. So a file is looked at before and after every
/// line, until ``patience`` looks have found nothing of others; from then on with every ``interval``th write, and with the first one
/// of each tick of the system's clock.
struct FileEnd {
    /// How many writes pass without a look, where nobody else writes.
    static let interval = 64
    /// How many looks that find nothing of others' end the suspicion that there are any.
    private static let patience = 1024
    /// How often a part of a line is looked at again, a millisecond apart: it may be in the making.
    private static let secondLooks = 10

    /// Whether lines can be joined to those of others, and told from them.
    private var isWatched = false
    private var writesLeft = 0
    /// At which tick the file was last looked at.
    private var lastTick = -1
    /// Where the file ends if nobody else has written; less than 0 before the first look.
    private var expected = -1
    private var quietLooks = 0

    /// Begins with a file that was just opened.
    ///
    /// Who was alone with the one before is taken to be with this one.
    ///
    /// - Parameter isWatched: whether its lines can be joined to those of others, and told from them.
    mutating func begin(isWatched: Bool) {
        self.isWatched = isWatched
        writesLeft = 0
        expected = -1
    }

    /// Counts a write that is about to be made.
    ///
    /// - Returns: whether it is time for a look.
    @inline(__always) mutating func isDue() -> Bool {
        guard isWatched else { return false }
        writesLeft &-= 1
        return writesLeft < 0 || MonotonicTime.tick != lastTick
    }

    /// Counts the bytes of a write.
    @inline(__always) mutating func advance(by count: Int) { expected &+= count }

    /// Writes lines so that they are not joined to what another process has written in part.
    ///
    /// - Parameters:
    ///   - bytes: the lines.
    ///   - descriptor: the file.
    ///   - sparesSignal: see ``SystemCalls/write(_:to:sparesSignal:)``.
    ///   - hasTurn: whether nobody else writes meanwhile.
    /// - Returns: how many bytes the system has taken, and the error number that kept it from taking the others, or 0.
    @inline(never)
    mutating func write(
        _ bytes: UnsafeRawBufferPointer,
        to descriptor: Int32,
        sparesSignal: Bool,
        hasTurn: Bool
    ) -> (written: Int, errorNumber: Int32) {
        let isTorn = look(descriptor)
        let endsInLine = FileEnd.endInLine(bytes)
        if isTorn, endsInLine { endForeignLine(descriptor, hasTurn: hasTurn) }
        let result = SystemCalls.write(bytes, to: descriptor, sparesSignal: sparesSignal)
        if hasTurn || result.errorNumber != 0 {
            advance(by: result.written)
        } else if let place = lookBack(at: bytes, in: descriptor), endsInLine {
            // The last byte of a line that was not finished, and will not be, for this one's sake.
            SystemCalls.overwrite(place, of: descriptor, with: UInt8(ascii: "\n"))
        }
        return result
    }

    /// Looks whether somebody else has written.
    ///
    /// - Returns: whether the file ends in a part of a line, which may be theirs.
    private mutating func look(_ descriptor: Int32) -> Bool {
        let size = FileEnd.size(of: descriptor)
        defer { expected = size }
        lastTick = MonotonicTime.tick
        // A file that has become smaller was emptied, which says nothing of others that write.
        let hasGrown = expected >= 0 && size > expected
        quietLooks = hasGrown ? 0 : quietLooks + 1
        writesLeft = quietLooks > FileEnd.patience ? FileEnd.interval : 0
        return size != expected && FileEnd.isTorn(descriptor, at: size)
    }

    /// Ends a line that another process has written in part, unless it goes on with it.
    private mutating func endForeignLine(_ descriptor: Int32, hasTurn: Bool) {
        let claim = FileClaim(descriptor: descriptor)
        // One of those who see it does it.
        let takesTurn = !hasTurn && claim.takeTurn()
        defer { if takesTurn { claim.endTurn() } }
        guard staysTorn(descriptor) else { return }
        // Where there is no room for this, there is none for the line either, which then says so.
        withUnsafeBytes(of: UInt8(ascii: "\n")) { advance(by: SystemCalls.write($0, to: descriptor).written) }
    }

    /// Looks again at a part of a line.
    ///
    /// - Returns: whether nobody goes on with it.
    private mutating func staysTorn(_ descriptor: Int32) -> Bool {
        for _ in 0..<FileEnd.secondLooks {
            MonotonicTime.nap()
            expected = FileEnd.size(of: descriptor)
            guard FileEnd.isTorn(descriptor, at: expected) else { return false }
        }
        return true
    }

    /// Counts the bytes of the write that has followed a look.
    ///
    /// - Returns: where the last byte is of a part of a line that has come between the two, and is final: who wrote it has left off.
    private mutating func lookBack(at bytes: UnsafeRawBufferPointer, in descriptor: Int32) -> Int? {
        let foreseen = expected
        expected = Int(lseek(descriptor, 0, SEEK_CUR))
        let start = expected - bytes.count
        guard start != foreseen, FileEnd.isTorn(descriptor, at: start) else { return nil }
        // Where a forked process shares the position, it may be another's.
        return FileEnd.has(bytes, descriptor, at: start) ? start - 1 : nil
    }

    /// Whether bytes are at a place.
    private static func has(_ bytes: UnsafeRawBufferPointer, _ descriptor: Int32, at place: Int) -> Bool {
        withUnsafeTemporaryAllocation(byteCount: bytes.count, alignment: 1) { found in
            guard let start = bytes.baseAddress, let copy = found.baseAddress else { return false }
            let count = pread(descriptor, copy, bytes.count, off_t(place))
            return count == bytes.count && memcmp(start, copy, count) == 0
        }
    }

    /// Whether bytes end in a line feed.
    private static func endInLine(_ bytes: UnsafeRawBufferPointer) -> Bool {
        guard let start = bytes.baseAddress, bytes.count > 0 else { return false }
        return start.load(fromByteOffset: bytes.count - 1, as: UInt8.self) == UInt8(ascii: "\n")
    }

    private static func size(of descriptor: Int32) -> Int { Int(lseek(descriptor, 0, SEEK_END)) }

    /// Whether the byte before a place ends no line; no if it cannot be read.
    private static func isTorn(_ descriptor: Int32, at size: Int) -> Bool {
        var last: UInt8 = 0
        return size > 0 && pread(descriptor, &last, 1, off_t(size - 1)) == 1 && last != UInt8(ascii: "\n")
    }
}
