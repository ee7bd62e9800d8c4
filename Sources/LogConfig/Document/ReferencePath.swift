internal import YAMLTree

/// The text behind `cfg://`: a word, then `.word` or `[index]` any number of times.
///
/// Source: CPython `BaseConfigurator.cfg_convert` and its patterns. Spaces around words and after brackets are allowed.
struct ReferencePath {
    /// One step of the path.
    enum Step: Hashable {
        /// `.word`, a key.
        case key(String)
        /// `[text]`: the text between the brackets; digits are tried as an index first.
        case index(String)
    }

    /// Why a path cannot be read: the rest that is not understood, empty when there is no word at all.
    struct Malformed: Error {
        /// The part from which on the path is not understood.
        let rest: String
        /// The steps before it.
        let steps: [Step]
        /// The first word.
        let first: String?
    }

    private var rest: Substring.UnicodeScalarView

    private init(_ text: String) {
        rest = Substring(text).unicodeScalars
    }

    /// Reads a path.
    ///
    /// CPython walks while it reads, so that a key that is missing is reported before a mistake behind it: the error
    /// carries the steps that stand before the mistake.
    static func read(_ text: String) throws(Malformed) -> (first: String, steps: [Step]) {
        var reader = ReferencePath(text)
        reader.skipSpaces()
        guard let first = reader.word() else { throw Malformed(rest: text, steps: [], first: nil) }
        reader.skipSpaces()
        var steps: [Step] = []
        while !reader.rest.isEmpty {
            guard let step = reader.step() else {
                throw Malformed(rest: String(reader.rest), steps: steps, first: first)
            }
            steps.append(step)
        }
        return (first, steps)
    }

    private mutating func step() -> Step? {
        let start = rest
        switch rest.popFirst() {
        case ".":
            skipSpaces()
            if let word = word() {
                skipSpaces()
                return .key(word)
            }
        case "[":
            let text = rest.prefix { $0 != "[" && $0 != "]" }
            rest = rest[text.endIndex...]
            if rest.popFirst() == "]" {
                skipSpaces()
                return .index(String(text))
            }
        default: break
        }
        rest = start
        return nil
    }

    private mutating func word() -> String? {
        let text = rest.prefix { $0 == "_" || $0.properties.isAlphabetic || $0.properties.numericType != nil }
        rest = rest[text.endIndex...]
        return text.isEmpty ? nil : String(text)
    }

    private mutating func skipSpaces() {
        rest = rest.drop { $0.properties.isWhitespace }
    }
}
