package import LogRuntime

/// Writes values as YAML that reads as the same values.
package enum YAMLText {
    /// The text of a value, with a line end.
    package static func of(_ value: LogValue) -> String {
        var text = ""
        switch value {
        case .object(let object) where !object.isEmpty: append(object, indent: 0, to: &text)
        case .array(let items) where !items.isEmpty && !isShort(items): append(items, indent: 0, to: &text)
        default: text += inline(value) + "\n"
        }
        return text
    }

    /// How wide a line with a list in brackets may become.
    private static let width = 100

    private static func append(_ object: LogObject, indent: Int, to text: inout String) {
        for field in object.fields {
            text += String(repeating: " ", count: indent) + scalar(field.key) + ":"
            append(field.value, indent: indent, to: &text)
        }
    }

    private static func append(_ items: [LogValue], indent: Int, to text: inout String) {
        for item in items {
            text += String(repeating: " ", count: indent) + "-"
            append(item, indent: indent, to: &text)
        }
    }

    /// Appends what stands behind a key or a dash: on the same line if that is short, else below and further in.
    private static func append(_ value: LogValue, indent: Int, to text: inout String) {
        switch value {
        case .object(let object) where !object.isEmpty:
            text += "\n"
            append(object, indent: indent + 2, to: &text)
        case .array(let items) where !items.isEmpty && !isShort(items):
            text += "\n"
            append(items, indent: indent + 2, to: &text)
        default:
            text += " " + inline(value) + "\n"
        }
    }

    /// Whether a list can stand in brackets.
    private static func isShort(_ items: [LogValue]) -> Bool {
        let areScalars = items.allSatisfy {
            switch $0 {
            case .object(let object): object.isEmpty
            case .array(let items): items.isEmpty
            default: true
            }
        }
        return areScalars && inline(.array(items)).unicodeScalars.count <= width
    }

    /// A value on one line.
    private static func inline(_ value: LogValue) -> String {
        switch value {
        case .null: "null"
        case .bool(let flag): flag ? "true" : "false"
        case .int(let number): "\(number)"
        case .uint(let number): "\(number)"
        case .digits(let digits): digits
        case .double(let number): double(number)
        case .string(let text): scalar(text)
        case .array(let items): "[" + items.map(inline).joined(separator: ", ") + "]"
        case .object(let object):
            "{" + object.fields.map { scalar($0.key) + ": " + inline($0.value) }.joined(separator: ", ") + "}"
        }
    }

    /// A floating point number as YAML 1.1 has it: with a point, and a sign in the exponent.
    private static func double(_ number: Double) -> String {
        if number.isNaN { return ".nan" }
        if number.isInfinite { return number < 0 ? "-.inf" : ".inf" }
        let text = "\(number)"
        guard let exponent = text.firstIndex(of: "e") else { return text }
        let mantissa = text[..<exponent]
        let digits = text[text.index(after: exponent)...]
        // Swift writes the sign always.
        return mantissa + (mantissa.contains(".") ? "" : ".0") + "e" + digits
    }

    /// A text, in quotes unless it could not be taken for anything else.
    private static func scalar(_ text: String) -> String {
        isPlain(text) ? text : quoted(text)
    }

    /// Words that YAML 1.1 takes for something else than a text.
    private static let words: Set<String> = ["y", "n", "yes", "no", "on", "off", "true", "false", "null"]

    private static func isPlain(_ text: String) -> Bool {
        let bytes = Array(text.utf8)
        func isLetter(_ byte: UInt8) -> Bool { (0x41...0x5A).contains(byte & 0xDF) || byte == UInt8(ascii: "_") }
        // With a letter or a slash in front it is neither a number nor a date.
        guard let first = bytes.first, isLetter(first) || first == UInt8(ascii: "/"), bytes.last != UInt8(ascii: ":"),
            !words.contains(text.lowercased())
        else { return false }
        let others = Array("./-:".utf8)
        return bytes.allSatisfy { isLetter($0) || (0x30...0x39).contains($0) || others.contains($0) }
    }

    private static func quoted(_ text: String) -> String {
        var result = "\""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"": result += "\\\""
            case "\\": result += "\\\\"
            case "\n": result += "\\n"
            case "\t": result += "\\t"
            case "\r": result += "\\r"
            // Line and paragraph separators would end the line.
            case " "..."~", "\u{A1}"..."\u{2027}", "\u{202A}"..."\u{D7FF}", "\u{E000}"..."\u{FEFE}",
                "\u{FF00}"..."\u{FFFD}":
                result.unicodeScalars.append(scalar)
            default:
                let digits = String(scalar.value, radix: 16, uppercase: true)
                let width = scalar.value > 0xFFFF ? 8 : 4
                result += (width == 8 ? "\\U" : "\\u") + String(repeating: "0", count: width - digits.count) + digits
            }
        }
        return result + "\""
    }
}
