public import LogRuntime

/// What a ``ConfigurationDocument`` says of a filter.
public struct FilterSettings: Sendable, Hashable {
    /// The keys of the section.
    let keys: LogObject

    /// Lets pass what a logger and its descendants log: `logging.Filter`.
    ///
    /// - Parameter logger: the logger's name.
    /// - Returns: the settings.
    public static func logger(_ logger: String) -> FilterSettings {
        FilterSettings(keys: ["name": .string(logger)])
    }

    /// A class that the registry knows, such as `logconfig.RedactionFilter`.
    ///
    /// - Parameters:
    ///   - name: the class.
    ///   - arguments: its arguments.
    /// - Returns: the settings.
    public static func custom(_ name: String, _ arguments: LogObject = LogObject()) -> FilterSettings {
        FilterSettings(keys: LogObject([("()", .string(name))] + arguments.fields.map { ($0.key, $0.value) }))
    }

    /// Lets pass records from a level to another: `logconfig.LevelRange`.
    ///
    /// - Parameters:
    ///   - minimum: records below do not pass (`min`).
    ///   - maximum: records above do not pass (`max`); `nil` for any.
    /// - Returns: the settings.
    public static func levels(from minimum: Level = .notSet, to maximum: Level? = nil) -> FilterSettings {
        var arguments = LogObject()
        if minimum != .notSet { arguments["min"] = minimum.documentValue }
        arguments.add("max", maximum?.documentValue)
        return custom("logconfig.LevelRange", arguments)
    }

    /// Lets pass records from a level on, and lower ones that carry a field: `logconfig.DynamicLevel`.
    ///
    /// - Parameters:
    ///   - level: records below pass only by the field.
    ///   - field: the attribute that decides.
    ///   - values: values of the field that let a record pass; `nil` for any that is true.
    /// - Returns: the settings.
    public static func dynamicLevel(
        _ level: Level = .info,
        field: String = "debug",
        values: [LogValue]? = nil
    ) -> FilterSettings {
        var arguments = LogObject()
        if level != .info { arguments["level"] = level.documentValue }
        arguments.add("field", field, unless: "debug")
        arguments.add("values", values.map { .array($0) })
        return custom("logconfig.DynamicLevel", arguments)
    }

    /// Keeps secrets out of records: `logconfig.RedactionFilter`.
    ///
    /// - Parameters:
    ///   - rules: what is redacted, and how.
    ///   - mask: what stands in place of a masked value.
    ///   - secret: the key of hashes, best a reference such as `env://LOG_SECRET`.
    /// - Returns: the settings.
    public static func redaction(
        _ rules: [RedactionSettings],
        mask: String = "***",
        secret: String? = nil
    ) -> FilterSettings {
        var arguments: LogObject = ["rules": .array(rules.map { .object($0.keys) })]
        arguments.add("mask", mask, unless: "***")
        arguments.add("secret", secret)
        return custom("logconfig.RedactionFilter", arguments)
    }

    /// Lets pass all records or none, by the environment variable `DEBUG`: `django.utils.log.RequireDebugTrue` and
    /// `RequireDebugFalse`.
    ///
    /// - Parameter debug: what the variable must say.
    /// - Returns: the settings.
    public static func requireDebug(_ debug: Bool) -> FilterSettings {
        custom("django.utils.log.RequireDebug" + (debug ? "True" : "False"))
    }
}
