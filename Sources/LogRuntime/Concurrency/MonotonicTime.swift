#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

/// A clock that nobody sets, for deadlines.
package enum MonotonicTime {
    /// The present, in nanoseconds since some moment.
    package static var now: Int64 {
        var value = timespec()
        clock_gettime(CLOCK_MONOTONIC, &value)
        return Int64(value.tv_sec) * 1_000_000_000 + Int64(value.tv_nsec)
    }

    /// What changes every few milliseconds, at a quarter of the price of ``now``.
    static var tick: Int {
        var value = timespec()
        #if os(Linux)
        clock_gettime(CLOCK_MONOTONIC_COARSE, &value)
        #else
        clock_gettime(CLOCK_MONOTONIC_RAW_APPROX, &value)
        #endif
        return value.tv_nsec
    }

    /// The moment so many seconds from now.
    package static func deadline(after seconds: Double) -> Int64 {
        now + Int64(min(max(seconds, 0), 1e9) * 1e9)
    }

    /// Lets a thousandth of a second pass.
    static func nap() {
        var time = timespec(tv_sec: 0, tv_nsec: 1_000_000)
        nanosleep(&time, nil)
    }
}
