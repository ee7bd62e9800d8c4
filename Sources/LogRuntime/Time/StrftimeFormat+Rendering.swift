extension StrftimeFormat {
    /// Writes the pieces of a pattern for one moment.
    struct Renderer {
        /// The moment.
        let time: WallTime
        /// The moment as the zone's clocks show it.
        let civil: CivilTime
        /// The literal text of the pattern.
        let literals: [UInt8]

        /// Appends some pieces.
        func append(_ pieces: [Piece], to buffer: inout ByteBuffer) {
            for piece in pieces {
                switch piece {
                case .literal(let range):
                    literals.withUnsafeBytes { buffer.append(UnsafeRawBufferPointer(rebasing: $0[range])) }
                case .conversion(let conversion):
                    append(conversion, to: &buffer)
                case .group(let pieces, let width, let filler, let isUppercased):
                    let start = buffer.count
                    append(pieces, to: &buffer)
                    if isUppercased { buffer.changeCase(from: start, to: .upper) }
                    buffer.insert(repeating: filler, count: width - (buffer.count - start), at: start)
                }
            }
        }

        private func append(_ conversion: StrftimeConversion, to buffer: inout ByteBuffer) {
            switch conversion.field {
            case .number(let number, let digits):
                append(value(of: number), digits: digits, conversion, to: &buffer)
            case .epochSeconds:
                append(Int(time.seconds), digits: 1, conversion, to: &buffer)
            case .weekdayAbbreviation:
                append(name(CalendarNames.weekdays, civil.weekday), prefix: 3, conversion, to: &buffer)
            case .weekdayName:
                append(name(CalendarNames.weekdays, civil.weekday), prefix: .max, conversion, to: &buffer)
            case .monthAbbreviation:
                append(name(CalendarNames.months, civil.month - 1), prefix: 3, conversion, to: &buffer)
            case .monthName:
                append(name(CalendarNames.months, civil.month - 1), prefix: .max, conversion, to: &buffer)
            case .halfOfDay:
                append(civil.hour < 12 ? "AM" : "PM", prefix: .max, conversion, to: &buffer)
            case .zoneAbbreviation:
                let start = buffer.count
                buffer.append(civil.abbreviation)
                finishText(from: start, conversion, in: &buffer)
            case .offset:
                appendSign(conversion, to: &buffer)
                let minutes = civil.utcOffset.magnitude / 60
                let value = Int(minutes / 60 * 100 + minutes % 60)
                append(value, digits: max(4, conversion.width), conversion, to: &buffer)
            case .offsetWithColon:
                appendSign(conversion, to: &buffer)
                let minutes = Int(civil.utcOffset.magnitude / 60)
                buffer.append(padded: minutes / 60, digits: 2)
                buffer.append(UInt8(ascii: ":"))
                buffer.append(padded: minutes % 60, digits: 2)
            case .fraction(let digits):
                var fraction = Int(time.nanoseconds)
                for _ in digits..<9 { fraction /= 10 }
                buffer.append(padded: fraction, digits: digits)
            }
        }

        private func name(_ names: [StaticString], _ index: Int) -> StaticString {
            names.indices.contains(index) ? names[index] : "?"
        }

        private func append(
            _ text: StaticString,
            prefix: Int,
            _ conversion: StrftimeConversion,
            to buffer: inout ByteBuffer
        ) {
            let start = buffer.count
            buffer.append(text)
            if buffer.count - start > prefix { buffer.truncate(to: start + prefix) }
            finishText(from: start, conversion, in: &buffer)
        }

        /// Applies case and width to text at the end of a buffer.
        private func finishText(from start: Int, _ conversion: StrftimeConversion, in buffer: inout ByteBuffer) {
            if conversion.letterCase != .unchanged { buffer.changeCase(from: start, to: conversion.letterCase) }
            pad(from: start, conversion, in: &buffer)
        }

        /// Fills the end of a buffer up to the conversion's width.
        private func pad(from start: Int, _ conversion: StrftimeConversion, in buffer: inout ByteBuffer) {
            let filler = conversion.padding == .zero ? UInt8(ascii: "0") : UInt8(ascii: " ")
            buffer.insert(repeating: filler, count: conversion.width - (buffer.count - start), at: start)
        }

        /// Appends the offset's sign, which glibc fills up to the width like the digits.
        private func appendSign(_ conversion: StrftimeConversion, to buffer: inout ByteBuffer) {
            let start = buffer.count
            buffer.append(civil.utcOffset < 0 ? UInt8(ascii: "-") : UInt8(ascii: "+"))
            pad(from: start, conversion, in: &buffer)
        }

        private func append(
            _ value: Int,
            digits: Int,
            _ conversion: StrftimeConversion,
            to buffer: inout ByteBuffer
        ) {
            let start = buffer.count
            buffer.append(decimal: Int64(value))
            let missing = digits - (buffer.count - start)
            if missing > 0 {
                switch conversion.padding {
                case .none: break
                case .space: buffer.insert(repeating: UInt8(ascii: " "), count: missing, at: start)
                case .standard, .zero:
                    // Zeros stand between the sign and the digits.
                    buffer.insert(repeating: UInt8(ascii: "0"), count: missing, at: value < 0 ? start + 1 : start)
                }
            }
            pad(from: start, conversion, in: &buffer)
        }

        private func value(of number: StrftimeConversion.Number) -> Int {
            switch number {
            case .century: Int(CivilTime.floorDivide(Int64(civil.year), by: 100).quotient)
            case .year: civil.year
            case .yearOfCentury: CivilTime.floorDivide(Int64(civil.year), by: 100).remainder
            case .isoYear: civil.isoWeek.year
            case .isoYearOfCentury: CivilTime.floorDivide(Int64(civil.isoWeek.year), by: 100).remainder
            case .month: civil.month
            case .day: civil.day
            case .yearDay: civil.yearDay
            case .hour: civil.hour
            case .twelveHour: civil.twelveHour
            case .minute: civil.minute
            case .second: civil.second
            // The week that the first Sunday, or Monday, of the year begins is number 1; what is before it is week 0.
            case .weekFromSunday: (civil.yearDay + 6 - (civil.weekday + 1) % 7) / 7
            case .weekFromMonday: (civil.yearDay + 6 - civil.weekday) / 7
            case .isoWeek: civil.isoWeek.week
            case .weekdayFrom1: civil.weekday + 1
            case .weekdayFromSunday: (civil.weekday + 1) % 7
            }
        }
    }
}
