/// A value of a YAML document together with the place where it was written.
///
/// A node is a class because sharing is part of the document: all aliases of one anchor are the same node, as they are
/// the same object in Python. A document may even contain itself; the alias within its own anchor is a node of its own
/// then, see ``isRecurrence``, so that no node holds itself in memory.
public final class Node: @unchecked Sendable /* written only while the reader builds the tree */ {
    /// Where the value begins; its anchor or tag, if it has one, belongs to it.
    public let mark: Mark

    /// Whether the node stands for one that it is a part of: an alias within its own anchor.
    ///
    /// Who walks through all of a value ends here, or never does.
    public let isRecurrence: Bool

    /// The value; that of a recurrence once nothing holds the node around it is null.
    public internal(set) var value: YAMLValue {
        get { isRecurrence ? original?.value ?? .null : content }
        set { content = newValue }
    }

    private var content: YAMLValue
    /// The node that a recurrence stands for.
    private weak var original: Node?

    /// Creates a node, for values that no file holds.
    public init(_ value: YAMLValue, mark: Mark) {
        content = value
        self.mark = mark
        isRecurrence = false
    }

    /// Creates a node that stands for one that it will be a part of.
    init(recurrenceOf node: Node) {
        content = .null
        mark = node.mark
        isRecurrence = true
        original = node
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
