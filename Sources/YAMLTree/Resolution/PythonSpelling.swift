/// How Python writes values in messages and documents.
enum PythonSpelling {
    /// A text as `repr()` writes it: in single quotes, unless only double quotes spare an escape.
    static func repr(_ text: String) -> String {
        let scalars = text.unicodeScalars
        let quote: Unicode.Scalar = scalars.contains("'") && !scalars.contains("\"") ? "\"" : "'"
        var output = String.UnicodeScalarView([quote])
        for scalar in scalars {
            switch scalar {
            case "\\", quote: output.append(contentsOf: ["\\", scalar])
            case "\n": output.append(contentsOf: ["\\", "n"])
            case "\r": output.append(contentsOf: ["\\", "r"])
            case "\t": output.append(contentsOf: ["\\", "t"])
            default:
                if isPrintable(scalar) {
                    output.append(scalar)
                } else {
                    output.append(contentsOf: escape(scalar).unicodeScalars)
                }
            }
        }
        output.append(quote)
        return String(output)
    }

    /// A character as `repr()` writes it.
    static func repr(_ scalar: Unicode.Scalar) -> String { repr(String(scalar)) }

    /// A number in hexadecimal with leading zeros.
    static func hexadecimal(_ number: UInt32, width: Int) -> String {
        let digits = String(number, radix: 16)
        return String(repeating: "0", count: max(0, width - digits.count)) + digits
    }

    /// A float as `repr()` writes it: the shortest digits that come back, `1e-05`, `1e+16`, `inf`.
    static func repr(_ number: Double) -> String {
        guard number.isFinite else {
            return number.isNaN ? "nan" : number < 0 ? "-inf" : "inf"
        }
        let sign = number.sign == .minus ? "-" : ""
        if number == 0 { return sign + "0.0" }
        let (digits, pointPosition) = shortestDigits(number.magnitude)
        // Python takes the exponent form below 1e-4 and from 1e16.
        if pointPosition > 16 || pointPosition < -3 {
            let exponent = pointPosition - 1
            let fraction = digits.count > 1 ? "." + String(decoding: digits.dropFirst(), as: UTF8.self) : ""
            let lead = String(decoding: digits.prefix(1), as: UTF8.self)
            let exponentDigits = YAMLDate.padded(abs(exponent), to: 2)
            return "\(sign)\(lead)\(fraction)e\(exponent < 0 ? "-" : "+")\(exponentDigits)"
        }
        if pointPosition <= 0 {
            let zeros = String(repeating: "0", count: -pointPosition)
            return sign + "0." + zeros + String(decoding: digits, as: UTF8.self)
        }
        let whole = String(decoding: digits.prefix(pointPosition), as: UTF8.self)
        let zeros = String(repeating: "0", count: max(0, pointPosition - digits.count))
        let fraction = String(decoding: digits.dropFirst(pointPosition), as: UTF8.self)
        return sign + whole + zeros + "." + (fraction.isEmpty ? "0" : fraction)
    }

    /// The significant digits of a positive number, and how many of them stand before the point (less than zero when
    /// zeros follow it).
    private static func shortestDigits(_ number: Double) -> (digits: [UInt8], pointPosition: Int) {
        let parts = number.description.utf8.split(separator: UInt8(ascii: "e"))
        let mantissa = parts[0].split(separator: UInt8(ascii: "."))
        let exponent = parts.count > 1 ? Int(String(Substring(parts[1]))) ?? 0 : 0
        var digits = Array(mantissa.joined())
        var pointPosition = mantissa[0].count + exponent
        while digits.count > 1, digits.last == UInt8(ascii: "0") {
            digits.removeLast()
        }
        while digits.count > 1, digits.first == UInt8(ascii: "0") {
            digits.removeFirst()
            pointPosition -= 1
        }
        return (digits, pointPosition)
    }

    /// Whether `str.isprintable()` holds for a character.
    private static func isPrintable(_ scalar: Unicode.Scalar) -> Bool {
        if scalar == " " { return true }
        switch scalar.properties.generalCategory {
        case .control, .format, .surrogate, .privateUse, .unassigned, .lineSeparator, .paragraphSeparator,
            .spaceSeparator:
            return false
        default:
            return true
        }
    }

    /// A character as an escape: `\x07`, `\u2028`, `\U0001f600`.
    private static func escape(_ scalar: Unicode.Scalar) -> String {
        switch scalar.value {
        case ...0xFF: "\\x" + hexadecimal(scalar.value, width: 2)
        case ...0xFFFF: "\\u" + hexadecimal(scalar.value, width: 4)
        default: "\\U" + hexadecimal(scalar.value, width: 8)
        }
    }
}
