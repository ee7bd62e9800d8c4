/// The language that a format string is written in.
public enum FormatStyle: String, Sendable, Hashable, CaseIterable {
    /// `%(name)s`, Python's `%` operator.
    case percent = "%"
    /// `{name}`, Python's `str.format`.
    case brace = "{"
    /// `$name` and `${name}`, Python's `string.Template`.
    case dollar = "$"

    /// The style that a configuration names.
    ///
    /// - Parameter symbol: `%`, `{` or `$`.
    /// - Throws: ``FormattingError`` for anything else, in CPython's words.
    public init(symbol: String) throws(FormattingError) {
        guard let style = FormatStyle(rawValue: symbol) else {
            throw FormattingError("ValueError", "Style must be one of: %,{,$")
        }
        self = style
    }

    /// The format string that a formatter has when none is given.
    public var defaultFormat: String {
        switch self {
        case .percent: "%(message)s"
        case .brace: "{message}"
        case .dollar: "${message}"
        }
    }

    /// Whether a format string shows the time of a record as text.
    ///
    /// CPython: `usesTime`, a search that also finds what only looks like the field.
    public func usesTime(_ format: String) -> Bool {
        switch self {
        case .percent: format.containsBytes("%(asctime)")
        case .brace: format.containsBytes("{asctime")
        case .dollar: format.containsBytes("$asctime") || format.containsBytes("${asctime}")
        }
    }
}

extension String {
    /// Whether the text occurs, compared byte by byte.
    fileprivate func containsBytes(_ text: String) -> Bool {
        let wanted = Array(text.utf8)
        let bytes = Array(utf8)
        guard bytes.count >= wanted.count else { return false }
        return (0...(bytes.count - wanted.count)).contains { bytes[$0...].starts(with: wanted) }
    }
}
