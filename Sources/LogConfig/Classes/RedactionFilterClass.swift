internal import LogRuntime

/// `logconfig.RedactionFilter`.
enum RedactionFilterClass {
    static let factory: FilterFactory = {
        var factory = reading
        factory.arguments = [
            ArgumentDescription("rules", .anything, "What is redacted, and how: a list of mappings.", isRequired: true),
            ArgumentDescription("mask", .text, "What stands in place of a masked value.", default: "***"),
            ArgumentDescription("secret", .text, "The key of hashes, best from the environment."),
        ]
        return factory
    }()

    private static let reading = FilterFactory(
        className: "logconfig.RedactionFilter",
        call: CallSignature("RedactionFilter", ["rules"], required: 1, keywordOnly: ["mask", "secret"])
    ) { arguments in
        let secret = try arguments.optionalString("secret")
        let mask = try arguments.string("mask", default: "***")
        guard let given = arguments.value("rules") else {
            var error = ArgumentError("rules", "'rules' is missing", pythonType: "TypeError")
            error.isMissing = true
            throw error
        }
        guard case .array(let entries) = given else {
            throw ArgumentError("rules", "'rules' is not a list of rules", pythonType: "TypeError")
        }
        var rules: [RedactionRule] = []
        for (index, entry) in entries.enumerated() {
            guard case .object(let object) = entry else {
                throw ArgumentError("rules", "rule \(index + 1) is not a mapping", pythonType: "TypeError")
            }
            rules.append(try rule(object, number: index + 1, hasSecret: !(secret ?? "").isEmpty))
        }
        return RedactionFilter(rules: rules, mask: mask, secret: secret)
    }

    private static let keys = ["keys", "attribute", "value", "pattern", "action"]

    /// Reads a rule.
    private static func rule(
        _ entry: LogObject,
        number: Int,
        hasSecret: Bool
    ) throws(ArgumentError) -> RedactionRule {
        for field in entry.fields where !keys.contains(field.key) {
            throw ArgumentError(
                "rules",
                "rule \(number) has no key '\(field.key)'",
                hint: EditDistance.suggestion(for: field.key, in: keys)
            )
        }
        let action = try action(entry, number: number)
        if action == .hash, !hasSecret {
            throw ArgumentError(
                "rules",
                "rule \(number) hashes, and there is no 'secret'",
                hint: "take it from the environment: 'secret: env://LOG_SECRET'"
            )
        }
        let subjects = ["keys", "attribute", "pattern"].filter { entry[$0] != nil }
        guard subjects.count == 1, let subject = subjects.first else {
            throw ArgumentError("rules", "rule \(number) needs one of 'keys', 'attribute' and 'pattern'")
        }
        if subject != "attribute", entry["value"] != nil {
            throw ArgumentError("rules", "'value' of rule \(number) goes with 'attribute' only")
        }
        switch subject {
        case "keys": return .keys(try texts(entry, "keys", number: number), action)
        case "attribute":
            let value = entry["value"] == nil ? nil : try text(entry, "value", number: number)
            return .attribute(try text(entry, "attribute", number: number), value: value, action)
        default:
            let pattern = try text(entry, "pattern", number: number)
            do {
                return try .pattern(pattern, action)
            } catch {
                throw ArgumentError("rules", "'\(pattern)' of rule \(number) is not a regular expression: \(error)")
            }
        }
    }

    private static func action(_ entry: LogObject, number: Int) throws(ArgumentError) -> RedactionRule.Action {
        guard entry["action"] != nil else { return .mask }
        let name = try text(entry, "action", number: number)
        switch name {
        case "drop": return .drop
        case "mask": return .mask
        case "hash": return .hash
        default:
            throw ArgumentError(
                "rules",
                "'\(name)' of rule \(number) is not an action",
                hint: EditDistance.suggestion(for: name, in: ["drop", "mask", "hash"])
                    ?? "actions are 'drop', 'mask' and 'hash'"
            )
        }
    }

    private static func text(_ entry: LogObject, _ key: String, number: Int) throws(ArgumentError) -> String {
        guard case .string(let text)? = entry[key] else {
            throw ArgumentError("rules", "'\(key)' of rule \(number) is not a text", pythonType: "TypeError")
        }
        return text
    }

    private static func texts(_ entry: LogObject, _ key: String, number: Int) throws(ArgumentError) -> [String] {
        guard case .array(let items)? = entry[key] else { return [try text(entry, key, number: number)] }
        var texts: [String] = []
        for item in items {
            guard case .string(let text) = item else {
                throw ArgumentError(
                    "rules",
                    "'\(key)' of rule \(number) is not a list of texts",
                    pythonType: "TypeError"
                )
            }
            texts.append(text)
        }
        return texts
    }
}
