/// When a file is rolled over by the clock, and how the old one is called.
///
/// Deadlines and names are those of CPython 3.13.0, change of the clocks included.
/// Source: CPython `logging.handlers.TimedRotatingFileHandler`.
///
/// | `when` | first deadline | archive suffix |
/// |---|---|---|
/// | `S`, `M`, `H`, `D` | that many seconds, minutes, hours, days from now | to the second, minute, hour, day |
/// | `MIDNIGHT` | the next midnight, or the next `atTime` | the day |
/// | `W0` … `W6` | the end of the next Monday … Sunday, or `atTime` of that day | the day |
public struct RolloverSchedule: Sendable {
    /// The unit of the schedule.
    enum Unit: Sendable, Hashable {
        /// `S`, `M`, `H`, `D`: counted from the time before.
        case interval
        /// `MIDNIGHT`: at a time of the day.
        case day
        /// `W0` to `W6`: at a time of a weekday.
        case week
    }

    /// The unit in capitals: `S`, `M`, `H`, `D`, `MIDNIGHT`, `W0` … `W6`.
    public let when: String
    /// The time between rollovers in seconds: the unit times the number of units.
    public let interval: Double
    /// The pattern of the archive's suffix, such as `%Y-%m-%d_%H`.
    public let suffix: String
    /// The weekday of `W0` … `W6`; 0 is Monday.
    public let dayOfWeek: Int?
    /// Whether deadlines and suffixes are those of UTC.
    public let utc: Bool
    /// The time of the day for `MIDNIGHT` and `W0` … `W6`; `nil` for the end of the day.
    public let atTime: TimeOfDay?
    /// The zone of local time.
    public let zone: LogTimeZone

    let unit: Unit
    private let suffixFormat: StrftimeFormat

    /// Creates a schedule.
    ///
    /// - Parameters:
    ///   - when: the unit; the case of its letters does not matter.
    ///   - interval: the number of units; fractions are possible, as in CPython, and nothing is refused.
    ///   - utc: whether deadlines and suffixes are those of UTC.
    ///   - atTime: the time of the day for `MIDNIGHT` and `W0` … `W6`; the other units ignore it.
    ///   - suffix: the pattern of the archive's suffix; `nil` for the unit's. It does not change which files count as archives.
    ///   - zone: the zone of local time.
    /// - Throws: ``RolloverScheduleError`` in CPython's words if there is no such unit.
    public init(
        when: String = "h",
        interval: Double = 1,
        utc: Bool = false,
        atTime: TimeOfDay? = nil,
        suffix: String? = nil,
        zone: LogTimeZone = .system
    ) throws(RolloverScheduleError) {
        let when = when.uppercased()
        let seconds: Double
        let usual: String
        var dayOfWeek: Int?
        switch when {
        case "S": (seconds, usual, unit) = (1, "%Y-%m-%d_%H-%M-%S", .interval)
        case "M": (seconds, usual, unit) = (60, "%Y-%m-%d_%H-%M", .interval)
        case "H": (seconds, usual, unit) = (3600, "%Y-%m-%d_%H", .interval)
        case "D": (seconds, usual, unit) = (86400, "%Y-%m-%d", .interval)
        case "MIDNIGHT": (seconds, usual, unit) = (86400, "%Y-%m-%d", .day)
        default:
            dayOfWeek = try RolloverSchedule.dayOfWeek(when)
            (seconds, usual, unit) = (7 * 86400, "%Y-%m-%d", .week)
        }
        self.when = when
        self.interval = seconds * interval
        self.dayOfWeek = dayOfWeek
        self.utc = utc
        self.atTime = atTime
        self.zone = zone
        self.suffix = suffix ?? usual
        suffixFormat = StrftimeFormat(self.suffix)
    }

    /// The weekday of `W0` … `W6`.
    private static func dayOfWeek(_ when: String) throws(RolloverScheduleError) -> Int {
        let scalars = Array(when.unicodeScalars)
        guard scalars.first == "W" else {
            throw RolloverScheduleError(message: "Invalid rollover interval specified: \(when)")
        }
        guard scalars.count == 2 else {
            throw RolloverScheduleError(
                message: "You must specify a day for weekly rollover from 0 to 6 (0 is Monday): \(when)"
            )
        }
        guard "0"..."6" ~= scalars[1] else {
            throw RolloverScheduleError(message: "Invalid day specified for weekly rollover: \(when)")
        }
        return Int(scalars[1].value - 48)
    }

    /// The next deadline.
    ///
    /// CPython calls this with the file's modification time, or the present, when the handler is made, and with the present
    /// after each rollover. Source: CPython `TimedRotatingFileHandler.computeRollover`.
    ///
    /// - Parameter currentTime: seconds since the epoch.
    /// - Returns: the first whole second, since the epoch, at which the file is due.
    public func computeRollover(after currentTime: Int64) -> Int64 {
        if unit == .interval { return RolloverSchedule.wholeSecond(Double(currentTime) + interval, .up) }

        let now = (utc ? LogTimeZone.utc : zone).components(at: currentTime)
        let timeOfDay = (now.hour * 60 + now.minute) * 60 + now.second
        var remaining = (atTime?.secondsSinceMidnight ?? 86400) - timeOfDay
        var weekday = now.weekday
        if remaining <= 0 {
            // Too late for today.
            remaining += 86400
            weekday = (weekday + 1) % 7
        }
        var days = 0
        if let dayOfWeek { days = (dayOfWeek - weekday + 7) % 7 }
        let period: Double = unit == .week ? 7 * 86400 : 86400
        // The interval's first unit ends at this deadline; the others follow.
        let deadline = Double(currentTime) + Double(remaining + days * 86400) + (interval - period)
        return RolloverSchedule.wholeSecond(utc ? deadline : correctingDST(deadline, now.isDST), .up)
    }

    /// Moves a deadline so that it shows the wanted time although the clocks change before it.
    private func correctingDST(_ deadline: Double, _ isDSTNow: Bool) -> Double {
        guard isDST(at: deadline) != isDSTNow else { return deadline }
        if isDSTNow { return deadline + 3600 }
        // The hour before may still be winter: the wanted time falls into the gap, and the later time is kept.
        return isDST(at: deadline - 3600) ? deadline - 3600 : deadline
    }

    private func isDST(at seconds: Double) -> Bool {
        zone.isDST(at: RolloverSchedule.wholeSecond(seconds, .down))
    }

    /// The name suffix of the file that a rollover puts aside: the start of its interval.
    ///
    /// The start is moved by an hour if daylight saving time has begun or ended since.
    /// Source: CPython `TimedRotatingFileHandler.doRollover`.
    ///
    /// - Parameters:
    ///   - deadline: the deadline that has passed.
    ///   - currentTime: the present, in seconds since the epoch.
    /// - Returns: the suffix without the dot before it, such as `2024-03-09`.
    public func archiveSuffix(forRolloverAt deadline: Int64, now currentTime: Int64) -> String {
        var start = RolloverSchedule.wholeSecond(Double(deadline) - interval, .down)
        if utc { return suffixFormat.string(WallTime(seconds: start), in: .utc) }
        let isDSTNow = zone.isDST(at: currentTime)
        if isDSTNow != zone.isDST(at: start) { start += isDSTNow ? 3600 : -3600 }
        return suffixFormat.string(WallTime(seconds: start), in: zone)
    }

    /// Rounds to whole seconds within what calendars can show.
    private static func wholeSecond(_ seconds: Double, _ rule: FloatingPointRoundingRule) -> Int64 {
        let bound = Double(CivilTime.farthestInstant)
        // Not-a-number fails the comparison too, and is never due.
        guard seconds < bound else { return CivilTime.farthestInstant }
        return Int64(max(seconds, -bound).rounded(rule))
    }
}
