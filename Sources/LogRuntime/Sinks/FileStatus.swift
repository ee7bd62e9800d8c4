#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

/// What the system says about a file.
struct FileStatus: Sendable, Hashable {
    /// The device and the number on it, which together name a file whatever its path.
    struct Identity: Sendable, Hashable {
        /// `st_dev`.
        var device: UInt64
        /// `st_ino`.
        var inode: UInt64
    }

    /// Which file it is.
    var identity: Identity
    /// Its size in bytes.
    var size: Int
    /// Whether it is an ordinary file: no directory, device or pipe.
    var isRegular: Bool
    /// Whether it is a pipe or a socket, whose other end can go away.
    var isStream: Bool
    /// Whether no directory names it any more: it goes when it is closed.
    var isRemoved: Bool
    /// When it was written last, in seconds since the epoch, rounded down.
    var modified: Int64
    /// The nanoseconds behind these seconds.
    private var modifiedFraction: Int

    /// Reads what `stat(2)` has filled in.
    init(_ status: stat) {
        identity = Identity(
            device: UInt64(truncatingIfNeeded: status.st_dev),
            inode: UInt64(truncatingIfNeeded: status.st_ino)
        )
        size = Int(status.st_size)
        isRemoved = status.st_nlink == 0
        let kind = status.st_mode & S_IFMT
        isRegular = kind == S_IFREG
        isStream = kind == S_IFIFO || kind == S_IFSOCK
        #if canImport(Darwin)
        modified = Int64(status.st_mtimespec.tv_sec)
        modifiedFraction = status.st_mtimespec.tv_nsec
        #else
        modified = Int64(status.st_mtim.tv_sec)
        modifiedFraction = status.st_mtim.tv_nsec
        #endif
    }

    /// Whether both files were written last at the same time, to the nanosecond.
    func hasSameTime(as other: FileStatus) -> Bool {
        modified == other.modified && modifiedFraction == other.modifiedFraction
    }

    /// What `os.path.exists` sees: any error counts as absence.
    static func ofExisting(_ path: String) -> FileStatus? {
        guard let status = try? SystemCalls.status(ofPath: path) else { return nil }
        return status
    }
}
