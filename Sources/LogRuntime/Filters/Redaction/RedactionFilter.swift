/// Keeps what is secret out of records; every record passes.
///
/// It goes by what the caller says of a value, by the names of fields, and by what texts look like, and changes the record: all
/// filters and handlers after it see what is left. On every handler that writes to a place of its own it covers all loggers.
///
/// `{"user": "ann@example.org", "password": "…"}` → `{"user": "hmac:9f86d081884c7d659a2feaa0c55ad015", "password": "***"}`
///
/// The rules about attributes and keys come first: a value gets the first action that is meant for it. Then the patterns are
/// replaced, in order, in all texts and numbers that are left; a number in which one matches becomes a text. Records with neither fields nor patterns to look for cost next to nothing.
///
/// ## Configuration keys
/// - `rules` (list of mappings, required): each with one of
///   - `keys` (text or list of texts): names of fields at any depth, or dotted paths; `*` stands for any characters, and
///     upper and lower case are the same;
///   - `attribute` (text), and `value` (text, default any): an attribute of swift-log's metadata values, by the name that the
///     program has given it;
///   - `pattern` (text): a regular expression for the message, texts and numbers among the fields, and the texts of error and
///     stack; it does not look at names of fields;
///
///   and `action` (`drop`, `mask` or `hash`, default `mask`).
/// - `mask` (text, default `***`): what stands in place of a masked value.
/// - `secret` (text, required by `hash`): the key of the hashes, best from the environment: `env://LOG_SECRET`.
public final class RedactionFilter: Filter {
    private let rules: [RedactionRule]
    private let patterns: [(pattern: TextPattern, action: RedactionRule.Action)]
    private let mask: String
    private let hash: KeyedHash?

    /// Creates a filter.
    ///
    /// - Parameters:
    ///   - rules: what is redacted, and how.
    ///   - mask: what stands in place of a masked value.
    ///   - secret: the key of hashes; without one, what should be hashed is masked.
    public init(rules: [RedactionRule], mask: String = "***", secret: String? = nil) {
        self.rules = rules
        self.mask = mask
        hash = secret.map(KeyedHash.init(key:))
        patterns = rules.compactMap { rule in
            if case .pattern(let pattern) = rule.subject { (pattern, rule.action) } else { nil }
        }
    }

    /// Redacts the record.
    ///
    /// - Returns: true: the record goes on.
    public func filter(_ record: inout LogRecord) -> Bool {
        let extra = record.extra
        if !extra.isEmpty, let redacted = redacted(extra, below: [], record.marks) { record.extra = redacted }
        if let message = record.structuredMessage {
            if let redacted = redacted(message, below: [], []) {
                record.object = redacted
                record.renderedFields = nil
            }
        } else if !patterns.isEmpty, let message = try? record.message(), let redacted = redacted(message) {
            record.replaceMessage(with: redacted)
        }
        guard !patterns.isEmpty else { return true }
        if let text = record.exceptionText, let redacted = redacted(text) { record.exceptionText = redacted }
        if let text = record.stackText, let redacted = redacted(text) { record.stackText = redacted }
        return true
    }

    /// An object without what is secret; `nil` when nothing is.
    private func redacted(_ object: LogObject, below path: [String], _ marks: [FieldMark]) -> LogObject? {
        var result = LogObject()
        var isChanged = false
        for field in object.fields {
            let path = path + [field.key]
            if let action = action(for: path, marks) {
                isChanged = true
                if let value = replacement(of: field.value, action) { result.appendUnique(field.key, value) }
            } else if let value = redacted(field.value, at: path, marks) {
                isChanged = true
                result.appendUnique(field.key, value)
            } else {
                result.appendUnique(field.key, field.value)
            }
        }
        return isChanged ? result : nil
    }

    /// A value without what is secret in it; `nil` when nothing is.
    private func redacted(_ value: LogValue, at path: [String], _ marks: [FieldMark]) -> LogValue? {
        switch value {
        case .string(let text): return redacted(text).map { .string($0) }
        case .object(let object): return redacted(object, below: path, marks).map { .object($0) }
        case .array(let values):
            let results = values.map { redacted($0, at: path, marks) }
            guard results.contains(where: { $0 != nil }) else { return nil }
            return .array(zip(values, results).map { $1 ?? $0 })
        case .int, .uint, .digits, .double:
            guard !patterns.isEmpty else { return nil }
            var text = ByteBuffer()
            text.append(pythonStr: value)
            return redacted(text.string()).map { .string($0) }
        case .null, .bool: return nil
        }
    }

    /// A text with all patterns replaced; `nil` when none matches.
    private func redacted(_ text: String) -> String? {
        var result: String?
        for (pattern, action) in patterns {
            let replaced = pattern.replacing(in: result ?? text) { match in
                switch action {
                case .drop: ""
                case .mask: mask
                case .hash: hash?.text(of: String(match)) ?? mask
                }
            }
            result = replaced ?? result
        }
        return result
    }

    /// What is to become of a field as a whole; `nil` if it is not meant.
    private func action(for path: [String], _ marks: [FieldMark]) -> RedactionRule.Action? {
        for rule in rules {
            switch rule.subject {
            case .keys(let keys): if keys.contains(where: { $0.matches(path) }) { return rule.action }
            case .attribute(let name, let value):
                let isMeant = marks.contains {
                    $0.attribute == name && (value == nil || $0.value == value) && $0.path == path
                }
                if isMeant { return rule.action }
            case .pattern: break
            }
        }
        return nil
    }

    /// What stands in place of a value; `nil` for nothing at all.
    private func replacement(of value: LogValue, _ action: RedactionRule.Action) -> LogValue? {
        switch action {
        case .drop: return nil
        case .mask: return .string(mask)
        case .hash:
            guard let hash else { return .string(mask) }
            // Another handler with the same filter must show the same text.
            if case .string(let text) = value, KeyedHash.isHash(text) { return value }
            var text = ByteBuffer()
            text.append(pythonStr: value)
            return .string(hash.text(of: text.string()))
        }
    }
}
