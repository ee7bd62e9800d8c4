extension StrftimeFormat {
    /// Turns a pattern into pieces.
    struct Compiler {
        /// What still has to be read of the pattern.
        private var rest: Substring.UnicodeScalarView
        private let hasExtensions: Bool
        private let limit: Int
        /// An upper bound of the characters that the pattern can produce.
        private var reach = 0
        private var pieces: [Piece] = []
        /// The literal text of all pieces, one after the other.
        private(set) var literals: [UInt8] = []

        /// Starts with a pattern.
        init(pattern: String, hasExtensions: Bool) {
            rest = pattern[...].unicodeScalars
            self.hasExtensions = hasExtensions
            // CPython doubles its buffer from 1024 characters on, up to 256 for each character of the pattern.
            var limit = 1024
            while limit < 256 * rest.count { limit *= 2 }
            self.limit = limit
        }

        /// The number of characters at which CPython gives up, if the pattern can reach it.
        var reachableLimit: Int? { reach >= limit ? limit : nil }

        /// Reads the pattern.
        mutating func compile() -> [Piece] {
            while let scalar = rest.popFirst() {
                if scalar == "%" {
                    directive()
                } else {
                    appendLiteral(scalar)
                }
            }
            return pieces
        }

        /// Reads a directive behind its `%`.
        private mutating func directive() {
            let start = rest
            var specification = Specification()
            readFlags(into: &specification)
            let scalar = rest.popFirst()
            if let scalar, hasExtensions, convertExtension(scalar, specification) { return }
            if let scalar, convert(scalar, specification) { return }
            // Unknown: copied from the `%` on, padded and in capitals if the flags say so.
            let count = start.count - rest.count
            appendPadded("%" + String(String.UnicodeScalarView(start.prefix(count))), specification)
        }

        /// Reads flags, width and modifier.
        private mutating func readFlags(into specification: inout Specification) {
            flags: while let scalar = rest.first {
                switch scalar {
                case "_": specification.padding = .space
                case "-": specification.padding = .none
                case "0": specification.padding = .zero
                case "^": specification.isUppercased = true
                case "#": specification.changesCase = true
                default: break flags
                }
                rest.removeFirst()
            }
            while let digit = rest.first, "0"..."9" ~= digit {
                // A greater width than the limit means the same as the limit: no text at all.
                specification.width = min(specification.width * 10 + Int(digit.value - 48), limit)
                rest.removeFirst()
            }
            if let scalar = rest.first, scalar == "E" || scalar == "O" {
                specification.modifier = scalar
                rest.removeFirst()
            }
        }

        /// Compiles what only we know.
        private mutating func convertExtension(_ scalar: Unicode.Scalar, _ specification: Specification) -> Bool {
            guard specification.modifier == nil else { return false }
            switch scalar {
            case "f" where specification.width <= 9:
                append(.fraction(digits: specification.width == 0 ? 6 : specification.width), Specification())
            case ":" where rest.first == "z":
                rest.removeFirst()
                append(.offsetWithColon, specification)
            default:
                return false
            }
            return true
        }

        /// Compiles a directive of glibc.
        ///
        /// - Returns: whether there is such a directive, and with this modifier.
        private mutating func convert(_ scalar: Unicode.Scalar, _ specification: Specification) -> Bool {
            if specification.modifier == "E", "aAbBdDeFgGhHIjklmMSUVwW".unicodeScalars.contains(scalar) { return false }
            if specification.modifier == "O", "aAcDFxXY".unicodeScalars.contains(scalar) { return false }
            switch scalar {
            case "%": appendPadded("%", specification)
            case "n": appendPadded("\n", specification)
            case "t": appendPadded("\t", specification)
            case "c": appendGroup("%a %b %e %H:%M:%S %Y", specification)
            case "D", "x": appendGroup("%m/%d/%y", specification)
            case "F": appendGroup("%Y-%m-%d", specification)
            case "R": appendGroup("%H:%M", specification)
            case "r": appendGroup("%I:%M:%S %p", specification)
            case "T", "X": appendGroup("%H:%M:%S", specification)
            case "a": append(.weekdayAbbreviation, specification.upperIfCaseChanges)
            case "A": append(.weekdayName, specification.upperIfCaseChanges)
            case "b", "h": append(.monthAbbreviation, specification.upperIfCaseChanges)
            case "B": append(.monthName, specification.upperIfCaseChanges)
            case "p": append(.halfOfDay, specification.lowerIfCaseChanges)
            case "P": append(.halfOfDay, specification.lowered)
            case "Z": append(.zoneAbbreviation, specification.lowerIfCaseChanges)
            case "z": append(.offset, specification)
            case "s": append(.epochSeconds, specification)
            default:
                guard let (number, digits, isSpaced) = Compiler.number(scalar) else { return false }
                var specification = specification
                if isSpaced, specification.padding == .standard { specification.padding = .space }
                append(.number(number, digits: max(digits, specification.width)), specification)
            }
            return true
        }

        /// The number that a letter stands for, its digits, and whether spaces fill it up unless something else is said.
        private static func number(
            _ scalar: Unicode.Scalar
        ) -> (number: StrftimeConversion.Number, digits: Int, isSpaced: Bool)? {
            switch scalar {
            case "C": (.century, 1, false)
            case "d": (.day, 2, false)
            case "e": (.day, 2, true)
            case "g": (.isoYearOfCentury, 2, false)
            case "G": (.isoYear, 1, false)
            case "H": (.hour, 2, false)
            case "I": (.twelveHour, 2, false)
            case "j": (.yearDay, 3, false)
            case "k": (.hour, 2, true)
            case "l": (.twelveHour, 2, true)
            case "m": (.month, 2, false)
            case "M": (.minute, 2, false)
            case "S": (.second, 2, false)
            case "u": (.weekdayFrom1, 1, false)
            case "U": (.weekFromSunday, 2, false)
            case "V": (.isoWeek, 2, false)
            case "w": (.weekdayFromSunday, 1, false)
            case "W": (.weekFromMonday, 2, false)
            case "y": (.yearOfCentury, 2, false)
            case "Y": (.year, 1, false)
            default: nil
            }
        }

        private mutating func append(_ field: StrftimeConversion.Field, _ specification: Specification) {
            // No piece is naturally longer than this; the offset is padded twice.
            reach += max(2 * specification.width, 64)
            pieces.append(
                .conversion(
                    StrftimeConversion(
                        field: field,
                        padding: specification.padding,
                        width: specification.width,
                        letterCase: specification.letterCase
                    )
                )
            )
        }

        /// Appends pieces that another pattern stands for, as one if they are padded or shown in capitals.
        private mutating func appendGroup(_ pattern: String, _ specification: Specification) {
            let outerRest = rest
            let outerPieces = pieces
            pieces = []
            rest = pattern[...].unicodeScalars
            let inner = compile()
            pieces = outerPieces
            rest = outerRest
            if specification.width == 0, !specification.isUppercased {
                pieces += inner
                return
            }
            reach += specification.width
            pieces.append(
                .group(
                    pieces: inner,
                    width: specification.width,
                    filler: specification.filler,
                    isUppercased: specification.isUppercased
                )
            )
        }

        /// Appends text that does not depend on the time.
        private mutating func appendPadded(_ text: String, _ specification: Specification) {
            let missing = specification.width - text.unicodeScalars.count
            for _ in 0..<max(missing, 0) { appendLiteral(Unicode.Scalar(specification.filler)) }
            for scalar in text.unicodeScalars {
                // As C's `towupper`: only where a single character is the capital.
                let capital = String(scalar).uppercased().unicodeScalars
                let isChanged = specification.isUppercased && capital.count == 1
                appendLiteral(isChanged ? capital.first ?? scalar : scalar)
            }
        }

        private mutating func appendLiteral(_ scalar: Unicode.Scalar) {
            let start = literals.count
            literals.append(contentsOf: UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter)
            reach += 1
            if case .literal(let range) = pieces.last, range.upperBound == start {
                pieces[pieces.count - 1] = .literal(range.lowerBound..<literals.count)
            } else {
                pieces.append(.literal(start..<literals.count))
            }
        }
    }

    /// What stands between the `%` and the letter of a directive.
    struct Specification {
        /// `_`, `-` or `0`: what fills the text up.
        var padding = StrftimeConversion.Padding.standard
        /// `^`: whether letters are shown in capitals.
        var isUppercased = false
        /// `#`: whether letters are shown in the other case.
        var changesCase = false
        /// The least number of characters.
        var width = 0
        /// `E` or `O`, which change nothing in the C locale, but are not allowed everywhere.
        var modifier: Unicode.Scalar?
        /// Whether letters are shown small, which is stronger than capitals.
        var isLowercased = false

        /// The character that fills text up.
        var filler: UInt8 { padding == .zero ? UInt8(ascii: "0") : UInt8(ascii: " ") }

        /// How letters are shown.
        var letterCase: StrftimeConversion.LetterCase {
            if isLowercased { return .lower }
            return isUppercased ? .upper : .unchanged
        }

        /// The same for text that is mostly small.
        var upperIfCaseChanges: Specification {
            var result = self
            result.isUppercased = isUppercased || changesCase
            return result
        }

        /// The same for text that is all capitals.
        var lowerIfCaseChanges: Specification { changesCase ? lowered : self }

        /// The same in small letters.
        var lowered: Specification {
            var result = self
            result.isLowercased = true
            return result
        }
    }
}
