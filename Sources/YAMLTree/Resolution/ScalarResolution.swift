/// The type of a scalar by its text.
///
/// Source: PyYAML `Resolver`, the rules of YAML 1.1.
enum ScalarResolution {
    /// The tag that a plain text gets.
    static func tag(of text: String) -> Tag {
        // A regular expression's `$` also matches before a last line break, which only `! "1\n"` can hold.
        let bytes = text.utf8.last == UInt8(ascii: "\n") ? text.utf8.dropLast() : text.utf8[...]
        guard let first = bytes.first else { return text.isEmpty ? .null : .string }
        switch first {
        case UInt8(ascii: "~"), UInt8(ascii: "n"), UInt8(ascii: "N"), UInt8(ascii: "y"), UInt8(ascii: "Y"),
            UInt8(ascii: "t"), UInt8(ascii: "T"), UInt8(ascii: "f"), UInt8(ascii: "F"), UInt8(ascii: "o"),
            UInt8(ascii: "O"), UInt8(ascii: "<"), UInt8(ascii: "="):
            return bytes.count <= 5 ? tag(ofWord: String(Substring(bytes))) : .string
        case UInt8(ascii: "-"), UInt8(ascii: "+"), UInt8(ascii: "."), UInt8(ascii: "0")...UInt8(ascii: "9"):
            return tag(ofNumber: bytes)
        default: return .string
        }
    }

    /// The tag of a text that is one of the known words, in exactly their spellings.
    private static func tag(ofWord word: String) -> Tag {
        switch word {
        case "yes", "Yes", "YES", "no", "No", "NO", "true", "True", "TRUE", "false", "False", "FALSE", "on", "On", "ON",
            "off", "Off", "OFF":
            .bool
        case "~", "null", "Null", "NULL": .null
        case "<<": .merge
        case "=": .value
        default: .string
        }
    }

    /// The tag of a text that begins like a number.
    private static func tag(ofNumber bytes: Substring.UTF8View) -> Tag {
        if isFloat(bytes) { return .float }
        if isInteger(bytes) { return .int }
        if let parts = TimestampText(bytes), parts.isResolvable { return .timestamp }
        return .string
    }

    /// `12`, `0b1`, `0x1F`, `017`, `1_000`, `1:30`.
    private static func isInteger(_ bytes: Substring.UTF8View) -> Bool {
        var scanner = ByteScanner(bytes)
        scanner.skip { $0 == UInt8(ascii: "+") || $0 == UInt8(ascii: "-") }
        if scanner.skip(UInt8(ascii: "0")) {
            if scanner.isAtEnd { return true }
            if scanner.skip(UInt8(ascii: "b")) {
                return scanner.skipAll { $0 == 0x30 || $0 == 0x31 || $0 == UInt8(ascii: "_") } > 0 && scanner.isAtEnd
            }
            if scanner.skip(UInt8(ascii: "x")) {
                let digits = scanner.skipAll {
                    Unicode.Scalar($0).properties.isASCIIHexDigit || $0 == UInt8(ascii: "_")
                }
                return digits > 0 && scanner.isAtEnd
            }
            scanner.skipAll { (0x30...0x37).contains($0) || $0 == UInt8(ascii: "_") }
            return scanner.isAtEnd
        }
        guard scanner.skip({ (0x31...0x39).contains($0) }) else { return false }
        scanner.skipAll(ByteScanner.isDigitOrUnderscore)
        if scanner.isAtEnd { return true }
        return scanner.skipSexagesimalParts() && scanner.isAtEnd
    }

    /// `1.5`, `1.`, `.5`, `1.5e+3`, `1:30.5`, `.inf`, `.nan`; there is always a dot.
    private static func isFloat(_ bytes: Substring.UTF8View) -> Bool {
        var scanner = ByteScanner(bytes)
        let isSigned = scanner.skip { $0 == UInt8(ascii: "+") || $0 == UInt8(ascii: "-") }
        if scanner.skip(UInt8(ascii: ".")) {
            switch String(Substring(scanner.rest)) {
            case "inf", "Inf", "INF": return true
            case "nan", "NaN", "NAN": return !isSigned
            default: break
            }
            guard !isSigned, scanner.skip(ByteScanner.isDigit) else { return false }
            scanner.skipAll(ByteScanner.isDigitOrUnderscore)
            return scanner.skipExponent() && scanner.isAtEnd
        }
        guard scanner.skip(ByteScanner.isDigit) else { return false }
        scanner.skipAll(ByteScanner.isDigitOrUnderscore)
        let isSexagesimal = scanner.peek == UInt8(ascii: ":")
        if isSexagesimal, !scanner.skipSexagesimalParts() { return false }
        guard scanner.skip(UInt8(ascii: ".")) else { return false }
        scanner.skipAll(ByteScanner.isDigitOrUnderscore)
        return (isSexagesimal || scanner.skipExponent()) && scanner.isAtEnd
    }
}
