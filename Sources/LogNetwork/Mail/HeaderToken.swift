#if Network
/// A piece of a header: some text, or pieces that belong together.
///
/// CPython: the parse trees of `email._header_value_parser`, as far as folding looks at them.
indirect enum HeaderToken {
    /// Text without a break in it; an encoded word may stand for it unless it is part of an address.
    case text(String, isEncodable: Bool)
    /// Text that only an encoded word can stand for.
    case encoded(String)
    /// Pieces that are kept on one line where there is room.
    case group([HeaderToken])

    /// The text.
    var string: String {
        switch self {
        case .text(let text, _), .encoded(let text): text
        case .group(let parts): parts.map(\.string).joined()
        }
    }

    /// Whether encoded words may stand for all of it.
    var isEncodable: Bool {
        switch self {
        case .text(_, let isEncodable): isEncodable
        case .encoded: true
        case .group(let parts): parts.allSatisfy(\.isEncodable)
        }
    }

    /// Whether nothing but an encoded word can stand for it.
    var isAlwaysEncoded: Bool {
        if case .encoded = self { true } else { false }
    }

    /// Whether it begins with a blank.
    var beginsWithBlank: Bool {
        string.unicodeScalars.first.map(HeaderToken.isBlank) ?? false
    }

    static func isBlank(_ scalar: Unicode.Scalar) -> Bool { scalar == " " || scalar == "\t" }

    /// A text that means nothing to programs: words and the blanks between them.
    static func unstructured(_ text: String) -> HeaderToken {
        var parts: [HeaderToken] = []
        var word = String.UnicodeScalarView()
        for scalar in text.unicodeScalars {
            if let last = word.last, isBlank(last) != isBlank(scalar) {
                parts.append(.text(String(word), isEncodable: true))
                word.removeAll()
            }
            word.append(scalar)
        }
        if !word.isEmpty { parts.append(.text(String(word), isEncodable: true)) }
        return .group(parts)
    }
}
#endif
