internal import YAMLTree

/// Where a walk through a document is; the text is made when somebody asks for it, which is seldom.
struct DocumentPath {
    private enum Step {
        case key(Node)
        case index(Int)
    }

    private var steps: [Step] = []

    /// Goes to the value of a key.
    mutating func enter(key: Node) { steps.append(.key(key)) }

    /// Goes to an item of a sequence.
    mutating func enter(index: Int) { steps.append(.index(index)) }

    /// Goes back to what is around.
    mutating func leave() { steps.removeLast() }

    /// The path as diagnostics say it: `handlers.file.filters[1]`.
    var text: String {
        var text = ""
        for step in steps {
            switch step {
            case .key(let node):
                if !text.isEmpty { text += "." }
                text += node.pythonStr
            case .index(let index): text += "[\(index)]"
            }
        }
        return text
    }
}
