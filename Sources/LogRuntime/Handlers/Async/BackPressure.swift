/// What happens to a record for which there is no room in the queue of an ``AsyncHandler``.
public enum BackPressure: String, Sendable, Hashable, CaseIterable {
    /// The caller waits for room, for a limited time; then the record is dropped.
    case block
    /// The record is dropped.
    case dropNewest = "drop_newest"
    /// The oldest records in the queue are dropped to make room.
    case dropOldest = "drop_oldest"
    /// Records are dropped the sooner the less severe they are: those below INFO when the queue is half full, those below
    /// WARNING at seven tenths, those below ERROR at nine tenths, and others only when it is full.
    case dropLowestSeverity = "drop_lowest_severity"

    /// How full the queue may become for a record, so that there is room left for errors.
    ///
    /// With every policy the last tenth is for records from ERROR on.
    func limits(capacity: UInt64) -> Limits {
        let reserved = capacity / 10 * 9
        guard self == .dropLowestSeverity else {
            return Limits(debug: reserved, information: reserved, warning: reserved, error: capacity)
        }
        return Limits(debug: capacity / 2, information: capacity / 10 * 7, warning: reserved, error: capacity)
    }

    /// How many bytes of the queue records of each severity may fill.
    struct Limits {
        /// For records below INFO.
        let debug: UInt64
        /// For records below WARNING.
        let information: UInt64
        /// For records below ERROR.
        let warning: UInt64
        /// For all others.
        let error: UInt64

        /// The limit for a level.
        @inline(__always) func limit(for level: Level) -> UInt64 {
            if level.rawValue < Level.warning.rawValue {
                return level.rawValue < Level.info.rawValue ? debug : information
            }
            return level.rawValue < Level.error.rawValue ? warning : error
        }
    }
}
