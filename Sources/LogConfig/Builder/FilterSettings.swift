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
}
