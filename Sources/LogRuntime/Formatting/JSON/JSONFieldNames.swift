/// The names of the attributes that a JSON formatter's format string asks for.
///
/// Only the names count: literal text and the way a value would be shown are ignored. Source: python-json-logger 4.2
/// `BaseJsonFormatter.parse`, whose patterns are matched here by hand.
enum JSONFieldNames {
    /// Reads a format string.
    ///
    /// - Parameters:
    ///   - format: the format string; `nil` for the style's default.
    ///   - style: `%`, `{`, `$`, or `,` for names between commas.
    ///   - validate: whether mistakes that CPython looks for are errors.
    /// - Returns: the names in order.
    /// - Throws: ``FormattingError`` for a mistake, and for a style that there is not.
    static func parse(_ format: String?, style: String, validate: Bool) throws(FormattingError) -> [String] {
        if let known = FormatStyle(rawValue: style) {
            let chosen = format.flatMap { $0.isEmpty ? nil : $0 } ?? known.defaultFormat
            if validate { try known.validate(chosen) }
            let scalars = chosen.unicodeScalars[...]
            switch known {
            case .percent: return enclosed(scalars, opening: ["%", "("], closing: ")")
            case .brace: return enclosed(scalars, opening: ["{"], closing: "}")
            case .dollar: return dollar(scalars)
            }
        }
        guard style == "," || !validate else {
            throw FormattingError("ValueError", "Style must be one of: '%{$,'")
        }
        guard let format else { return [] }
        guard style == "," else {
            var name = ByteBuffer()
            name.append(pythonRepr: style)
            throw FormattingError("ValueError", "Style \(name.string()) is not supported")
        }
        return format.unicodeScalars.split(separator: ",").compactMap { part in
            var name = part
            while let first = name.first, first.isPythonSpace { name.removeFirst() }
            while let last = name.last, last.isPythonSpace { name.removeLast() }
            return name.isEmpty ? nil : String(name)
        }
    }

    /// Everything that matches `\{(.+?)\}` or its like.
    private static func enclosed(
        _ text: Substring.UnicodeScalarView,
        opening: [Unicode.Scalar],
        closing: Unicode.Scalar
    ) -> [String] {
        var names: [String] = []
        var rest = text
        while !rest.isEmpty {
            guard rest.starts(with: opening), let name = content(rest.dropFirst(opening.count), until: closing) else {
                rest.removeFirst()
                continue
            }
            names.append(String(name))
            rest = rest[name.endIndex...].dropFirst()
        }
        return names
    }

    /// What matches `.+?` in front of a character: at least one character, none of them a line feed.
    private static func content(
        _ text: Substring.UnicodeScalarView,
        until closing: Unicode.Scalar
    ) -> Substring.UnicodeScalarView? {
        guard let first = text.first, first != "\n" else { return nil }
        guard let end = text.dropFirst().firstIndex(where: { $0 == closing || $0 == "\n" }), text[end] == closing else {
            return nil
        }
        return text[..<end]
    }

    /// The names behind `$`.
    private static func dollar(_ text: Substring.UnicodeScalarView) -> [String] {
        var names: [String] = []
        var rest = text
        while let scalar = rest.popFirst() {
            guard scalar == "$" else { continue }
            if rest.first == "$" {
                rest.removeFirst()
            } else if rest.first == "{", let name = content(rest.dropFirst(), until: "}") {
                names.append(String(name))
                rest = rest[name.endIndex...].dropFirst()
            } else if let first = rest.first, isLetter(first) {
                let name = rest.prefix { isLetter($0) || "0"..."9" ~= $0 }
                names.append(String(name))
                rest = rest[name.endIndex...]
            }
        }
        return names
    }

    /// Whether `[_a-z]` matches with case ignored, which makes four letters equal to ASCII ones.
    private static func isLetter(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar {
        case "a"..."z", "A"..."Z", "_", "\u{130}", "\u{131}", "\u{17F}", "\u{212A}": true
        default: false
        }
    }
}
