public import Logging

/// An attribute of metadata values, by the name that a configuration gives it.
///
/// swift-log lets a program say more of a value than its text; a redaction filter can go by it:
///
/// ```swift
/// enum Privacy: Int64, Logger.MetadataValueAttributes.Attribute { case open, personal }
///
/// try LoggingSystem.bootstrap(configuration: "log_config.yaml", attributes: [MetadataAttribute("privacy", Privacy.self)])
/// logger.info("signed in", metadata: ["user": .attributed(name, attributes: [Privacy.personal])])
/// ```
///
/// ```yaml
/// filters:
///   private: {(): logconfig.RedactionFilter, rules: [{attribute: privacy, value: personal, action: mask}]}
/// ```
public struct MetadataAttribute: Sendable {
    /// The name.
    public let name: String
    /// Reads the name of the attribute's value, if a metadata value has the attribute.
    let valueName: @Sendable (Logging.Logger.MetadataValueAttributes) -> String?

    /// Names an attribute.
    ///
    /// - Parameters:
    ///   - name: the name.
    ///   - type: the attribute; its values go by what they print as: an enumeration's case, say.
    public init<Attribute: Logging.Logger.MetadataValueAttributes.Attribute>(_ name: String, _ type: Attribute.Type) {
        self.name = name
        valueName = { attributes in attributes[type].map { String(describing: $0) } }
    }
}
