/// Lets pass the records whose level lies in a range, so that a handler takes warnings and not errors.
///
/// ## Configuration keys
/// - `min` (level, default `NOTSET`): records below do not pass.
/// - `max` (level, default any): records above do not pass.
public final class LevelRangeFilter: Filter {
    /// Records below do not pass (`min`).
    public let minimum: Level
    /// Records above do not pass (`max`).
    public let maximum: Level

    /// Creates a filter.
    ///
    /// - Parameters:
    ///   - minimum: records below do not pass.
    ///   - maximum: records above do not pass.
    public init(minimum: Level = .notSet, maximum: Level = Level(rawValue: .max)) {
        self.minimum = minimum
        self.maximum = maximum
    }

    /// Whether the record's level is in the range, ends included.
    public func filter(_ record: inout LogRecord) -> Bool {
        minimum <= record.level && record.level <= maximum
    }
}
