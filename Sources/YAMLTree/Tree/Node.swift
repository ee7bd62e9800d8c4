/// A value of a YAML document together with the place where it was written.
///
/// A node is a class because sharing is part of the document: all aliases of one anchor are the same node, as they are
/// the same object in Python, and a document may even contain itself.
public final class Node: @unchecked Sendable /* written only while the reader builds the tree */ {
    /// Where the value begins; its anchor or tag, if it has one, belongs to it.
    public let mark: Mark

    /// The value.
    public internal(set) var value: YAMLValue

    /// Creates a node, for values that no file holds.
    public init(_ value: YAMLValue, mark: Mark) {
        self.value = value
        self.mark = mark
    }
}

extension Node {
    /// The text, when the value is a string.
    public var string: String? {
        if case .string(let text) = value { text } else { nil }
    }

    /// The entries, when the value is a mapping.
    public var mapping: YAMLMapping? {
        if case .mapping(let mapping) = value { mapping } else { nil }
    }

    /// The items, when the value is a sequence.
    public var sequence: [Node]? {
        if case .sequence(let items) = value { items } else { nil }
    }

    /// Whether the value is null.
    public var isNull: Bool {
        if case .null = value { true } else { false }
    }
}
