/// Replaces `<<` by the entries that it names.
///
/// Source: PyYAML `SafeConstructor.flatten_mapping`.
///
/// Merged entries come first, and an entry of the mapping itself overrides them in their place; of a list of mappings the
/// first has the last word.
struct Merging {
    /// How many entries may be brought by merges.
    private let maximumEntryCount: Int

    /// How much work all merges together may be, in entries looked at or moved.
    private let maximumStepCount: Int

    /// How many merges may be inside each other.
    private let maximumDepth: Int

    /// The entries that merges have brought.
    private var entryCount = 0

    /// How often an entry was looked at or moved.
    private var stepCount = 0

    /// Creates a merging for one document.
    init(limits: YAMLLimits) {
        maximumEntryCount = limits.maximumNodeCount
        // An entry is merged a few times at most, unless a mapping merges itself over and over.
        maximumStepCount = limits.maximumNodeCount * 40
        maximumDepth = limits.maximumDepth
    }

    /// Merges what a mapping asks for into it, once and for all.
    ///
    /// - Throws: ``YAMLError`` when something else than mappings is to be merged, or more than the limits allow.
    mutating func flatten(_ node: SyntaxNode, depth: Int = 0) throws(YAMLError) {
        var merged: [SyntaxNode.Entry] = []
        var index = 0
        stepCount += node.entries.count
        guard stepCount <= maximumStepCount else {
            throw YAMLError(.limit, "merges take more than \(maximumStepCount) steps", at: node.mark)
        }
        // The mapping may be merged into itself, so its entries are looked up anew each time.
        while index < node.entries.count {
            let (key, value) = node.entries[index]
            switch key.tag {
            case .merge:
                node.entries.remove(at: index)
                stepCount += node.entries.count - index
                try merge(value, of: node, into: &merged, depth: depth)
            case .value:
                key.tag = .string
                index += 1
            default:
                index += 1
            }
        }
        if !merged.isEmpty {
            node.mergedEntryCount += merged.count
            node.entries = merged + node.entries
        }
    }

    /// Collects the entries of one `<<`.
    private mutating func merge(
        _ value: SyntaxNode,
        of node: SyntaxNode,
        into merged: inout [SyntaxNode.Entry],
        depth: Int
    ) throws(YAMLError) {
        guard depth < maximumDepth else {
            throw YAMLError(.limit, "merges are nested deeper than \(maximumDepth) levels", at: value.mark)
        }
        switch value.kind {
        case .mapping:
            try flatten(value, depth: depth + 1)
            try take(value.entries, from: value, into: &merged)
        case .sequence:
            var sources: [[SyntaxNode.Entry]] = []
            for item in value.items {
                guard item.kind == .mapping else {
                    throw Self.refusal(
                        "expected a mapping for merging, but found \(item.kind.rawValue)",
                        at: item.mark,
                        in: node
                    )
                }
                try flatten(item, depth: depth + 1)
                sources.append(item.entries)
            }
            for source in sources.reversed() {
                try take(source, from: value, into: &merged)
            }
        case .scalar:
            throw Self.refusal(
                "expected a mapping or list of mappings for merging, but found scalar",
                at: value.mark,
                in: node
            )
        }
    }

    /// Adds entries while there is room.
    private mutating func take(
        _ entries: [SyntaxNode.Entry],
        from value: SyntaxNode,
        into merged: inout [SyntaxNode.Entry]
    ) throws(YAMLError) {
        entryCount += entries.count
        guard entryCount <= maximumEntryCount else {
            throw YAMLError(.limit, "document merges more than \(maximumEntryCount) entries", at: value.mark)
        }
        merged.append(contentsOf: entries)
    }

    /// An error about what is to be merged.
    private static func refusal(_ problem: String, at mark: Mark, in node: SyntaxNode) -> YAMLError {
        YAMLError(
            .constructor,
            problem,
            at: mark,
            context: "while constructing a mapping",
            contextMark: node.mark
        )
    }
}
