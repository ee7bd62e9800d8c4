internal import YAMLTree

/// A key of a section, as Python's dictionaries tell keys apart: `1` is not `"1"`.
struct SectionKey {
    /// A text that is the same for equal keys and for no others.
    let identity: String

    /// The key that a node is.
    init(_ node: Node) {
        identity =
            switch node.value {
            case .string(let text): "s" + text
            case .bool(let flag): flag ? "n1" : "n0"
            case .int(let number): "n" + number.description
            case .float(let number) where number == number.rounded() && abs(number) < 1e15: "n\(Int(number))"
            default: "o" + node.pythonRepr
            }
    }

    /// The key of a value that is no node.
    init(_ text: String) {
        identity = "o" + text
    }

    /// The text of a key that is a text.
    static func text(ofIdentity identity: String) -> String? {
        identity.hasPrefix("s") ? String(identity.dropFirst()) : nil
    }
}
