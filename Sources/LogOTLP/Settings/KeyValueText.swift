#if OTLP
/// Pairs in a text: `name=value,name=value`, values percent-encoded.
///
/// Source: the specification's format of `OTEL_EXPORTER_OTLP_HEADERS` and `OTEL_RESOURCE_ATTRIBUTES`, which is W3C baggage
/// without properties.
enum KeyValueText {
    /// What is wrong with a text.
    struct Problem: Error {
        let problem: String
    }

    /// Reads the pairs; empty ones are left out, a name that comes twice stays twice.
    static func parse(_ text: String) -> Result<[(key: String, value: String)], Problem> {
        var pairs: [(key: String, value: String)] = []
        for part in text.split(separator: ",") {
            let pair = trimmed(part)
            guard !pair.isEmpty else { continue }
            guard let equals = pair.firstIndex(of: "="), equals != pair.startIndex else {
                // The part itself may hold a secret.
                return .failure(Problem(problem: "part \(pairs.count + 1) is not 'name=value'"))
            }
            let value = trimmed(pair[pair.index(after: equals)...])
            pairs.append((decoded(trimmed(pair[..<equals])), decoded(value)))
        }
        return .success(pairs)
    }

    private static func trimmed(_ text: Substring) -> Substring {
        guard let first = text.firstIndex(where: { !$0.isWhitespace }),
            let last = text.lastIndex(where: { !$0.isWhitespace })
        else { return "" }
        return text[first...last]
    }

    /// Puts bytes in place of `%XX`; anything else stays.
    private static func decoded(_ text: Substring) -> String {
        guard text.utf8.contains(UInt8(ascii: "%")) else { return String(text) }
        let bytes = Array(text.utf8)
        var result: [UInt8] = []
        var index = 0
        while index < bytes.count {
            if bytes[index] == UInt8(ascii: "%"), index + 2 < bytes.count,
                let high = Character(Unicode.Scalar(bytes[index + 1])).hexDigitValue,
                let low = Character(Unicode.Scalar(bytes[index + 2])).hexDigitValue
            {
                result.append(UInt8(high << 4 | low))
                index += 3
            } else {
                result.append(bytes[index])
                index += 1
            }
        }
        return String(decoding: result, as: UTF8.self)
    }
}
#endif
