#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

extension SystemCalls {
    /// Reads bytes from a place in a file, `pread(2)`.
    ///
    /// - Returns: how many there were, 0 at the end.
    static func read(
        _ buffer: UnsafeMutableRawBufferPointer,
        from descriptor: Int32,
        at offset: Int,
        place: String
    ) throws(SinkError) -> Int {
        while true {
            let count = pread(descriptor, buffer.baseAddress, buffer.count, off_t(offset))
            if count >= 0 { return count }
            guard errno == EINTR else { throw SinkError("read", place, errorNumber: errno) }
        }
    }

    /// Waits until a file is on the disk, `fsync(2)`.
    static func synchronize(_ descriptor: Int32, place: String) throws(SinkError) {
        while fsync(descriptor) != 0 {
            // Some file systems have no such thing.
            if errno == EINVAL || errno == EROFS { return }
            guard errno == EINTR else { throw SinkError("write", place, errorNumber: errno) }
        }
    }

    /// Gives a file the owner, the permissions and the times of another: `fchown(2)`, `fchmod(2)`, `futimens(2)`.
    ///
    /// Where the group cannot be kept, the file is not opened to another one.
    static func copyAttributes(from source: Int32, to target: Int32, place: String) throws(SinkError) {
        var status = stat()
        var present = stat()
        guard fstat(source, &status) == 0, fstat(target, &present) == 0 else {
            throw SinkError("examine", place, errorNumber: errno)
        }
        var mode = status.st_mode & 0o777
        if present.st_gid != status.st_gid, fchown(target, uid_t.max, status.st_gid) != 0 { mode &= ~0o070 }
        // Only the superuser can give files away.
        if present.st_uid != status.st_uid { _ = fchown(target, status.st_uid, gid_t.max) }
        // Nothing can be done about a file system without permissions.
        _ = fchmod(target, mode)
        #if canImport(Darwin)
        let times = [status.st_atimespec, status.st_mtimespec]
        #else
        let times = [status.st_atim, status.st_mtim]
        #endif
        // By the time the compressed file is known to be made from the other.
        guard futimens(target, times) == 0 else { throw SinkError("set the time of", place, errorNumber: errno) }
    }
}
