import ArgumentParser

/// The values of `--clock`.
enum ClockOption {
    /// What a record's time can be, in seconds since the epoch: 64 bits of nanoseconds.
    private static let range = -9_223_372_036.0...9_223_372_036.0

    /// Refuses what no clock shows.
    ///
    /// - Throws: `ValidationError`.
    static func validate(_ clock: Double?) throws {
        guard let clock, !range.contains(clock) else { return }
        throw ValidationError("--clock takes a time from 1677 to 2262 in seconds since the epoch, not '\(clock)'")
    }
}
