/// How values are spelled as JSON.
public struct JSONStyle: Sendable, Hashable {
    /// What stands for a number that JSON does not have.
    public enum NonFinite: Sendable, Hashable {
        /// `NaN`, `Infinity` and `-Infinity`, as Python writes them; strict readers refuse it.
        case python
        /// `null`.
        case null
    }

    /// Whether everything outside of ASCII is written as `\uXXXX` (`ensure_ascii`, default true).
    public var isASCII: Bool
    /// What each level is indented by, as in Python's `indent`; `nil` writes one line with `, ` and `: `.
    public var indent: String?
    /// What stands for a number that JSON does not have (default ``NonFinite/python``).
    public var nonFinite: NonFinite

    /// Creates a style.
    ///
    /// - Parameters:
    ///   - isASCII: whether everything outside of ASCII is escaped.
    ///   - indent: what each level is indented by.
    ///   - nonFinite: what stands for a number that JSON does not have.
    public init(isASCII: Bool = true, indent: String? = nil, nonFinite: NonFinite = .python) {
        self.isASCII = isASCII
        self.indent = indent
        self.nonFinite = nonFinite
    }
}
