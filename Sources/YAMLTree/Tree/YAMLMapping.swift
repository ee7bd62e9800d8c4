/// A dictionary in the order of the file, with the keys that Python's `dict` would keep apart.
///
/// A key that occurs twice keeps its first place and has the last value. Keys are equal when Python says so: `1`, `1.0`
/// and `true` are one key, `1` and `"1"` are two.
public struct YAMLMapping: Sendable {
    /// The entries, each key once.
    public private(set) var entries: [(key: Node, value: Node)]

    /// Where an entry stands in ``entries``.
    private var positions: [YAMLKey: Int]

    /// Creates a mapping from entries in order; of equal keys the first place and the last value stay.
    ///
    /// A key that Python could not hash (a sequence or a mapping) equals only itself.
    public init(_ entries: [(key: Node, value: Node)] = []) {
        self.entries = []
        self.positions = [:]
        for entry in entries {
            insert(entry.value, for: entry.key, as: YAMLKey(entry.key))
        }
    }

    /// Creates an empty mapping with room for `capacity` entries.
    init(capacity: Int) {
        entries = []
        entries.reserveCapacity(capacity)
        positions = Dictionary(minimumCapacity: capacity)
    }

    /// How many entries there are.
    public var count: Int { entries.count }

    /// The value whose key is this text.
    public subscript(key: String) -> Node? {
        positions[.string(ExactText(text: key))].map { entries[$0].value }
    }

    /// The node of the key with this text, for its mark.
    public func keyNode(for key: String) -> Node? {
        positions[.string(ExactText(text: key))].map { entries[$0].key }
    }

    /// Adds an entry or replaces the value of an equal key.
    ///
    /// - Returns: the earlier key, if there was one.
    @discardableResult
    mutating func insert(_ value: Node, for key: Node, as identity: YAMLKey) -> Node? {
        if let position = positions[identity] {
            entries[position].value = value
            return entries[position].key
        }
        positions[identity] = entries.count
        entries.append((key, value))
        return nil
    }

    /// Puts another value in the place of each.
    mutating func replaceValues(_ replacement: (Node) -> Node) {
        for position in entries.indices { entries[position].value = replacement(entries[position].value) }
    }
}
