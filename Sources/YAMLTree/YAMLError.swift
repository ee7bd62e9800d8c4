/// Why a file is not a document, in the words of PyYAML or of Python's `json`, and with the place.
public struct YAMLError: Error, Sendable, Hashable {
    /// Which part of the reader refused the file.
    public enum Kind: String, Sendable, Hashable {
        /// The bytes are not text: a wrong encoding or a control character.
        case reader
        /// Characters that make no token.
        case scanner
        /// Tokens in a wrong order.
        case parser
        /// Anchors, aliases, or more than one document.
        case composer
        /// What is no JSON, in a file of JSON.
        case json
        /// A tag that is not known, or a text that does not fit its tag.
        case constructor
        /// More than ``YAMLLimits`` allow.
        case limit
    }

    /// Which part of the reader refused the file.
    public let kind: Kind

    /// What is wrong, in the words of PyYAML where it has any.
    public let problem: String

    /// Where it is wrong.
    public let mark: Mark?

    /// What was being read: `while scanning a quoted scalar`.
    public let context: String?

    /// Where that began.
    public let contextMark: Mark?

    /// For a reader error, PyYAML's position; for JSON, how many characters come before.
    ///
    /// PyYAML's is that of a byte of text that cannot be decoded, or of a character that is not allowed.
    public let readerPosition: Int?

    /// What would probably help: `quote a value that starts with '%'`.
    public let hint: String?

    /// The exception that Python raises, such as `yaml.ScannerError`, or `ValueError` where PyYAML lets one through.
    public let pythonType: String

    /// The text of the line where it is wrong, for an excerpt.
    public internal(set) var sourceLine: String?

    /// Creates an error.
    init(
        _ kind: Kind,
        _ problem: String,
        at mark: Mark?,
        context: String? = nil,
        contextMark: Mark? = nil,
        hint: String? = nil,
        pythonType: String? = nil,
        readerPosition: Int? = nil
    ) {
        self.kind = kind
        self.problem = problem
        self.mark = mark
        self.context = context
        self.contextMark = contextMark
        self.hint = hint
        self.readerPosition = readerPosition
        self.pythonType = pythonType ?? kind.pythonType
    }
}

extension YAMLError.Kind {
    /// The class of PyYAML that stands for this kind.
    fileprivate var pythonType: String {
        switch self {
        case .reader: "yaml.ReaderError"
        case .scanner: "yaml.ScannerError"
        case .parser: "yaml.ParserError"
        case .composer: "yaml.ComposerError"
        case .constructor: "yaml.ConstructorError"
        case .json: "json.decoder.JSONDecodeError"
        case .limit: "yaml.YAMLError"
        }
    }
}

extension YAMLError {
    /// What Python shows of the error in one text: the problem, and for reader errors and JSON the position, too.
    public var pythonMessage: String {
        if kind == .json, let mark, let position = readerPosition {
            return "\(problem): line \(mark.line) column \(mark.column) (char \(position))"
        }
        return readerPosition.map { "\(problem)\n  in \"<byte string>\", position \($0)" } ?? problem
    }
}

extension YAMLError: CustomStringConvertible {
    /// `file:line:column: error: problem; hint`.
    public var description: String {
        let place = mark.map { "\($0): " } ?? ""
        let advice = hint.map { "; \($0)" } ?? ""
        return "\(place)error: \(problem)\(advice)"
    }
}
