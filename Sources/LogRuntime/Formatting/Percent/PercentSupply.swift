/// Hands arguments to the directives of a format string, by CPython's rules.
struct PercentSupply {
    /// What directives take values from.
    private enum Source {
        /// A tuple, and how much of it was taken.
        case positional([LogValue], taken: Int)
        /// One value that can be taken once: a mapping as a whole, or what a key selected.
        case single(LogValue, isTaken: Bool)
    }

    private var source: Source
    private let mapping: LogObject?

    /// Begins with all arguments.
    init(_ arguments: LogArguments) {
        switch arguments {
        case .positional(let values):
            source = .positional(values, taken: 0)
            mapping = nil
        case .mapping(let object):
            source = .single(.object(object), isTaken: false)
            mapping = object
        }
    }

    /// Makes the value under a key the next one.
    mutating func select(_ key: String, isComplete: Bool) throws(FormattingError) {
        guard let mapping else { throw FormattingError("TypeError", "format requires a mapping") }
        guard isComplete else { throw FormattingError("ValueError", "incomplete format key") }
        guard let value = mapping[key] else { throw FormattingError(missingKey: key) }
        source = .single(value, isTaken: false)
    }

    /// Takes a value.
    mutating func next() throws(FormattingError) -> LogValue {
        switch source {
        case .positional(let values, let taken) where taken < values.count:
            source = .positional(values, taken: taken + 1)
            return values[taken]
        case .single(let value, isTaken: false):
            source = .single(value, isTaken: true)
            return value
        default:
            throw FormattingError("TypeError", "not enough arguments for format string")
        }
    }

    /// Checks, after a directive, that it has taken what it selected.
    func finishDirective() throws(FormattingError) {
        if case .single(_, isTaken: false) = source { throw PercentSupply.leftOver }
    }

    /// Checks, at the end, that every positional argument was taken.
    func finish() throws(FormattingError) {
        if case .positional(let values, let taken) = source, taken < values.count { throw PercentSupply.leftOver }
    }

    private static let leftOver = FormattingError("TypeError", "not all arguments converted during string formatting")
}

extension FormattingError {
    /// A name that is not among the arguments.
    init(missingKey key: String) {
        var text = ByteBuffer(capacity: key.utf8.count + 2)
        text.append(pythonRepr: key)
        self.init("KeyError", text.string())
    }
}
