/// The parts of a text that looks like a date.
///
/// Source: PyYAML `SafeConstructor.timestamp_regexp`.
struct TimestampText {
    /// The clock time behind a date.
    struct Clock {
        let hour: Int
        let minute: Int
        let second: Int
        let microsecond: Int
        /// The zone, as seconds east of UTC.
        let offsetInSeconds: Int?
    }

    let year: Int
    let month: Int
    let day: Int
    let clock: Clock?

    /// Whether a plain scalar of this form is a timestamp: a date alone needs two digits for month and day.
    let isResolvable: Bool

    /// Takes a text apart; `nil` when it has another form.
    init?(_ bytes: Substring.UTF8View) {
        var scanner = ByteScanner(bytes)
        guard let year = scanner.number(digits: 4...4), scanner.skip(UInt8(ascii: "-")) else { return nil }
        let beforeMonth = scanner.rest.count
        guard let month = scanner.number(digits: 1...2), scanner.skip(UInt8(ascii: "-")) else { return nil }
        guard let day = scanner.number(digits: 1...2) else { return nil }
        (self.year, self.month, self.day) = (year, month, day)
        if scanner.isAtEnd {
            clock = nil
            isResolvable = beforeMonth == 5
            return
        }
        isResolvable = true
        if !scanner.skip({ $0 == UInt8(ascii: "T") || $0 == UInt8(ascii: "t") }) {
            guard scanner.skipAll(Self.isBlank) > 0 else { return nil }
        }
        guard let hour = scanner.number(digits: 1...2), scanner.skip(UInt8(ascii: ":")),
            let minute = scanner.number(digits: 2...2), scanner.skip(UInt8(ascii: ":")),
            let second = scanner.number(digits: 2...2)
        else { return nil }
        var microsecond = 0
        if scanner.skip(UInt8(ascii: ".")) {
            var weight = 100_000
            while let digit = scanner.number(digits: 1...1) {
                microsecond += digit * weight
                weight /= 10
            }
        }
        var offset: Int?
        if !scanner.isAtEnd {
            scanner.skipAll(Self.isBlank)
            guard let zone = Self.offset(&scanner) else { return nil }
            offset = zone
        }
        guard scanner.isAtEnd else { return nil }
        clock = Clock(hour: hour, minute: minute, second: second, microsecond: microsecond, offsetInSeconds: offset)
    }

    /// Eats `Z`, `+2`, or `-05:30`.
    private static func offset(_ scanner: inout ByteScanner) -> Int? {
        if scanner.skip(UInt8(ascii: "Z")) { return 0 }
        let isWest = scanner.peek == UInt8(ascii: "-")
        guard scanner.skip({ $0 == UInt8(ascii: "+") || $0 == UInt8(ascii: "-") }) else { return nil }
        guard let hours = scanner.number(digits: 1...2) else { return nil }
        var minutes = 0
        if scanner.skip(UInt8(ascii: ":")) {
            guard let number = scanner.number(digits: 2...2) else { return nil }
            minutes = number
        }
        let seconds = (hours * 60 + minutes) * 60
        return isWest ? -seconds : seconds
    }

    /// A space or a tab.
    private static func isBlank(_ byte: UInt8) -> Bool {
        byte == UInt8(ascii: " ") || byte == UInt8(ascii: "\t")
    }
}
