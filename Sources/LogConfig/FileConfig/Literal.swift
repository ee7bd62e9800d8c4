internal import LogRuntime
internal import YAMLTree

/// A value that an INI file writes as Python would: what Python's `eval` gives, without running anything.
struct Literal {
    /// The shapes.
    indirect enum Content {
        /// A single value, or an object that a name stands for.
        case value(Value)
        /// A tuple or a list.
        case items([Literal], isTuple: Bool)
        /// A dictionary.
        case entries([(key: Literal, value: Literal)])
    }

    /// What it is.
    let content: Content
    /// Where it is written.
    let mark: Mark

    /// A single value.
    init(_ value: YAMLValue, at mark: Mark) {
        self.init(.value(Value(content: .node(Node(value, mark: mark)), mark: mark)), at: mark)
    }

    /// Anything.
    init(_ content: Content, at mark: Mark) {
        self.content = content
        self.mark = mark
    }

    /// The name of the value's Python type.
    var typeName: String {
        switch content {
        case .value(let value): value.node?.value.pythonTypeName ?? value.typeName
        case .items(_, let isTuple): isTuple ? "tuple" : "list"
        case .entries: "dict"
        }
    }

    /// Whether it is a dictionary.
    var isMapping: Bool {
        if case .entries = content { true } else { false }
    }

    /// The single value, if it is one.
    var single: Value? {
        if case .value(let value) = content { value } else { nil }
    }

    /// The value as an argument: an object stays one, a tuple is a list.
    var value: Value {
        if let single { return single }
        return Value(content: .node(node), mark: mark)
    }

    /// The value as a piece of a document: a constant by its value, another object by its name.
    var node: Node {
        switch content {
        case .value(let value):
            switch value.content {
            case .node(let node): return node
            case .object(.external(let object), let name):
                if case .value(let constant) = object.kind { return Node(logValue: constant, mark: mark) }
                return Node(.string(name), mark: mark)
            case .object(_, let name): return Node(.string(name), mark: mark)
            }
        case .items(let items, _): return Node(.sequence(items.map(\.node)), mark: mark)
        case .entries(let entries):
            return Node(.mapping(YAMLMapping(entries.map { (key: $0.key.node, value: $0.value.node) })), mark: mark)
        }
    }
}
