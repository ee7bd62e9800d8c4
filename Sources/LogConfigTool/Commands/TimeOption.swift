import ArgumentParser
import LogRuntime

/// The values of `--at`: a moment in ISO 8601, local time unless it says otherwise.
struct TimeOption: ExpressibleByArgument {
    /// Seconds since the epoch.
    let seconds: Int64

    /// Reads `2024-06-01`, `2024-06-01T12:30`, `2024-06-01 12:30:15.5`, each also with `Z` or an offset such as `+02:00`.
    ///
    /// Source: CPython `datetime.fromisoformat`, without the forms that count weeks; fractions of a second are cut off.
    init?(argument: String) {
        var reader = Digits(argument)
        guard let year = reader.number(4), let dashed = reader.separator("-"),
            let month = reader.number(2), reader.separator("-") == dashed, let day = reader.number(2),
            (1...12).contains(month), (1...TimeOption.days(in: month, of: year)).contains(day)
        else { return nil }
        var time = (hour: 0, minute: 0, second: 0)
        var offset: Int?
        if !reader.isAtEnd {
            guard reader.skip("T") || reader.skip(" "), let found = reader.time() else { return nil }
            time = found
            if reader.skip(".") || reader.skip(",") { guard reader.skipDigits() else { return nil } }
            offset = reader.offset()
            guard reader.isAtEnd else { return nil }
        }
        let civil = CivilTime(
            year: year,
            month: month,
            day: day,
            hour: time.hour,
            minute: time.minute,
            second: time.second
        )
        let zone = offset.map(LogTimeZone.fixed) ?? .system
        seconds = zone.seconds(of: civil)
    }

    private static func days(in month: Int, of year: Int) -> Int {
        let isLeap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
        return month == 2 ? isLeap ? 29 : 28 : [4, 6, 9, 11].contains(month) ? 30 : 31
    }
}

/// Takes a text apart from its beginning.
private struct Digits {
    private var rest: Substring

    init(_ text: String) {
        rest = Substring(text)
    }

    var isAtEnd: Bool { rest.isEmpty }

    mutating func skip(_ character: Character) -> Bool {
        guard rest.first == character else { return false }
        rest.removeFirst()
        return true
    }

    /// A number of just so many digits.
    mutating func number(_ count: Int) -> Int? {
        let digits = rest.prefix(count)
        guard digits.count == count, digits.utf8.allSatisfy({ (48...57).contains($0) }) else { return nil }
        rest = rest.dropFirst(count)
        return Int(digits)
    }

    /// Whether a separator, which may be left out everywhere, is there.
    mutating func separator(_ character: Character) -> Bool? { skip(character) }

    mutating func skipDigits() -> Bool {
        let digits = rest.prefix { ("0"..."9").contains($0) }
        rest = rest[digits.endIndex...]
        return !digits.isEmpty
    }

    /// `HH`, `HH:MM`, `HH:MM:SS`, the colons left out or not.
    mutating func time() -> (hour: Int, minute: Int, second: Int)? {
        guard let hour = number(2), (0...23).contains(hour) else { return nil }
        var parts = [0, 0]
        for index in 0..<2 {
            let hasColon = skip(":")
            guard let part = number(2) else {
                if hasColon { return nil }
                break
            }
            guard (0...59).contains(part) else { return nil }
            parts[index] = part
        }
        return (hour, parts[0], parts[1])
    }

    /// `Z`, `+02`, `+02:00`; `nil` when there is none.
    mutating func offset() -> Int? {
        if skip("Z") || skip("z") { return 0 }
        let isNegative = rest.first == "-"
        guard skip("-") || skip("+"), let time = time() else { return nil }
        let seconds = (time.hour * 60 + time.minute) * 60 + time.second
        return isNegative ? -seconds : seconds
    }
}
