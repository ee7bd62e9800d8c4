#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

extension LogTimeZone {
    /// The instant at which the zone's clocks show a date and time.
    ///
    /// Year, month, day, hour, minute and second count; the other fields are ignored. Where the clocks show the time twice
    /// or never, the answer is that of glibc's `mktime` in a fresh process and with an unknown daylight flag: in a gap the
    /// instant that is on daylight saving time (02:30 becomes 03:30), in an overlap the reading that comes first to the
    /// west of Greenwich and the one that comes last to the east. ``system`` asks `mktime` itself, which prefers the offset
    /// that it has seen last.
    ///
    /// - Parameter civil: the wall clock reading; fields may lie outside of their ranges.
    /// - Returns: seconds since the epoch, UTC; CPython: `time.mktime`.
    public func seconds(of civil: CivilTime) -> Int64 {
        guard case .system = rules else { return approach(civil.secondsAsUTC) }
        var fields = tm()
        fields.tm_year = Int32(clamping: civil.year - 1900)
        fields.tm_mon = Int32(clamping: civil.month - 1)
        fields.tm_mday = Int32(clamping: civil.day)
        fields.tm_hour = Int32(clamping: civil.hour)
        fields.tm_min = Int32(clamping: civil.minute)
        fields.tm_sec = Int32(clamping: civil.second)
        fields.tm_isdst = -1
        return Int64(mktime(&fields))
    }

    /// Finds the instant that shows `wall`, correcting a guess by what the clocks show at it.
    ///
    /// - Parameter wall: the reading, as seconds since the epoch if the zone were UTC.
    /// - Returns: seconds since the epoch, UTC.
    private func approach(_ wall: Int64) -> Int64 {
        var guess = wall
        var lastGuess = wall
        var guessBeforeLast = wall
        var lastWasDST = false
        // Two corrections are enough for an ordinary day; the limit ends a search among transitions close together.
        for _ in 0..<6 {
            let type = localTimeType(at: guess)
            let error = wall - (guess + Int64(type.utcOffset))
            if error == 0 { return guess }
            // Swinging between two guesses means that the reading falls into a gap; daylight saving time is preferred.
            let isSwinging = guess == guessBeforeLast && guess != lastGuess
            if isSwinging, type.isDST || !lastWasDST { return guess }
            (guessBeforeLast, lastGuess, lastWasDST) = (lastGuess, guess, type.isDST)
            guess += error
        }
        return guess
    }
}
