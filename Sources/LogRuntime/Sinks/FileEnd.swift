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
/// then every ``interval`` writes; as long as others are found to write, before every line of this process.
struct FileEnd {
    /// How many writes pass without a look, where nobody else writes.
    static let interval = 64
    /// How many looks that find nothing of others' end the suspicion that there are any.
    private static let patience = 16
    /// How often a part of a line is looked at again, a millisecond apart: it may be in the making.
    private static let secondLooks = 10

    private var writesLeft = Int.max
    /// Where the file ends if nobody else has written.
    private var expected = 0
    private var quietLooks = 0

    /// Begins to watch a file that was just opened.
    ///
    /// - Parameter size: its size; `nil` if nothing is to be watched.
    mutating func begin(size: Int?) {
        writesLeft = size == nil ? .max : 0
        expected = size == 0 ? 0 : -1
        quietLooks = FileEnd.patience
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
        let isOwn = size == expected
        expected = size
        quietLooks = isOwn ? quietLooks + 1 : 0
        writesLeft = quietLooks > FileEnd.patience ? FileEnd.interval : 0
        return !isOwn && FileEnd.isTorn(descriptor, at: size)
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

    private static func size(of descriptor: Int32) -> Int { Int(lseek(descriptor, 0, SEEK_END)) }

    /// Whether the file's last byte ends no line; no if it cannot be read.
    private static func isTorn(_ descriptor: Int32, at size: Int) -> Bool {
        var last: UInt8 = 0
        return size > 0 && pread(descriptor, &last, 1, off_t(size - 1)) == 1 && last != UInt8(ascii: "\n")
    }
}
