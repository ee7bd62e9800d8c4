internal import YAMLTree

extension LiteralReader {
    // MARK: Numbers

    /// A number: decimal, hexadecimal, octal, binary, or with a fraction.
    mutating func numeral() throws(Fault) -> YAMLValue {
        let start = position
        var text = ""
        while let scalar = peek {
            let isExponentSign = (scalar == "+" || scalar == "-") && (text.last == "e" || text.last == "E")
            let isPart = scalar.isDigit || scalar == "." || scalar == "_" || scalar.properties.isXIDContinue
            guard isPart || isExponentSign && !text.hasPrefix("0x") && !text.hasPrefix("0X") else { break }
            text.unicodeScalars.append(scalar)
            position += 1
        }
        let digits = text.replacing("_", with: "").lowercased()
        for (prefix, radix) in [("0x", 16), ("0o", 8), ("0b", 2)] where digits.hasPrefix(prefix) {
            guard let number = Int(digits.dropFirst(2), radix: radix) else { break }
            return .int(YAMLInteger(number))
        }
        if let number = Int(digits) {
            if number != 0, digits.hasPrefix("0") {
                throw syntaxError(
                    "leading zeros in decimal integer literals are not permitted; use an 0o prefix for octal integers",
                    at: start
                )
            }
            return .int(YAMLInteger(number))
        }
        let isFraction = digits.utf8.allSatisfy { byte in
            (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) || [0x2E, 0x65, 0x2B, 0x2D].contains(byte)
        }
        if isFraction, digits.contains("."), digits.hasSuffix("."), let number = Double(digits + "0") {
            return .float(number)
        }
        let padded = digits.hasPrefix(".") ? "0" + digits : digits
        if isFraction, let number = Double(padded.replacing(".e", with: ".0e")) { return .float(number) }
        throw syntaxError("invalid decimal literal", at: start)
    }

    // MARK: Texts

    /// Whether a text begins here with a prefix, such as `r'…'`.
    func startsString() -> Bool {
        for prefix in ["r", "R", "u", "U", "b", "B", "f", "F", "rb", "Rb", "rB", "RB", "br", "bR", "Br", "BR"] {
            if follows(prefix + "'") || follows(prefix + "\"") { return true }
        }
        return false
    }

    /// One or more texts, which Python joins.
    mutating func strings() throws(Fault) -> String {
        var result = try string()
        while true {
            let start = position
            while let scalar = peek, scalar == " " || scalar == "\t" || scalar == "\n" { position += 1 }
            guard peek == "\"" || peek == "'" || startsString() else {
                position = start
                return result
            }
            result += try string()
        }
    }

    private mutating func string() throws(Fault) -> String {
        let start = position
        var isRaw = false
        while let scalar = peek, scalar != "\"", scalar != "'" {
            switch scalar {
            case "r", "R": isRaw = true
            case "u", "U": break
            case "b", "B": throw refusal("bytes are not read", at: start)
            default: throw refusal("a text with expressions in it is code", at: start)
            }
            position += 1
        }
        guard let quote = peek else { throw syntaxError("invalid syntax") }
        let triple = String(repeating: Character(quote), count: 3)
        let isTriple = follows(triple)
        position += isTriple ? 3 : 1
        let first = position
        var text = String.UnicodeScalarView()
        while true {
            guard let scalar = peek, isTriple || scalar != "\n" else {
                let kind = isTriple ? "unterminated triple-quoted string literal" : "unterminated string literal"
                let lines = scalars[..<position].count { $0 == "\n" } + 1
                throw syntaxError("\(kind) (detected at line \(lines))", at: start)
            }
            if scalar == quote, !isTriple || follows(triple) {
                position += isTriple ? 3 : 1
                return String(text)
            }
            position += 1
            guard scalar == "\\", let escaped = peek else {
                text.append(scalar)
                continue
            }
            position += 1
            if isRaw {
                text.append(scalar)
                text.append(escaped)
            } else {
                try appendEscape(escaped, to: &text, from: first)
            }
        }
    }

    /// What a backslash and a character stand for; an unknown pair stands for itself.
    private mutating func appendEscape(
        _ scalar: Unicode.Scalar,
        to text: inout String.UnicodeScalarView,
        from first: Int
    ) throws(Fault) {
        switch scalar {
        case "\n": return
        case "\\", "'", "\"": text.append(scalar)
        case "a": text.append("\u{7}")
        case "b": text.append("\u{8}")
        case "f": text.append("\u{C}")
        case "n": text.append("\n")
        case "r": text.append("\r")
        case "t": text.append("\t")
        case "v": text.append("\u{B}")
        case "0"..."7":
            var number = scalar.value - 0x30
            for _ in 0..<2 {
                guard let digit = peek, ("0"..."7").contains(digit) else { break }
                number = number * 8 + digit.value - 0x30
                position += 1
            }
            if let character = Unicode.Scalar(number) { text.append(character) }
        case "x", "u", "U":
            let count = scalar == "x" ? 2 : scalar == "u" ? 4 : 8
            let start = position - 2
            var number: UInt32 = 0
            for _ in 0..<count {
                guard let digit = peek.flatMap({ Character($0).hexDigitValue }) else {
                    let shape = "\\" + String(scalar) + String(repeating: "X", count: count)
                    throw syntaxError(
                        "(unicode error) 'unicodeescape' codec can't decode bytes in position "
                            + "\(start - first)-\(position - 1 - first): truncated \(shape) escape"
                    )
                }
                number = number << 4 | UInt32(digit)
                position += 1
            }
            guard let character = Unicode.Scalar(number) else {
                throw refusal("'\\\(scalar)' does not name a character", at: start)
            }
            text.append(character)
        case "N": throw refusal("characters are not read by their names", at: position - 2)
        default:
            text.append("\\")
            text.append(scalar)
        }
    }
}
