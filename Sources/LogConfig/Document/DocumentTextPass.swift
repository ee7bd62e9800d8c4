internal import YAMLTree

/// Replaces, before anything else is looked at, what a text of the document stands for: placeholders and environment
/// variables.
///
/// - `{data_filename}` becomes the file's name, where placeholders are given; a doubled brace then means one brace, as it
///   must be written for templates that are formatted as a whole. Any other brace stays.
/// - `env://NAME` and `env://NAME:-default` become the variable's value (an extension; not in CPython's way).
///
/// Only scalars are changed: a value cannot break the document's structure.
struct DocumentTextPass {
    /// Values of placeholders by name.
    let placeholders: [String: String]
    /// Reads an environment variable; `nil` leaves `env://` alone.
    let environment: (@Sendable (String) -> String?)?
    /// Variables that are not set and have no default.
    private(set) var faults: [Fault] = []
    /// Nodes whose text came from outside, where a number may be written as text.
    private(set) var outsideNodes: Set<ObjectIdentifier> = []
    private var done: [ObjectIdentifier: Node] = [:]

    /// Creates a pass.
    init(placeholders: [String: String], environment: (@Sendable (String) -> String?)?) {
        self.placeholders = placeholders
        self.environment = environment
    }

    /// The document with its texts replaced; the same document when there is nothing to replace.
    mutating func replaced(_ node: Node, at path: String = "") -> Node {
        // A document that contains itself stays as it is from there on.
        guard !node.isRecurrence else { return node }
        let identity = ObjectIdentifier(node)
        if let ready = done[identity] { return ready }
        let result = copy(node, at: path)
        done[identity] = result
        return result
    }

    private mutating func copy(_ node: Node, at path: String) -> Node {
        switch node.value {
        case .string(let text):
            return replaced(text, of: node, at: path)
        case .sequence(let items):
            var isSame = true
            var copies: [Node] = []
            for (index, item) in items.enumerated() {
                let copy = replaced(item, at: "\(path)[\(index)]")
                isSame = isSame && copy === item
                copies.append(copy)
            }
            return isSame ? node : Node(.sequence(copies), mark: node.mark)
        case .mapping(let mapping):
            if let name = placeholder(mapping), let value = placeholders[name] {
                return Node(.string(value), mark: node.mark)
            }
            var isSame = true
            var entries: [(key: Node, value: Node)] = []
            for entry in mapping.entries {
                let key = entry.key.pythonStr
                let copy = replaced(entry.value, at: path.isEmpty ? key : path + "." + key)
                isSame = isSame && copy === entry.value
                entries.append((entry.key, copy))
            }
            return isSame ? node : Node(.mapping(YAMLMapping(entries)), mark: node.mark)
        default:
            return node
        }
    }

    /// The name, when a mapping is what YAML makes of `{name}` without quotes.
    private func placeholder(_ mapping: YAMLMapping) -> String? {
        guard mapping.count == 1, let entry = mapping.entries.first, entry.value.isNull else { return nil }
        return entry.key.string
    }

    private mutating func replaced(_ text: String, of node: Node, at path: String) -> Node {
        if let environment, let (scheme, rest) = Resolver.reference(text), scheme == "env" {
            return variable(rest, of: node, at: path, environment)
        }
        guard !placeholders.isEmpty, text.contains("{") || text.contains("}") else { return node }
        let replaced = filled(text)
        return replaced == text ? node : Node(.string(replaced), mark: node.mark)
    }

    private mutating func variable(
        _ rest: String,
        of node: Node,
        at path: String,
        _ environment: @Sendable (String) -> String?
    ) -> Node {
        let name: String
        var fallback: String?
        if let range = rest.firstRange(of: ":-") {
            name = String(rest[..<range.lowerBound])
            fallback = String(rest[range.upperBound...])
        } else {
            name = rest
        }
        // As in a shell, the default also stands in for a variable that is empty.
        let value = environment(name)
        guard let value = fallback == nil || value?.isEmpty == false ? value ?? fallback : fallback else {
            faults.append(
                Fault(
                    "ValueError",
                    "environment variable \(PythonText.repr(name)) is not set",
                    code: .unsetVariable,
                    path: path,
                    mark: node.mark,
                    problem: "environment variable '\(name)' is not set",
                    hint: "give a default with 'env://\(name):-value'"
                )
            )
            return node
        }
        let result = Node(.string(value), mark: node.mark)
        outsideNodes.insert(ObjectIdentifier(result))
        return result
    }

    /// The text with placeholders filled in and doubled braces halved.
    private func filled(_ text: String) -> String {
        var result = String.UnicodeScalarView()
        var rest = Substring(text).unicodeScalars
        while let scalar = rest.popFirst() {
            if scalar == "{" || scalar == "}", rest.first == scalar {
                rest.removeFirst()
                result.append(scalar)
            } else if scalar == "{", let end = rest.firstIndex(of: "}"),
                let value = placeholders[String(rest[..<end])]
            {
                result.append(contentsOf: value.unicodeScalars)
                rest = rest[rest.index(after: end)...]
            } else {
                result.append(scalar)
            }
        }
        return String(result)
    }
}
