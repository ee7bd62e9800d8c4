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
        var errors: [ArgumentError] = []
        for (index, entry) in entries.enumerated() {
            var reader = RedactionRuleReader(index: index, hasSecret: !(secret ?? "").isEmpty)
            if let rule = reader.read(entry) { rules.append(rule) }
            errors += reader.errors
        }
        if var first = errors.first {
            first.others = Array(errors.dropFirst())
            throw first
        }
        return RedactionFilter(rules: rules, mask: mask, secret: secret)
    }
}
