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
    private var path = DocumentPath()

    /// Creates a pass.
    init(placeholders: [String: String], environment: (@Sendable (String) -> String?)?) {
        self.placeholders = placeholders
        self.environment = environment
    }

    /// The document with its texts replaced; the same document when there is nothing to replace.
    mutating func replaced(_ node: Node) -> Node {
        // A document that contains itself stays as it is from there on.
        guard !node.isRecurrence, concerns(node) else { return node }
        let identity = ObjectIdentifier(node)
        if let ready = done[identity] { return ready }
        let result = copy(node)
        done[identity] = result
        return result
    }

    /// Whether there may be something to replace in a node.
    private func concerns(_ node: Node) -> Bool {
        switch node.value {
        case .sequence, .mapping: true
        case .string(let text):
            environment != nil && text.utf8.starts(with: "env://".utf8)
                || !placeholders.isEmpty && (text.contains("{") || text.contains("}"))
        default: false
        }
    }

    private mutating func copy(_ node: Node) -> Node {
        switch node.value {
        case .string(let text):
            return replaced(text, of: node)
        case .sequence(let items):
            var copies: [Node]?
            for (index, item) in items.enumerated() {
                path.enter(index: index)
                defer { path.leave() }
                let copy = replaced(item)
                if copy !== item { copies = copies ?? items }
                copies?[index] = copy
            }
            return copies.map { Node(.sequence($0), mark: node.mark) } ?? node
        case .mapping(let mapping):
            if let name = placeholder(mapping), let value = placeholders[name] {
                return Node(.string(value), mark: node.mark)
            }
            var entries: [(key: Node, value: Node)]?
            for (index, entry) in mapping.entries.enumerated() {
                path.enter(key: entry.key)
                defer { path.leave() }
                let copy = replaced(entry.value)
                if copy !== entry.value { entries = entries ?? mapping.entries }
                entries?[index].value = copy
            }
            return entries.map { Node(.mapping(YAMLMapping($0)), mark: node.mark) } ?? node
        default:
            return node
        }
    }

    /// The name, when a mapping is what YAML makes of `{name}` without quotes.
    private func placeholder(_ mapping: YAMLMapping) -> String? {
        guard mapping.count == 1, let entry = mapping.entries.first, entry.value.isNull else { return nil }
        return entry.key.string
    }

    private mutating func replaced(_ text: String, of node: Node) -> Node {
        if let environment, let (scheme, rest) = Resolver.reference(text), scheme == "env" {
            return variable(rest, of: node, environment)
        }
        guard !placeholders.isEmpty else { return node }
        let replaced = filled(text)
        return replaced == text ? node : Node(.string(replaced), mark: node.mark)
    }

    private mutating func variable(
        _ rest: String,
        of node: Node,
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
                    path: path.text,
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
