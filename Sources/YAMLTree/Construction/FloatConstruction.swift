/// Makes floats of texts.
///
/// Source: PyYAML `SafeConstructor.construct_yaml_float`, CPython `float()`.
struct FloatConstruction {
    /// Where the text stands.
    private let mark: Mark

    /// Prepares for a text at a place.
    init(at mark: Mark) {
        self.mark = mark
    }

    /// The float of a text: `1.5`, `-.inf`, `.nan`, `1_000.5e+3`, `1:30.5`.
    ///
    /// - Throws: ``YAMLError`` when Python raises `ValueError`, `IndexError` or `OverflowError`.
    func float(_ text: String) throws(YAMLError) -> Double {
        var digits = PythonNumberText.withoutUnderscores(text).lowercased()[...]
        guard let first = digits.unicodeScalars.first else { throw refusal("string index out of range", "IndexError") }
        let isNegative = first == "-"
        if isNegative || first == "+" { digits = Substring(digits.unicodeScalars.dropFirst()) }
        if digits == ".nan" { return .nan }
        let magnitude: Double =
            if digits == ".inf" {
                .infinity
            } else if digits.utf8.contains(UInt8(ascii: ":")) {
                try sexagesimal(digits)
            } else {
                try parsed(digits)
            }
        return isNegative ? -magnitude : magnitude
    }

    /// The float of `1:30.5`: parts in base 60, the last first.
    private func sexagesimal(_ text: Substring) throws(YAMLError) -> Double {
        var parts: [Double] = []
        for part in text.split(separator: ":", omittingEmptySubsequences: false) {
            parts.append(try parsed(part))
        }
        // Python's base is an integer, which becomes the nearest float at each use.
        var base = DecimalMagnitude(1)
        var value = 0.0
        for (index, part) in parts.reversed().enumerated() {
            guard index <= 173 else { throw refusal("int too large to convert to float", "OverflowError") }
            value += part * (Double(base.description) ?? .infinity)
            base.multiply(by: 60, adding: 0)
        }
        return value
    }

    /// The float of `float(text)`.
    private func parsed(_ text: Substring) throws(YAMLError) -> Double {
        let bytes = PythonNumberText.normalized(String(text))
        guard let value = Self.number(bytes[...]) else {
            throw refusal("could not convert string to float: \(PythonSpelling.repr(String(text)))", "ValueError")
        }
        return value
    }

    /// The number that ASCII text spells in Python's grammar, which has no hexadecimal form.
    private static func number(_ bytes: ArraySlice<UInt8>) -> Double? {
        let text = String(decoding: bytes, as: UTF8.self)
        var scanner = ByteScanner(text.utf8[...])
        let isNegative = scanner.peek == UInt8(ascii: "-")
        scanner.skip { $0 == UInt8(ascii: "+") || $0 == UInt8(ascii: "-") }
        switch String(Substring(scanner.rest)).lowercased() {
        case "inf", "infinity": return isNegative ? -.infinity : .infinity
        case "nan": return .nan
        default: break
        }
        let whole = scanner.digits()
        var fraction = ""
        if scanner.skip(UInt8(ascii: ".")) { fraction = scanner.digits() }
        guard !whole.isEmpty || !fraction.isEmpty else { return nil }
        var exponent = ""
        if scanner.skip({ $0 | 0x20 == UInt8(ascii: "e") }) {
            let isSmall = scanner.peek == UInt8(ascii: "-")
            scanner.skip { $0 == UInt8(ascii: "+") || $0 == UInt8(ascii: "-") }
            let digits = scanner.digits()
            guard !digits.isEmpty else { return nil }
            exponent = "e" + (isSmall ? "-" : "") + digits
        }
        guard scanner.isAtEnd else { return nil }
        let spelling = (whole.isEmpty ? "0" : whole) + "." + (fraction.isEmpty ? "0" : fraction) + exponent
        return Double((isNegative ? "-" : "") + spelling)
    }

    /// An exception of Python.
    private func refusal(_ problem: String, _ pythonType: String) -> YAMLError {
        YAMLError(.constructor, problem, at: mark, pythonType: pythonType)
    }
}
