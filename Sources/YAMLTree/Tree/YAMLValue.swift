/// What a node holds: one of the types that PyYAML's `safe_load` makes.
public enum YAMLValue: Sendable {
    /// Nothing: `~`, `null`, or no text at all. Python's `None`.
    case null
    /// A truth value: `true`, `yes`, `on` and their opposites.
    case bool(Bool)
    /// An integer of any size.
    case int(YAMLInteger)
    /// A floating point number; a plain scalar needs a dot to be one.
    case float(Double)
    /// A text.
    case string(String)
    /// A date with a time.
    case timestamp(YAMLTimestamp)
    /// A date without a time.
    case date(YAMLDate)
    /// Bytes, written as `!!binary`.
    case bytes([UInt8])
    /// A list.
    case sequence([Node])
    /// A dictionary.
    case mapping(YAMLMapping)
    /// The members of a `!!set`, each once, in the order of the file.
    case set([Node])
    /// The pairs of an `!!omap`.
    case omap([(key: Node, value: Node)])
    /// The pairs of a `!!pairs`.
    case pairs([(key: Node, value: Node)])

    /// The name of the type in Python, for messages: `dict`, `str`, `NoneType`.
    public var pythonTypeName: String {
        switch self {
        case .null: "NoneType"
        case .bool: "bool"
        case .int: "int"
        case .float: "float"
        case .string: "str"
        case .timestamp: "datetime.datetime"
        case .date: "datetime.date"
        case .bytes: "bytes"
        case .sequence, .omap, .pairs: "list"
        case .mapping: "dict"
        case .set: "set"
        }
    }
}
