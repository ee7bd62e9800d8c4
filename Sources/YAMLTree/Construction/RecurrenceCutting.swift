/// Replaces the aliases within their own anchors by recurrences, so that the nodes of a document do not hold each other for ever.
struct RecurrenceCutting {
    /// The collections that the walk is in.
    private var open: Set<ObjectIdentifier> = []
    /// The collections that it has come to.
    private var seen: Set<ObjectIdentifier> = []

    /// Cuts the circles of a document.
    static func cut(_ root: Node) {
        var cutting = RecurrenceCutting()
        _ = cutting.part(root)
    }

    /// What stands for a node in the collection around it.
    private mutating func part(_ node: Node) -> Node {
        let identity = ObjectIdentifier(node)
        if open.contains(identity) { return Node(recurrenceOf: node) }
        guard seen.insert(identity).inserted else { return node }
        open.insert(identity)
        switch node.value {
        case .sequence(let items): node.value = .sequence(items.map { part($0) })
        case .mapping(var mapping):
            mapping.replaceValues { part($0) }
            node.value = .mapping(mapping)
        case .omap(let pairs): node.value = .omap(pairs.map { (part($0.key), part($0.value)) })
        case .pairs(let pairs): node.value = .pairs(pairs.map { (part($0.key), part($0.value)) })
        // The members of a set are keys, none of which holds anything.
        case .null, .bool, .int, .float, .string, .timestamp, .date, .bytes, .set: break
        }
        open.remove(identity)
        return node
    }
}
