internal import LogRuntime
internal import YAMLTree

/// What stands under a key once references are followed: a piece of the document, or an object that it names.
struct Value: Sendable {
    /// The two kinds.
    enum Content: Sendable {
        /// A piece of the document.
        case node(Node)
        /// Something that the registry knows, under the name that was written.
        case object(RegistryEntry, name: String)
    }

    /// What it is.
    let content: Content
    /// Where it was written.
    let mark: Mark

    /// The piece of the document, unless it is an object.
    var node: Node? {
        if case .node(let node) = content { node } else { nil }
    }

    /// The text, when the value is a string.
    var string: String? { node?.string }

    /// Whether the value is nothing.
    var isNull: Bool { node?.isNull ?? false }

    /// Whether Python takes the value for true.
    var isTrue: Bool { node?.isTrue ?? true }

    /// The name of the value's Python type, for messages.
    var typeName: String {
        switch content {
        case .node(let node): node.convertedTypeName
        case .object(let entry, _): entry.pythonTypeName
        }
    }

    /// What Python says about an attribute that the value has not.
    func missingAttribute(_ attribute: String) -> String {
        switch content {
        case .node: "'\(typeName)' object has no attribute '\(attribute)'"
        case .object(let entry, let name): entry.missingAttribute(attribute, name: name)
        }
    }

    /// Whether the value is a stream, which Python tries to read when it walks over it.
    var isStream: Bool {
        if case .object(.external(let object), _) = content, case .stream = object.kind { true } else { false }
    }

    /// The value as Python's `repr` shows it.
    var pythonRepr: String {
        switch content {
        case .node(let node): node.pythonRepr
        case .object(let entry, let name): entry.pythonRepr(name: name)
        }
    }

    /// The value as descriptions show it.
    var shown: LogValue {
        switch content {
        case .node(let node): node.logValue
        case .object(let entry, let name): entry.shown(name: name)
        }
    }
}
