internal import CLogRuntime

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

/// System calls with Swift's manners: errors are thrown, interruptions are retried.
///
/// In debug builds a ``FaultPlan`` can make each of them fail.
enum SystemCalls {
    /// Writes bytes, `write(2)`: with one call, unless the system takes them in parts or is interrupted.
    ///
    /// A descriptor that is set not to block is waited for.
    ///
    /// - Parameters:
    ///   - bytes: what to write.
    ///   - descriptor: where to.
    ///   - sparesSignal: whether a broken pipe must not raise `SIGPIPE`; costs three more calls.
    /// - Returns: how many bytes were written, and the error number that kept the rest from it, or 0.
    @inline(__always)
    static func write(
        _ bytes: UnsafeRawBufferPointer,
        to descriptor: Int32,
        sparesSignal: Bool = false
    ) -> (written: Int, errorNumber: Int32) {
        guard let start = bytes.baseAddress else { return (0, 0) }
        let written = writeOnce(start, bytes.count, descriptor, sparesSignal)
        if _fastPath(written == bytes.count) { return (written, 0) }
        return writeRest(UnsafeRawBufferPointer(bytes), after: written, to: descriptor, sparesSignal)
    }

    /// Goes on after a write that was incomplete.
    @inline(never)
    private static func writeRest(
        _ bytes: UnsafeRawBufferPointer,
        after firstResult: Int,
        to descriptor: Int32,
        _ sparesSignal: Bool
    ) -> (written: Int, errorNumber: Int32) {
        guard let start = bytes.baseAddress else { return (0, 0) }
        var total = 0
        var result = firstResult
        while true {
            if result >= 0 {
                total += result
                if total == bytes.count { return (total, 0) }
            } else if errno == EAGAIN {
                var waiting = pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0)
                _ = poll(&waiting, 1, -1)
            } else if errno != EINTR {
                return (total, errno)
            }
            result = writeOnce(start + total, bytes.count - total, descriptor, sparesSignal)
        }
    }

    @inline(__always)
    private static func writeOnce(
        _ start: UnsafeRawPointer,
        _ count: Int,
        _ descriptor: Int32,
        _ sparesSignal: Bool
    ) -> Int {
        var count = count
        #if DEBUG
        switch FaultPlan.outcome(of: .write) {
        case .error(let number):
            errno = number
            return -1
        case .atMost(let limit): count = min(count, limit)
        case .late(let microseconds): usleep(microseconds)
        case nil: break
        }
        #endif
        return sparesSignal
            ? clogruntime_write_unsignalled(descriptor, start, count)
            : platformWrite(descriptor, start, count)
    }

    /// `write(2)` under a name of its own, as ``write(_:to:sparesSignal:)`` hides it here.
    @inline(__always)
    private static func platformWrite(_ descriptor: Int32, _ start: UnsafeRawPointer, _ count: Int) -> Int {
        #if canImport(Glibc)
        Glibc.write(descriptor, start, count)
        #elseif canImport(Musl)
        Musl.write(descriptor, start, count)
        #else
        Darwin.write(descriptor, start, count)
        #endif
    }

    /// Writes all bytes.
    ///
    /// - Parameters:
    ///   - bytes: what to write.
    ///   - descriptor: where to.
    ///   - sparesSignal: whether a broken pipe must not raise `SIGPIPE`.
    ///   - place: what the error calls it.
    /// - Throws: ``SinkError`` with the system's error number.
    @inline(__always)
    static func writeAll(
        _ bytes: UnsafeRawBufferPointer,
        to descriptor: Int32,
        sparesSignal: Bool = false,
        place: @autoclosure () -> String
    ) throws(SinkError) {
        let result = write(bytes, to: descriptor, sparesSignal: sparesSignal)
        if _slowPath(result.errorNumber != 0) {
            throw SinkError("write", place(), errorNumber: result.errorNumber)
        }
    }
}
