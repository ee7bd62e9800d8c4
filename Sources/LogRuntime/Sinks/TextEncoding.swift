/// An encoding of text files, with what happens to characters that it lacks.
///
/// The library's own text is UTF-8: with ``utf8`` bytes go through untouched. Names, aliases and error texts are CPython's.
public struct TextEncoding: Sendable, Hashable {
    /// A character set.
    enum CharacterSet: Sendable, Hashable {
        case utf8
        case utf8WithSignature
        case ascii
        case latin1
        case windows1252
        case utf16
        case utf16LittleEndian
        case utf16BigEndian
        case utf32
        case utf32LittleEndian
        case utf32BigEndian
        case utf7
        /// One that is written by a table.
        case table(CodeTable)
    }

    /// What becomes of a character that the character set lacks.
    enum ErrorPolicy: String, Sendable, Hashable {
        /// The record is refused.
        case strict
        /// The character is left out.
        case ignore
        /// A question mark stands for it.
        case replace
        /// Its number is written: `\xe9`, `\u20ac`.
        case backslashreplace
        /// An XML reference is written: `&#233;`.
        case xmlcharrefreplace
        /// Its Unicode name is written: `\N{EURO SIGN}`.
        case namereplace
        /// As ``strict``: only lone surrogates, which our text cannot hold, would be treated otherwise.
        case surrogateescape
        /// As ``strict``: only lone surrogates, which our text cannot hold, would be treated otherwise.
        case surrogatepass
    }

    /// The name of what becomes of missing characters; it need not exist until one is missing, as in CPython.
    private let errors: String

    /// UTF-8, where nothing is ever missing.
    public static let utf8 = TextEncoding(characterSet: .utf8, errors: "strict")

    let characterSet: CharacterSet

    private init(characterSet: CharacterSet, errors: String) {
        self.characterSet = characterSet
        self.errors = errors
    }

    /// Finds an encoding by its Python name.
    ///
    /// - Parameters:
    ///   - name: any of Python's names and aliases, in any of their spellings; `nil` and `locale` are UTF-8.
    ///   - errors: one of Python's error handlers; `nil` is `strict`. Another name fails where a character is missing.
    ///   - place: the file, for the error.
    /// - Throws: ``SinkError`` in CPython's words (`LookupError`) for a name that Python does not know either; for the rarer
    ///   character sets of Python it says that they are not available, as it does for those of East Asia
    ///   where the system's `iconv` does not know them.
    public init(_ name: String?, errors: String? = nil, place: String) throws(SinkError) {
        guard let characterSet = try TextEncoding.characterSet(named: name, place: place) else {
            throw SinkError("open", place, problem: "unknown encoding: \(name ?? "")", pythonType: "LookupError")
        }
        self.init(characterSet: characterSet, errors: errors ?? "strict")
    }

    /// What becomes of a character that the character set lacks.
    ///
    /// - Parameter place: the file, for the error.
    /// - Returns: what is done.
    /// - Throws: ``SinkError`` in CPython's words (`LookupError`) if there is no such error handler.
    func policy(place: String) throws(SinkError) -> ErrorPolicy {
        if let policy = ErrorPolicy(rawValue: errors) { return policy }
        let text = "unknown error handler name \(SinkError.pythonQuoted(errors))"
        throw SinkError("write", place, problem: text, pythonType: "LookupError")
    }

    /// Whether bytes go through untouched.
    @inline(__always) var isUTF8: Bool { characterSet == .utf8 }

    /// What a file begins with, if anything.
    var signature: [UInt8] {
        switch characterSet {
        case .utf8WithSignature: [0xEF, 0xBB, 0xBF]
        case .utf16: [0xFF, 0xFE]
        case .utf32: [0xFF, 0xFE, 0, 0]
        default: []
        }
    }
}
