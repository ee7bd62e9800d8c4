internal import YAMLTree

/// Puts values from outside in place of a document's own, before anything else is looked at.
///
/// It asks for every scalar in the mappings of the document, and for the level of each logger, handler and the root, whether the
/// document sets it or not. An answer is read as a scalar of YAML: `10` is a number, `true` a truth value.
struct OverlayPass {
    /// Answers with the value of a place, or `nil`.
    let value: @Sendable (_ path: [String]) -> String?

    /// How deep documents are looked into.
    private static let depthLimit = 100

    /// The document with the values from outside; nodes that are the same stay the same.
    func replaced(_ node: Node) -> Node { replaced(node, at: []) }

    private func replaced(_ node: Node, at path: [String]) -> Node {
        guard path.count < OverlayPass.depthLimit else { return node }
        switch node.value {
        case .mapping(let mapping): return replaced(mapping, of: node, at: path)
        case .sequence: return node
        default: return path.isEmpty ? node : value(path).map { scalar($0, mark: node.mark) } ?? node
        }
    }

    private func replaced(_ mapping: YAMLMapping, of node: Node, at path: [String]) -> Node {
        var isSame = true
        var hasLevel = false
        var entries = mapping.entries.map { entry in
            guard let key = entry.key.string else { return entry }
            hasLevel = hasLevel || key == "level"
            let value = replaced(entry.value, at: path + [key])
            isSame = isSame && value === entry.value
            return (key: entry.key, value: value)
        }
        if !hasLevel, OverlayPass.takesLevel(path), let level = value(path + ["level"]) {
            isSame = false
            entries.append((key: Node(.string("level"), mark: node.mark), value: scalar(level, mark: node.mark)))
        }
        return isSame ? node : Node(.mapping(YAMLMapping(entries)), mark: node.mark)
    }

    /// Whether a mapping describes something that has a level.
    private static func takesLevel(_ path: [String]) -> Bool {
        path == ["root"] || path.count == 2 && (path[0] == "loggers" || path[0] == "handlers")
    }

    /// What a text means as a scalar of YAML; anything else than a scalar is the text itself.
    private func scalar(_ text: String, mark: Mark) -> Node {
        guard let root = try? YAMLReader.read(Array(text.utf8), file: "<overlay>").root else {
            return Node(.string(text), mark: mark)
        }
        switch root.value {
        case .bool, .int, .float: return Node(root.value, mark: mark)
        default: return Node(.string(text), mark: mark)
        }
    }
}
