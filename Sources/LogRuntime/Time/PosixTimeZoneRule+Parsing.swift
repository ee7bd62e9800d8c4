extension PosixTimeZoneRule {
    /// Reads a rule.
    ///
    /// - Parameter text: the rule, such as `EST+05EDT,M3.2.0,M11.1.0`.
    /// - Throws: ``TimeZoneError`` naming what is wrong with it.
    init(_ text: String) throws(TimeZoneError) {
        var parser = Parser(text: text, rest: Array(text.utf8)[...])
        self = try parser.rule()
    }

    /// Reads a rule from the left to the right.
    private struct Parser {
        /// The whole rule, for messages.
        let text: String
        /// What is still to be read.
        var rest: ArraySlice<UInt8>

        /// Reads all of the rule.
        mutating func rule() throws(TimeZoneError) -> PosixTimeZoneRule {
            let standardName = try name()
            let standard = LocalTimeType(utcOffset: -(try offset()), isDST: false, abbreviation: standardName)
            if rest.isEmpty { return PosixTimeZoneRule(standard: standard) }

            let summerName = try name()
            let hasOffset = rest.first.map { $0 != UInt8(ascii: ",") } ?? false
            let summerOffset = hasOffset ? -(try offset()) : standard.utcOffset + 3600
            let summer = LocalTimeType(utcOffset: summerOffset, isDST: true, abbreviation: summerName)
            // Without dates: those of the United States since 2007.
            var start = YearlyChange(day: .weekday(month: 3, week: 2, weekday: 0), time: 7200)
            var end = YearlyChange(day: .weekday(month: 11, week: 1, weekday: 0), time: 7200)
            if !rest.isEmpty {
                start = try change()
                end = try change()
            }
            guard rest.isEmpty else { throw failure("more text follows the end of daylight saving time") }
            return PosixTimeZoneRule(
                standard: standard,
                daylight: Daylight(type: summer, start: start, end: end)
            )
        }

        /// Reads a name: three letters or more, or letters, digits and signs between `<` and `>`.
        private mutating func name() throws(TimeZoneError) -> String {
            let isQuoted = take(UInt8(ascii: "<"))
            let letters = rest.prefix { isLetter($0) || isQuoted && isDigitOrSign($0) }
            rest = rest.dropFirst(letters.count)
            guard letters.count >= 3, !isQuoted || take(UInt8(ascii: ">")) else {
                throw failure("a name of at least three letters is expected")
            }
            return String(decoding: letters, as: UTF8.self)
        }

        /// Reads `[+-]hh[:mm[:ss]]` in seconds.
        private mutating func offset() throws(TimeZoneError) -> Int {
            try signedTime(hours: 24, what: "an offset from UTC of at most 24 hours")
        }

        /// Reads `,date[/time]`.
        private mutating func change() throws(TimeZoneError) -> YearlyChange {
            guard take(UInt8(ascii: ",")) else { throw failure("dates of begin and end are expected") }
            let day: YearlyChange.Day
            if take(UInt8(ascii: "M")) {
                let month = try number(1...12, "a month from 1 to 12")
                guard take(UInt8(ascii: ".")) else { throw failure("'.' is expected behind the month") }
                let week = try number(1...5, "a week from 1 to 5")
                guard take(UInt8(ascii: ".")) else { throw failure("'.' is expected behind the week") }
                day = .weekday(month: month, week: week, weekday: try number(0...6, "a weekday from 0 to 6"))
            } else if take(UInt8(ascii: "J")) {
                day = .julian(try number(1...365, "a day from 1 to 365"))
            } else {
                day = .zeroBased(try number(0...365, "a day from 0 to 365"))
            }
            guard take(UInt8(ascii: "/")) else { return YearlyChange(day: day, time: 7200) }
            return YearlyChange(day: day, time: try signedTime(hours: 167, what: "a time of at most 167 hours"))
        }

        /// Reads `[+-]hh[:mm[:ss]]` in seconds.
        private mutating func signedTime(hours: Int, what: String) throws(TimeZoneError) -> Int {
            let isNegative = take(UInt8(ascii: "-"))
            if !isNegative { _ = take(UInt8(ascii: "+")) }
            var seconds = try number(0...hours, what) * 3600
            if take(UInt8(ascii: ":")) {
                seconds += try number(0...59, "minutes from 0 to 59") * 60
                if take(UInt8(ascii: ":")) { seconds += try number(0...59, "seconds from 0 to 59") }
            }
            return isNegative ? -seconds : seconds
        }

        /// Reads a decimal number within a range.
        private mutating func number(_ range: ClosedRange<Int>, _ what: String) throws(TimeZoneError) -> Int {
            let digits = rest.prefix { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
            guard let value = Int(String(decoding: digits, as: UTF8.self)), range.contains(value) else {
                throw failure("\(what) is expected")
            }
            rest = rest.dropFirst(digits.count)
            return value
        }

        /// Skips a character if it comes next.
        private mutating func take(_ byte: UInt8) -> Bool {
            guard rest.first == byte else { return false }
            rest = rest.dropFirst()
            return true
        }

        private func isLetter(_ byte: UInt8) -> Bool {
            (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte | 0x20)
        }

        private func isDigitOrSign(_ byte: UInt8) -> Bool {
            switch byte {
            case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "+"), UInt8(ascii: "-"): true
            default: false
            }
        }

        /// The error at the present place.
        private func failure(_ problem: String) -> TimeZoneError {
            let place = rest.isEmpty ? "at the end" : "at '\(String(decoding: rest, as: UTF8.self))'"
            return TimeZoneError("time zone rule '\(text)' is not valid: \(problem) \(place)")
        }
    }
}
