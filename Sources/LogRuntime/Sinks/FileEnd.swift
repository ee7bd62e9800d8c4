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
/// filled a page. The line that comes next, anybody's, would be joined to that part. So a file is looked at before its first line and
/// then every ``interval`` writes; as long as others are found to write, before and after every line of this process.
struct FileEnd {
    /// How many writes pass without a look, where nobody else writes.
    static let interval = 64
    /// How many looks that find nothing of others' end the suspicion that there are any.
    private static let patience = 1024
    /// How often a part of a line is looked at again, a millisecond apart: it may be in the making.
    private static let secondLooks = 10

    private var writesLeft = Int.max
    /// Where the file ends if nobody else has written; less than 0 before the first look.
    private var expected = -1
    private var quietLooks = FileEnd.patience

    /// Begins with a file that was just opened.
    ///
    /// - Parameter isWatched: whether its lines can be joined to those of others, and told from them.
    mutating func begin(isWatched: Bool) {
        writesLeft = isWatched ? 0 : .max
        expected = -1
    }

    /// Counts a write that is about to be made.
    ///
    /// - Returns: whether it is time for a look.
    @inline(__always) mutating func isDue() -> Bool {
        writesLeft &-= 1
        return writesLeft < 0
    }

    /// Counts the bytes of a write.
    @inline(__always) mutating func advance(by count: Int) { expected &+= count }

    /// Looks whether somebody else has written, and has perhaps left a part of a line.
    mutating func look(_ descriptor: Int32) -> Bool {
        let size = FileEnd.size(of: descriptor)
        defer { expected = size }
        // A file that has become smaller was emptied, which says nothing of others that write.
        let hasGrown = expected >= 0 && size > expected
        quietLooks = hasGrown ? 0 : quietLooks + 1
        writesLeft = quietLooks > FileEnd.patience ? FileEnd.interval : 0
        return size != expected && FileEnd.isTorn(descriptor, at: size)
    }

    /// Looks again at a part of a line.
    ///
    /// - Returns: whether nobody goes on with it.
    mutating func staysTorn(_ descriptor: Int32) -> Bool {
        for _ in 0..<FileEnd.secondLooks {
            usleep(1000)
            expected = FileEnd.size(of: descriptor)
            guard FileEnd.isTorn(descriptor, at: expected) else { return false }
        }
        return true
    }

    /// Counts the bytes of the write that has followed a look.
    ///
    /// - Returns: where the last byte is of a part of a line that has come between the two, and is final: who wrote it has left off.
    mutating func advance(by bytes: UnsafeRawBufferPointer, lookingAt descriptor: Int32) -> Int? {
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

    private static func size(of descriptor: Int32) -> Int { Int(lseek(descriptor, 0, SEEK_END)) }

    /// Whether the byte before a place ends no line; no if it cannot be read.
    private static func isTorn(_ descriptor: Int32, at size: Int) -> Bool {
        var last: UInt8 = 0
        return size > 0 && pread(descriptor, &last, 1, off_t(size - 1)) == 1 && last != UInt8(ascii: "\n")
    }
}
