internal import CLogRuntime

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

/// System calls with Swift's manners: errors are thrown, interruptions are retried.
enum SystemCalls {
    /// Writes all bytes, `write(2)`: once, unless the system takes them in parts or is interrupted.
    ///
    /// A descriptor that is set not to block is waited for.
    ///
    /// - Parameters:
    ///   - bytes: what to write.
    ///   - descriptor: where to.
    ///   - place: what the error calls it.
    /// - Throws: ``SinkError`` when the system refuses the bytes.
    static func writeAll(
        _ bytes: UnsafeRawBufferPointer,
        to descriptor: Int32,
        place: @autoclosure () -> String
    ) throws(SinkError) {
        guard var start = bytes.baseAddress else { return }
        var left = bytes.count
        while left > 0 {
            let written = write(descriptor, start, left)
            if _fastPath(written == left) { return }
            if written >= 0 {
                start += written
                left -= written
            } else if errno == EAGAIN {
                var waiting = pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0)
                _ = poll(&waiting, 1, -1)
            } else if errno != EINTR {
                throw SinkError("write", place(), errorNumber: errno)
            }
        }
    }
}
