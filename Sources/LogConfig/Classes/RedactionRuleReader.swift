internal import LogRuntime

/// Reads a rule of `logconfig.RedactionFilter`, and finds everything that is wrong with it.
struct RedactionRuleReader {
    private static let keys = ["keys", "attribute", "value", "pattern", "action"]
    private static let actions: [String: RedactionRule.Action] = ["drop": .drop, "mask": .mask, "hash": .hash]

    /// The rule's place in the list.
    private let index: Int
    /// Whether there is a key for hashes.
    private let hasSecret: Bool
    /// What is wrong.
    private(set) var errors: [ArgumentError] = []

    /// Begins.
    init(index: Int, hasSecret: Bool) {
        self.index = index
        self.hasSecret = hasSecret
    }

    private var number: Int { index + 1 }

    /// Reads the rule.
    ///
    /// - Returns: `nil` if anything is wrong with it.
    mutating func read(_ value: LogValue) -> RedactionRule? {
        guard case .object(let entry) = value else {
            refuse([], "rule \(number) is not a mapping", pythonType: "TypeError")
            return nil
        }
        for field in entry.fields where !RedactionRuleReader.keys.contains(field.key) {
            refuse(
                [.key(field.key)],
                "rule \(number) has no key '\(field.key)'",
                hint: EditDistance.suggestion(for: field.key, in: RedactionRuleReader.keys)
            )
        }
        let action = action(of: entry)
        let subjects = ["keys", "attribute", "pattern"].filter { entry[$0] != nil }
        guard subjects.count == 1, let subject = subjects.first else {
            // A misspelt key is told already.
            if errors.isEmpty || !subjects.isEmpty {
                refuse([], "rule \(number) needs one of 'keys', 'attribute' and 'pattern'")
            }
            return nil
        }
        if subject != "attribute", entry["value"] != nil {
            refuse([.key("value")], "'value' of rule \(number) goes with 'attribute' only")
        }
        let rule =
            switch subject {
            case "keys": keys(of: entry, action)
            case "attribute": attribute(of: entry, action)
            default: pattern(of: entry, action)
            }
        return errors.isEmpty ? rule : nil
    }

    // MARK: Subjects

    private mutating func keys(of entry: LogObject, _ action: RedactionRule.Action) -> RedactionRule? {
        guard case .array(let items)? = entry["keys"] else {
            return text(of: entry, "keys").map { .keys([$0], action) }
        }
        var keys: [String] = []
        for (place, item) in items.enumerated() {
            if case .string(let key) = item {
                keys.append(key)
            } else {
                let parts: [ArgumentPart] = [.value("keys"), .item(place)]
                refuse(parts, "'keys' of rule \(number) is not a list of texts", pythonType: "TypeError")
            }
        }
        return .keys(keys, action)
    }

    private mutating func attribute(of entry: LogObject, _ action: RedactionRule.Action) -> RedactionRule? {
        let value = entry["value"] == nil ? nil : text(of: entry, "value")
        return text(of: entry, "attribute").map { .attribute($0, value: value, action) }
    }

    private mutating func pattern(of entry: LogObject, _ action: RedactionRule.Action) -> RedactionRule? {
        guard let pattern = text(of: entry, "pattern") else { return nil }
        do {
            return try .pattern(pattern, action)
        } catch {
            refuse([.value("pattern")], "'\(pattern)' of rule \(number) is not a regular expression: \(error)")
            return nil
        }
    }

    // MARK: Values

    private mutating func action(of entry: LogObject) -> RedactionRule.Action {
        guard entry["action"] != nil, let name = text(of: entry, "action") else { return .mask }
        guard let action = RedactionRuleReader.actions[name] else {
            refuse(
                [.value("action")],
                "'\(name)' of rule \(number) is not an action",
                hint: EditDistance.suggestion(for: name, in: ["drop", "mask", "hash"])
                    ?? "actions are 'drop', 'mask' and 'hash'"
            )
            return .mask
        }
        if action == .hash, !hasSecret {
            refuse(
                [.value("action")],
                "rule \(number) hashes, and there is no 'secret'",
                hint: "take it from the environment: 'secret: env://LOG_SECRET'"
            )
        }
        return action
    }

    private mutating func text(of entry: LogObject, _ key: String) -> String? {
        if case .string(let text)? = entry[key] { return text }
        refuse([.value(key)], "'\(key)' of rule \(number) is not a text", pythonType: "TypeError")
        return nil
    }

    private mutating func refuse(
        _ parts: [ArgumentPart],
        _ problem: String,
        hint: String? = nil,
        pythonType: String = "ValueError"
    ) {
        var error = ArgumentError("rules", problem, hint: hint, pythonType: pythonType)
        error.parts = [.item(index)] + parts
        errors.append(error)
    }
}
