/// Lets pass records from a level on, and for some requests or users from a lower one.
///
/// A record that carries the field, say `debug: true` in the metadata of a request under investigation, passes whatever its
/// level. The logger's own level must be low enough for such records to be made.
///
/// ## Configuration keys
/// - `level` (level, default `INFO`): records below pass only by the field.
/// - `field` (string, default `debug`): the attribute that decides.
/// - `values` (list, default none): values of the field that let a record pass, such as users to watch. Without them the field
///   itself says it: `true` lets everything pass, the name or number of a level lets pass from that level on.
public final class DynamicLevelFilter: Filter {
    /// Records below pass only by the field.
    public let level: Level
    /// The attribute that decides.
    public let field: String
    /// Values of the field that let a record pass; `nil` when the field itself says it.
    public let values: Set<LogValue>?

    /// Creates a filter.
    ///
    /// - Parameters:
    ///   - level: records below pass only by the field.
    ///   - field: the attribute that decides.
    ///   - values: values of the field that let a record pass; `nil` when the field itself says it.
    public init(level: Level = .info, field: String = "debug", values: Set<LogValue>? = nil) {
        self.level = level
        self.field = field
        self.values = values
    }

    /// Whether the record is severe enough, or its field lets it pass.
    public func filter(_ record: inout LogRecord) -> Bool {
        if record.level >= level { return true }
        guard let value = record.extra[field] else { return false }
        if let values { return values.contains(value) }
        switch value {
        case .bool(let isOn): return isOn
        case .int(let number): return record.level.rawValue >= number
        case .string(let text):
            if let named = DynamicLevelFilter.levels[text.uppercased()] { return record.level >= named }
            return text.lowercased() == "true"
        default: return false
        }
    }

    private static let levels: [String: Level] = [
        "TRACE": .trace, "DEBUG": .debug, "INFO": .info, "NOTICE": .notice, "WARNING": .warning, "ERROR": .error,
        "CRITICAL": .critical,
    ]
}
