/// The tag of a node, which decides its type.
enum Tag: Equatable {
    case null
    case bool
    case int
    case float
    case string
    case binary
    case timestamp
    case set
    case omap
    case pairs
    case sequence
    case mapping
    /// `<<` as a plain scalar.
    case merge
    /// `=` as a plain scalar.
    case value
    /// A tag that `safe_load` does not know.
    case other(String)

    /// What the names of YAML's own tags begin with.
    private static let standardPrefix = "tag:yaml.org,2002:"

    /// A tag by its full name.
    init(_ name: String) {
        guard name.hasPrefix(Self.standardPrefix) else {
            self = .other(name)
            return
        }
        switch name.dropFirst(Self.standardPrefix.count) {
        case "null": self = .null
        case "bool": self = .bool
        case "int": self = .int
        case "float": self = .float
        case "str": self = .string
        case "binary": self = .binary
        case "timestamp": self = .timestamp
        case "set": self = .set
        case "omap": self = .omap
        case "pairs": self = .pairs
        case "seq": self = .sequence
        case "map": self = .mapping
        case "merge": self = .merge
        case "value": self = .value
        default: self = .other(name)
        }
    }

    /// The full name of a tag that nothing can be made of.
    var unconstructibleName: String? {
        switch self {
        case .other(let name): name
        case .merge: Self.standardPrefix + "merge"
        case .value: Self.standardPrefix + "value"
        default: nil
        }
    }
}
