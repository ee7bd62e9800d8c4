public import LogRuntime

/// A rule of a redaction of a ``ConfigurationDocument``.
public struct RedactionSettings: Sendable, Hashable {
    /// The keys of the rule.
    let keys: LogObject

    private init(_ keys: LogObject, _ action: RedactionRule.Action) {
        var keys = keys
        switch action {
        case .mask: break
        case .drop: keys["action"] = "drop"
        case .hash: keys["action"] = "hash"
        }
        self.keys = keys
    }

    /// A rule for values under certain names, at any depth.
    ///
    /// - Parameters:
    ///   - keys: names, or dotted paths; `*` stands for any characters, and upper and lower case are the same.
    ///   - action: what becomes of them.
    /// - Returns: the rule.
    public static func keys(_ keys: [String], _ action: RedactionRule.Action = .mask) -> RedactionSettings {
        RedactionSettings(["keys": .texts(keys)], action)
    }

    /// A rule for values that the caller has marked with an attribute.
    ///
    /// - Parameters:
    ///   - name: the attribute.
    ///   - value: what the attribute says; `nil` for anything.
    ///   - action: what becomes of them.
    /// - Returns: the rule.
    public static func attribute(
        _ name: String,
        value: String? = nil,
        _ action: RedactionRule.Action = .mask
    ) -> RedactionSettings {
        var keys: LogObject = ["attribute": .string(name)]
        keys.add("value", value)
        return RedactionSettings(keys, action)
    }

    /// A rule for what matches a regular expression: in the message, in texts and numbers among the fields, in error and
    /// stack.
    ///
    /// - Parameters:
    ///   - pattern: the expression.
    ///   - action: what becomes of each match.
    /// - Returns: the rule.
    public static func pattern(_ pattern: String, _ action: RedactionRule.Action = .mask) -> RedactionSettings {
        RedactionSettings(["pattern": .string(pattern)], action)
    }
}
