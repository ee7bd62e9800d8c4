#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

/// A moment by the wall clock: seconds and nanoseconds since 1970-01-01T00:00:00Z.
public struct WallTime: Sendable, Hashable, Comparable {
    /// Whole seconds since the epoch, rounded down.
    public var seconds: Int64
    /// Nanoseconds within the second, 0 to 999 999 999.
    public var nanoseconds: Int32

    /// Creates a moment.
    @inlinable public init(seconds: Int64, nanoseconds: Int32 = 0) {
        self.seconds = seconds
        self.nanoseconds = nanoseconds
    }

    /// Creates a moment from fractional seconds, rounded to nanoseconds.
    ///
    /// - Parameter epochSeconds: seconds since the epoch. What lies beyond the years 1677 to 2262, as nanoseconds in 64 bits
    ///   cannot, is cut to them; not-a-number becomes the epoch.
    public init(epochSeconds: Double) {
        let nanoseconds = (epochSeconds * 1e9).rounded()
        let total: Int64
        if let exact = Int64(exactly: nanoseconds) {
            total = exact
        } else if nanoseconds.isNaN {
            total = 0
        } else {
            total = nanoseconds < 0 ? .min : .max
        }
        let fraction = total % 1_000_000_000
        let borrow: Int64 = fraction < 0 ? 1 : 0
        self.init(
            seconds: total / 1_000_000_000 - borrow,
            nanoseconds: Int32(fraction + borrow * 1_000_000_000)
        )
    }

    /// The present moment of the system's clock, by `clock_gettime(CLOCK_REALTIME)`.
    public static func now() -> WallTime {
        var value = timespec()
        clock_gettime(CLOCK_REALTIME, &value)
        return WallTime(seconds: Int64(value.tv_sec), nanoseconds: Int32(truncatingIfNeeded: value.tv_nsec))
    }

    /// Whole milliseconds within the second, 0 to 999.
    @inlinable public var milliseconds: Int { Int(nanoseconds / 1_000_000) }
    /// Whole microseconds within the second, 0 to 999 999.
    @inlinable public var microseconds: Int { Int(nanoseconds / 1000) }

    /// Seconds since the epoch with their fraction.
    ///
    /// Computed as CPython does for `LogRecord.created`: the nanoseconds as one number, then divided.
    public var epochSeconds: Double {
        let (product, overflow) = seconds.multipliedReportingOverflow(by: 1_000_000_000)
        let (total, carry) = product.addingReportingOverflow(Int64(nanoseconds))
        guard !overflow, !carry else { return Double(seconds) + Double(nanoseconds) / 1e9 }
        return Double(total) / 1e9
    }

    /// Whether the left moment is earlier.
    @inlinable public static func < (left: WallTime, right: WallTime) -> Bool {
        (left.seconds, left.nanoseconds) < (right.seconds, right.nanoseconds)
    }
}
