internal import LogRuntime

/// The small parts that a JSON Schema of configurations is made of.
enum SchemaWords {
    /// What stands for another value: `cfg://`, `ext://`, `env://`.
    static let referencePattern = "^(cfg|ext|env)://"

    /// A schema for a text that stands for another value.
    static let reference: LogValue = .object([
        "type": "string",
        "pattern": .string(referencePattern),
        "description":
            "A reference: cfg://path of this file, ext://name of an object, env://NAME or env://NAME:-default.",
    ])

    /// A reference to a definition.
    static func definition(_ name: String) -> LogValue { .object(["$ref": .string("#/$defs/" + name)]) }

    /// Any of several schemas.
    static func any(_ schemas: LogValue...) -> LogValue { .object(["anyOf": .array(schemas)]) }

    /// A schema with the words that editors show.
    static func described(_ schema: LogValue, _ summary: String, default value: LogValue? = nil) -> LogValue {
        guard case .object(var object) = schema else { return schema }
        if !summary.isEmpty { object["description"] = .string(summary) }
        if let value { object["default"] = value }
        return .object(object)
    }

    /// The schema of an argument.
    static func argument(_ description: ArgumentDescription) -> LogValue {
        described(schema(of: description.kind), description.summary, default: description.defaultValue)
    }

    /// The schema of a kind of values; null takes the default, a reference stands for anything.
    static func schema(of kind: ArgumentDescription.Kind) -> LogValue {
        switch kind {
        case .text: .object(["type": ["string", "null"]])
        case .integer: any(["type": ["integer", "boolean", "null"]], numeral)
        case .number: any(["type": ["number", "boolean", "null"]], numeral)
        // Python takes any value for true or false; a text that looks false counts as true and is surely not meant.
        case .boolean:
            any(
                ["type": ["boolean", "integer", "null"]],
                ["type": "string", "pattern": "^(true|True|TRUE|yes|Yes|YES|on|On|ON|(cfg|ext|env)://.*)$"]
            )
        case .texts: .object(["type": ["string", "array", "null"], "items": ["type": "string"]])
        case .mapping: any(["type": ["object", "null"]], reference)
        case .level: definition("level")
        case .stream: any(["type": "null"], streams, reference)
        case .choice(let texts):
            any(
                ["enum": .array(texts.map { .string($0) })],
                ["type": "string", "pattern": choicePattern(texts)],
                reference
            )
        case .anything: .object(LogObject())
        }
    }

    /// A number from an environment variable is a text.
    private static let numeral: LogValue = ["type": "string", "pattern": "^(-?[0-9]+|(cfg|ext|env)://.*)$"]

    private static let streams: LogValue = ["enum": ["ext://sys.stdout", "ext://sys.stderr"]]

    /// The texts in other cases of their letters.
    private static func choicePattern(_ texts: [String]) -> LogValue {
        let alternatives = texts.map { text in
            text.map { character -> String in
                let (lower, upper) = (character.lowercased(), character.uppercased())
                if lower != upper { return "[\(lower)\(upper)]" }
                return character.isNumber ? String(character) : "\\" + String(character)
            }.joined()
        }
        return .string("^(" + alternatives.joined(separator: "|") + ")$")
    }
}
