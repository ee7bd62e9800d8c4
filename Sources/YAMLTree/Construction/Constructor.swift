/// Makes values of syntax nodes, in PyYAML's order, so that the first error is PyYAML's first error.
///
/// Source: PyYAML `SafeConstructor`. A collection is made empty and filled later, level by level; that is how it can
/// contain itself.
struct Constructor {
    /// Keys that were given twice.
    private(set) var warnings: [YAMLWarning] = []

    /// Collections that are still empty.
    private var unfilled: [SyntaxNode] = []

    /// Applies `<<`.
    private var merging: Merging

    /// Creates a constructor.
    init(limits: YAMLLimits) {
        merging = Merging(limits: limits)
    }

    /// Makes the value of a document.
    mutating func document(_ root: SyntaxNode) throws(YAMLError) -> Node {
        let node = try value(of: root)
        var next = 0
        while next < unfilled.count {
            try fill(unfilled[next])
            next += 1
        }
        return node
    }

    /// The value of a node; a collection's is filled later.
    private mutating func value(of syntax: SyntaxNode) throws(YAMLError) -> Node {
        if let node = syntax.constructed { return node }
        let value: YAMLValue
        switch syntax.tag {
        case .sequence: value = .sequence([])
        case .mapping: value = .mapping(YAMLMapping())
        case .set: value = .set([])
        case .omap: value = .omap([])
        case .pairs: value = .pairs([])
        default: value = try ScalarConstruction.value(of: syntax)
        }
        switch syntax.tag {
        case .sequence, .mapping, .set, .omap, .pairs: unfilled.append(syntax)
        default: break
        }
        let node = Node(value, mark: syntax.mark)
        syntax.constructed = node
        return node
    }

    /// Fills a collection.
    private mutating func fill(_ syntax: SyntaxNode) throws(YAMLError) {
        let value: YAMLValue
        switch syntax.tag {
        case .sequence: value = .sequence(try items(of: syntax))
        case .set: value = .set(try mapping(of: syntax).entries.map(\.key))
        case .omap: value = .omap(try pairs(of: syntax, context: "while constructing an ordered map"))
        case .pairs: value = .pairs(try pairs(of: syntax, context: "while constructing pairs"))
        default: value = .mapping(try mapping(of: syntax))
        }
        syntax.constructed?.value = value
    }

    /// The items of a sequence.
    private mutating func items(of syntax: SyntaxNode) throws(YAMLError) -> [Node] {
        guard syntax.kind == .sequence else {
            throw YAMLError(
                .constructor,
                "expected a sequence node, but found \(syntax.kind.rawValue)",
                at: syntax.mark
            )
        }
        var items: [Node] = []
        items.reserveCapacity(syntax.items.count)
        for item in syntax.items {
            items.append(try value(of: item))
        }
        return items
    }

    /// The entries of a mapping, merges applied.
    private mutating func mapping(of syntax: SyntaxNode) throws(YAMLError) -> YAMLMapping {
        guard syntax.kind == .mapping else {
            throw YAMLError(
                .constructor,
                "expected a mapping node, but found \(syntax.kind.rawValue)",
                at: syntax.mark
            )
        }
        try merging.flatten(syntax)
        var mapping = YAMLMapping(capacity: syntax.entries.count)
        var written: [YAMLKey: Mark] = [:]
        for (index, entry) in syntax.entries.enumerated() {
            let key = try value(of: entry.key)
            guard let identity = Self.identity(of: key, from: entry.key) else {
                throw YAMLError(
                    .constructor,
                    "found unhashable key",
                    at: entry.key.mark,
                    context: "while constructing a mapping",
                    contextMark: syntax.mark,
                    hint: "quote a value that starts with '{' or '['"
                )
            }
            let value = try value(of: entry.value)
            let earlier = mapping.insert(value, for: key, as: identity)
            guard index >= syntax.mergedEntryCount else { continue }
            // What a merge brought may be overridden; what is written out twice is a mistake.
            if earlier != nil, let first = written[identity] ?? (syntax.mergedEntryCount == 0 ? earlier?.mark : nil) {
                warnings.append(YAMLWarning(key: Self.spelling(of: entry.key), mark: key.mark, firstMark: first))
            }
            if syntax.mergedEntryCount > 0, written[identity] == nil { written[identity] = key.mark }
        }
        return mapping
    }

    /// The pairs of an `!!omap` or `!!pairs`: a sequence of mappings with one entry each.
    private mutating func pairs(
        of syntax: SyntaxNode,
        context: String
    ) throws(YAMLError) -> [(key: Node, value: Node)] {
        /// An error about a part of the sequence.
        func refusal(_ problem: String, at mark: Mark) -> YAMLError {
            YAMLError(.constructor, problem, at: mark, context: context, contextMark: syntax.mark)
        }
        guard syntax.kind == .sequence else {
            throw refusal("expected a sequence, but found \(syntax.kind.rawValue)", at: syntax.mark)
        }
        var pairs: [(key: Node, value: Node)] = []
        for item in syntax.items {
            guard item.kind == .mapping else {
                throw refusal("expected a mapping of length 1, but found \(item.kind.rawValue)", at: item.mark)
            }
            guard item.entries.count == 1 else {
                throw refusal("expected a single mapping item, but found \(item.entries.count) items", at: item.mark)
            }
            pairs.append((try value(of: item.entries[0].key), try value(of: item.entries[0].value)))
        }
        return pairs
    }

    /// What a key is to a `dict`; `nil` for one that Python cannot hash.
    private static func identity(of key: Node, from syntax: SyntaxNode) -> YAMLKey? {
        switch key.value {
        case .sequence, .mapping, .set, .omap, .pairs: nil
        case .float(let number) where number.isNaN && ScalarConstruction.isSharedNaN(syntax.text): .sharedNaN
        default: YAMLKey(key)
        }
    }

    /// A key as a warning names it.
    private static func spelling(of key: SyntaxNode) -> String {
        key.tag == .string ? PythonSpelling.repr(key.text) : key.text
    }
}
