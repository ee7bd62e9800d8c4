internal import LogRuntime

/// The part of the schema that is made of the registered classes.
struct SchemaClasses {
    /// The classes.
    let registry: Registry

    /// The schema of an entry of `formatters`.
    var formatter: LogValue {
        entry(
            .formatter,
            [
                "format": described("format", kind: .anything),
                "datefmt": described("datefmt"),
                "style": described("style"),
                "validate": described("validate"),
                "defaults": described("defaults"),
            ],
            // Without a class it is a formatter of text.
            further: [
                [
                    "if": ["properties": ["class": false, "()": false]],
                    "then": ["properties": ["format": SchemaWords.schema(of: .text)]],
                ]
            ]
        )
    }

    /// The schema of an entry of `filters`.
    var filter: LogValue { entry(.filter, ["name": described("name", in: "logging.Filter")]) }

    /// The schema of an entry of `handlers`.
    var handler: LogValue {
        entry(
            .handler,
            SchemaClasses.commonHandlerKeys,
            requirement: ["anyOf": [["required": ["class"]], ["required": ["()"]]]]
        )
    }

    /// A definition for each class, by its name.
    var definitions: [(name: String, schema: LogValue)] {
        [Registry.Role.handler, .formatter, .filter].flatMap { role in
            registry.classes(role).map { (SchemaClasses.definition($0.name), definition(of: $0, role)) }
        }
    }

    // MARK: Entries

    private static let commonHandlerKeys: LogObject = [
        "level": SchemaWords.described(
            SchemaWords.definition("level"),
            "Records below are not taken.",
            default: "NOTSET"
        ),
        "formatter": SchemaWords.described(
            ["type": ["string", "integer", "null"]],
            "The name of the formatter; without one a line is the message alone."
        ),
        "filters": SchemaWords.described(
            SchemaWords.definition("names"),
            "The names of the filters that records pass."
        ),
    ]

    private func entry(
        _ role: Registry.Role,
        _ properties: LogObject,
        requirement: LogObject = LogObject(),
        further: [LogValue] = []
    ) -> LogValue {
        let known = registry.classes(role)
        let names = known.map(\.name)
        var properties = properties
        if role != .filter {
            properties["class"] = SchemaWords.described(className(names), "The class, by its dotted name in Python.")
        }
        properties["()"] = SchemaWords.described(
            className(names),
            "The class, all other keys being its arguments by name."
        )
        properties["."] = ["type": ["object", "null"], "description": "Attributes that are set afterwards."]
        var schema: LogObject = ["type": "object", "properties": .object(properties)]
        for field in requirement.fields { schema[field.key] = field.value }
        var conditions = further
        for item in known {
            let names: LogValue = ["enum": [.string(item.name), .string("ext://" + item.name)]]
            let reference = SchemaWords.definition(SchemaClasses.definition(item.name))
            if role == .handler {
                conditions.append([
                    "if": ["required": ["class"], "properties": ["class": names, "()": false]], "then": reference,
                ])
            } else if role == .formatter {
                // Beside `class` CPython drops what it does not know: any key may be there.
                conditions.append([
                    "if": ["required": ["class"], "properties": ["class": names, "()": false]],
                    "then": ["properties": .object(arguments(of: item))],
                ])
            }
            conditions.append(["if": ["required": ["()"], "properties": ["()": names]], "then": reference])
        }
        schema["allOf"] = .array(conditions)
        return SchemaWords.any(.object(schema), SchemaWords.reference)
    }

    /// The name of a class: a known one, or any other that a program may have registered.
    private func className(_ names: [String]) -> LogValue {
        SchemaWords.any(
            ["enum": .array(names.map { .string($0) })],
            ["type": "string"],
            ["type": "null"]
        )
    }

    // MARK: Classes

    /// The name of a class's definition.
    private static func definition(_ name: String) -> String { "class:" + name }

    private func arguments(of item: ClassDescription) -> LogObject {
        LogObject(item.arguments.map { ($0.name, SchemaWords.argument($0)) })
    }

    private func definition(of item: ClassDescription, _ role: Registry.Role) -> LogValue {
        var properties = arguments(of: item)
        var required = item.arguments.filter(\.isRequired).map(\.name)
        switch role {
        case .handler:
            for field in SchemaClasses.commonHandlerKeys.fields { properties[field.key] = field.value }
            properties["class"] = .object(LogObject())
        case .formatter:
            // CPython tries `format` again as `fmt`.
            if let format = properties["fmt"], properties["format"] == nil { properties["format"] = format }
            required.removeAll { $0 == "fmt" }
        default: break
        }
        properties["()"] = .object(LogObject())
        properties["."] = .object(LogObject())
        var schema: LogObject = ["title": .string(item.name), "properties": .object(properties)]
        if !required.isEmpty { schema["required"] = .array(required.map { .string($0) }) }
        if item.isClosed { schema["additionalProperties"] = false }
        return .object(schema)
    }

    private func described(
        _ argument: String,
        in className: String = "logging.Formatter",
        kind: ArgumentDescription.Kind? = nil
    ) -> LogValue {
        guard let known = StandardArguments.description(of: argument, in: className) else {
            return .object(LogObject())
        }
        return SchemaWords.described(
            SchemaWords.schema(of: kind ?? known.kind),
            known.summary,
            default: known.defaultValue
        )
    }
}
