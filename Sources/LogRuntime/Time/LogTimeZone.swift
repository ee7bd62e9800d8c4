#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

/// The rules by which a place sets its clocks.
///
/// ``system`` asks the C library, as Python does. The others carry their rules with them, so that a program can log in a
/// zone of its choice, and so that a test can run in any zone.
public struct LogTimeZone: Sendable, CustomStringConvertible {
    /// Where the answers come from.
    enum Rules: Sendable {
        case system
        case fixed(LocalTimeType)
        case posix(PosixTimeZoneRule)
        case table(ZoneTable)
    }

    /// Where the answers come from.
    let rules: Rules
    /// The name that the zone was made from, such as `Europe/Berlin`.
    public let description: String

    /// The process' local time: the environment variable `TZ`, else `/etc/localtime`.
    ///
    /// The C library reads the variable when the process first asks for local time; after a change call `tzset()`.
    public static let system = LogTimeZone(rules: .system, description: "local time")

    /// Coordinated universal time, under the name `GMT`, as Python's `time.gmtime` calls it.
    public static let utc = LogTimeZone(
        rules: .fixed(LocalTimeType(utcOffset: 0, isDST: false, abbreviation: "GMT")),
        description: "UTC"
    )

    /// A zone that never changes its clocks.
    ///
    /// - Parameter utcOffset: seconds that local time is ahead of UTC.
    /// - Returns: the zone; its abbreviation is the offset, such as `+0530`.
    public static func fixed(_ utcOffset: Int) -> LogTimeZone {
        let minutes = utcOffset.magnitude / 60
        let hour = twoDigits(minutes / 60)
        let name = (utcOffset < 0 ? "-" : "+") + hour + (minutes % 60 == 0 ? "" : twoDigits(minutes % 60))
        let type = LocalTimeType(utcOffset: utcOffset, isDST: false, abbreviation: name)
        return LogTimeZone(rules: .fixed(type), description: "UTC" + name)
    }

    private static func twoDigits(_ value: UInt) -> String { value < 10 ? "0\(value)" : "\(value)" }

    /// The clocks of the zone at an instant.
    ///
    /// A search in a sorted table or a little arithmetic; allocates nothing.
    ///
    /// - Parameter seconds: seconds since the epoch, UTC.
    /// - Returns: the civil time; CPython: `time.localtime`.
    public func components(at seconds: Int64) -> CivilTime {
        let type = localTimeType(at: seconds)
        return CivilTime(
            seconds: seconds,
            utcOffset: type.utcOffset,
            isDST: type.isDST,
            abbreviation: type.abbreviation
        )
    }

    /// Whether daylight saving time is in force at an instant.
    func isDST(at seconds: Int64) -> Bool { localTimeType(at: seconds).isDST }

    /// The offset, flag and name in force at an instant.
    func localTimeType(at seconds: Int64) -> LocalTimeType {
        switch rules {
        case .system: LogTimeZone.systemLocalTimeType(at: seconds)
        case .fixed(let type): type
        case .posix(let rule): rule.localTimeType(at: seconds)
        case .table(let table): table.localTimeType(at: seconds)
        }
    }

    /// Asks the C library.
    private static func systemLocalTimeType(at seconds: Int64) -> LocalTimeType {
        let bound = CivilTime.farthestInstant
        var instant = time_t(min(max(seconds, -bound), bound))
        var fields = tm()
        guard localtime_r(&instant, &fields) != nil else {
            return LocalTimeType(utcOffset: 0, isDST: false, abbreviation: "UTC")
        }
        let name: UnsafePointer<CChar>? = UnsafePointer(fields.tm_zone)
        return LocalTimeType(
            utcOffset: fields.tm_gmtoff,
            isDST: fields.tm_isdst > 0,
            abbreviation: name.map { String(cString: $0) } ?? ""
        )
    }
}
