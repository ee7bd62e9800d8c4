public import LogRuntime

/// Makes the JSON Schema of configurations that name the classes of a registry.
///
/// The schema says what a file may look like; that a name leads somewhere, only ``LoggingConfiguration/check(contentsOf:options:)``
/// can tell. Classes that are not registered are let through with any arguments.
struct ConfigurationSchema {
    /// The classes.
    let registry: Registry

    /// The schema.
    var value: LogValue {
        .object([
            "$schema": "https://json-schema.org/draft/2020-12/schema",
            "title": "Logging configuration",
            "description": "What logging.config.dictConfig of Python takes, and the section 'logconfig' besides.",
            "type": "object",
            "required": ["version"],
            "properties": .object(top),
            "if": ["required": ["incremental"], "properties": ["incremental": ["const": true]]],
            "then": [
                "properties": ["handlers": section(of: ["properties": ["level": SchemaWords.definition("level")]])]
            ],
            "else": ["properties": ["handlers": section(of: SchemaWords.definition("handler"))]],
            "$defs": .object(definitions),
        ])
    }

    private var top: LogObject {
        let flag = SchemaWords.schema(of: .boolean)
        return [
            "version": SchemaWords.described(["anyOf": [["const": 1], ["const": true]]], "Always 1.", default: 1),
            "incremental": SchemaWords.described(
                .object(LogObject()),
                "Whether only the levels of what is in force change.",
                default: false
            ),
            "disable_existing_loggers": SchemaWords.described(
                flag,
                "Whether loggers that exist already, and are not named here, are switched off.",
                default: true
            ),
            "formatters": section(of: SchemaWords.definition("formatter"), "How records become text, by name."),
            "filters": section(of: SchemaWords.definition("filter"), "What lets records pass, by name."),
            "handlers": .object(["description": "Where records go, by name."]),
            "loggers": section(of: SchemaWords.definition("logger"), "What is logged, by the loggers' dotted names."),
            "root": SchemaWords.described(
                SchemaWords.any(SchemaWords.definition("logger"), ["type": "null"]),
                "The logger above all others."
            ),
            "logconfig": SchemaWords.described(SchemaWords.definition("settings"), "What Python does not look at."),
        ]
    }

    /// A mapping of names.
    private func section(of entry: LogValue, _ summary: String = "") -> LogValue {
        SchemaWords.described(
            SchemaWords.any(["type": "object", "additionalProperties": entry], SchemaWords.reference),
            summary
        )
    }

    private var definitions: LogObject {
        var definitions: LogObject = [
            "level": level,
            "logger": logger,
            "names": SchemaWords.any(["type": ["array", "object", "null"]], SchemaWords.reference),
            "settings": settings,
        ]
        let classes = SchemaClasses(registry: registry)
        definitions["formatter"] = classes.formatter
        definitions["filter"] = classes.filter
        definitions["handler"] = classes.handler
        for (name, schema) in classes.definitions { definitions[name] = schema }
        return definitions
    }

    private var level: LogValue {
        let names = LevelNames().names
        return SchemaWords.described(
            SchemaWords.any(
                ["enum": .array(names.map { .string($0) })],
                ["type": ["integer", "boolean", "null"]],
                // A level that the program has named.
                ["type": "string", "pattern": "^[A-Z][A-Z0-9_]*$"],
                SchemaWords.reference
            ),
            "A level: \(names.joined(separator: ", ")), or a number."
        )
    }

    private var logger: LogValue {
        let names = SchemaWords.definition("names")
        return SchemaWords.any(
            [
                "type": "object",
                "properties": [
                    "level": SchemaWords.described(
                        SchemaWords.definition("level"),
                        "Records below are not logged; NOTSET asks the logger above."
                    ),
                    "handlers": SchemaWords.described(names, "The names of the handlers that get the records."),
                    "filters": SchemaWords.described(names, "The names of the filters that the logger's records pass."),
                    "propagate": SchemaWords.described(
                        .object(LogObject()),
                        "Whether records go on to the handlers of the loggers above.",
                        default: true
                    ),
                ],
            ],
            SchemaWords.reference
        )
    }

    private var settings: LogValue {
        [
            "type": ["object", "null"],
            "properties": [
                "strict": SchemaWords.described(
                    .object(LogObject()),
                    "Whether warnings are errors.",
                    default: false
                ),
                "compat": SchemaWords.described(
                    ["enum": ["standard", "python3.13"]],
                    "Whose behaviour is wanted where Python's is a defect.",
                    default: "standard"
                ),
                "reload": SchemaWords.described(
                    ["type": ["number", "boolean", "null"]],
                    "How many seconds pass between two looks at the file for changes; false looks never.",
                    default: false
                ),
                "overrides": SchemaWords.described(
                    ["type": ["object", "null"]],
                    "Levels that count for a while: mappings of level and until, by loggers."
                ),
                "env": SchemaWords.described(.object(LogObject()), "Whether env:// is followed.", default: true),
                "filters_apply_to_children": SchemaWords.described(
                    .object(LogObject()),
                    "Whether records of the loggers below a logger must pass its filters, too.",
                    default: false
                ),
                "redaction": SchemaWords.described(
                    ["type": ["object", "null"]],
                    "What every handler keeps out of its records: 'rules', 'mask' and 'secret' of logconfig.RedactionFilter."
                ),
                "statistics": SchemaWords.described(
                    ["type": ["object", "number", "boolean", "null"]],
                    "How often what became of the records is logged: seconds, or a mapping of interval, logger and level.",
                    default: false
                ),
            ],
        ]
    }
}

extension Registry {
    /// The JSON Schema (2020-12) of configuration files, for editors: every class here with its arguments.
    ///
    /// It checks what a file looks like. That the names in it lead somewhere, ``LoggingConfiguration`` checks.
    public var jsonSchema: LogValue { ConfigurationSchema(registry: self).value }
}
