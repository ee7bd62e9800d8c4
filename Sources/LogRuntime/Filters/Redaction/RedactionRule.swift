/// What a redaction does with values of one kind.
public struct RedactionRule: Sendable {
    /// What becomes of a value.
    public enum Action: Sendable, Hashable {
        /// It is left out.
        case drop
        /// A mask stands in its place.
        case mask
        /// A keyed hash stands in its place: equal values stay equal, and nobody without the key can tell which they are.
        case hash
    }

    /// What values are meant.
    enum Subject: Sendable {
        /// Those that the caller has marked; with `nil`, whatever the mark says.
        case attribute(name: String, value: String?)
        /// Those under certain names.
        case keys([KeyPattern])
        /// What matches in texts.
        case pattern(TextPattern)
    }

    let subject: Subject
    let action: Action

    /// A rule for values that the caller has marked with an attribute.
    ///
    /// - Parameters:
    ///   - name: the attribute.
    ///   - value: what the attribute says; `nil` for anything.
    ///   - action: what becomes of them.
    /// - Returns: the rule.
    public static func attribute(_ name: String, value: String? = nil, _ action: Action) -> RedactionRule {
        RedactionRule(subject: .attribute(name: name, value: value), action: action)
    }

    /// A rule for values under certain names, at any depth.
    ///
    /// - Parameters:
    ///   - keys: names, or dotted paths from the outermost name on; `*` stands for any characters, and upper and lower
    ///     case are the same.
    ///   - action: what becomes of them.
    /// - Returns: the rule.
    public static func keys(_ keys: [String], _ action: Action) -> RedactionRule {
        RedactionRule(subject: .keys(keys.map(KeyPattern.init)), action: action)
    }

    /// A rule for what matches a regular expression: in the message, in texts and numbers among the fields, in error and stack.
    ///
    /// - Parameters:
    ///   - pattern: the expression, in Swift's syntax, which has Python's usual one in it.
    ///   - action: what becomes of each match; the text around it stays.
    /// - Returns: the rule.
    /// - Throws: the error of Swift's parser.
    public static func pattern(_ pattern: String, _ action: Action) throws -> RedactionRule {
        RedactionRule(subject: .pattern(try TextPattern(pattern)), action: action)
    }
}
