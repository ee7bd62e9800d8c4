internal import LogRuntime
internal import YAMLTree

/// Follows the references of a document, when a value is taken out of it: `ext://name` and `cfg://path`.
///
/// Source: CPython `BaseConfigurator.convert`, which does it as lazily: a reference in a place that nobody looks at is
/// never followed, and items of a list that is walked stay the text they are.
struct Resolver: Sendable {
    /// How many references may lead to one another.
    private static let depthLimit = 100

    /// The document.
    let document: YAMLMapping
    /// What names mean.
    let names: NameTable

    /// Follows a value's reference, if it is one.
    ///
    /// - Parameters:
    ///   - node: the value as written.
    ///   - role: what an object is wanted for.
    ///   - path: where the value stands.
    /// - Returns: the value, or what it refers to.
    /// - Throws: ``Fault`` for a reference that cannot be followed.
    func value(_ node: Node, as role: Registry.Role = .object, at path: String) throws(Fault) -> Value {
        try value(node, as: role, at: path, depth: 0)
    }

    /// The value under a key of a mapping, its reference followed.
    func value(
        _ key: String,
        of mapping: YAMLMapping,
        as role: Registry.Role = .object,
        at path: String
    ) throws(Fault) -> Value? {
        guard let node = mapping[key] else { return nil }
        return try value(node, as: role, at: path.isEmpty ? key : path + "." + key)
    }

    private func value(_ node: Node, as role: Registry.Role, at path: String, depth: Int) throws(Fault) -> Value {
        guard let text = node.string, let (scheme, rest) = Resolver.reference(text) else {
            return Value(content: .node(node), mark: node.mark)
        }
        switch scheme {
        case "ext":
            let entry = try names.resolve(rest, as: role, at: path, mark: node.mark)
            // A constant is its value, as if it were written here.
            if case .external(let object) = entry, case .value(let constant) = object.kind {
                return Value(content: .node(Node(logValue: constant, mark: node.mark)), mark: node.mark)
            }
            return Value(content: .object(entry, name: rest), mark: node.mark)
        case "cfg":
            guard depth < Resolver.depthLimit else {
                throw Fault(
                    "RecursionError",
                    "maximum recursion depth exceeded",
                    code: .invalidReference,
                    path: path,
                    mark: node.mark,
                    problem: "the reference 'cfg://\(rest)' leads back to itself"
                )
            }
            return try follow(rest, from: node, as: role, at: path, depth: depth)
        default:
            return Value(content: .node(node), mark: node.mark)
        }
    }

    /// Splits `scheme://rest`.
    ///
    /// Source: CPython `CONVERT_PATTERN`; the rest is one line.
    static func reference(_ text: String) -> (scheme: Substring, rest: String)? {
        guard let colon = text.utf8.firstIndex(of: UInt8(ascii: ":")) else { return nil }
        let scheme = text[..<colon]
        let isScheme =
            !scheme.isEmpty && scheme.utf8.allSatisfy { (UInt8(ascii: "a")...UInt8(ascii: "z")).contains($0) }
        guard isScheme, text[colon...].hasPrefix("://") else { return nil }
        var rest = text[colon...].dropFirst(3)
        if rest.utf8.last == UInt8(ascii: "\n") { rest = rest.dropLast() }
        guard !rest.utf8.contains(UInt8(ascii: "\n")) else { return nil }
        return (scheme, String(rest))
    }

    /// Walks along a `cfg://` path.
    private func follow(
        _ text: String,
        from node: Node,
        as role: Registry.Role,
        at path: String,
        depth: Int
    ) throws(Fault) -> Value {
        func fault(_ type: String, _ message: String, _ problem: String, hint: String? = nil) -> Fault {
            Fault(
                type,
                message,
                code: .invalidReference,
                path: path,
                mark: node.mark,
                problem: "'cfg://\(text)' cannot be followed: \(problem)",
                hint: hint
            )
        }
        var malformed: ReferencePath.Malformed?
        let first: String
        let steps: [ReferencePath.Step]
        do throws(ReferencePath.Malformed) {
            (first, steps) = try ReferencePath.read(text)
        } catch {
            guard let word = error.first else {
                throw fault("ValueError", "Unable to convert \(PythonText.repr(text))", "it does not begin with a word")
            }
            (first, steps) = (word, error.steps)
            malformed = error
        }
        guard let start = document[first] else {
            let keys = document.entries.compactMap(\.key.string)
            throw fault(
                "KeyError",
                PythonText.repr(first),
                "there is no '\(first)'",
                hint: EditDistance.suggestion(for: first, in: keys)
            )
        }
        var place = try value(start, as: role, at: path, depth: depth + 1)
        for step in steps {
            let next: Node
            switch (step, place.node?.value) {
            case (.key(let key), .mapping(let mapping)?):
                next = try item(key, of: mapping, fault)
            case (.index(let index), .mapping(let mapping)?):
                // Digits are a number first; a key that is such a number is found, one that is not is an error.
                if let number = Int(index) {
                    let entry = mapping.entries.first { $0.key.integer == number }
                    guard let entry else { throw fault("KeyError", index, "there is no \(index)") }
                    next = entry.value
                } else {
                    next = try item(index, of: mapping, fault)
                }
            case (.index(let index), .sequence(let items)?) where Int(index) != nil:
                guard let number = Int(index), items.indices.contains(number) else {
                    throw fault("IndexError", "list index out of range", "the list has \(items.count) items")
                }
                next = items[number]
            case (_, .sequence?):
                throw fault(
                    "TypeError",
                    "list indices must be integers or slices, not str",
                    "a list has no keys"
                )
            case (.index(let index), .string(let text)?) where Int(index) != nil:
                let scalars = Array(text.unicodeScalars)
                guard let number = Int(index), scalars.indices.contains(number) else {
                    throw fault("IndexError", "string index out of range", "the text has \(scalars.count) characters")
                }
                next = Node(.string(String(scalars[number])), mark: place.mark)
            case (_, .string?):
                throw fault("TypeError", "string indices must be integers, not 'str'", "a text has no keys")
            default:
                let message = "'\(place.typeName)' object is not subscriptable"
                let refused = fault("TypeError", message, "'\(place.typeName)' has no parts")
                // Digits are tried as a number and then as a text.
                if case .index(let index) = step, Int(index) != nil { throw refused.because(of: "TypeError", message) }
                throw refused
            }
            place = try value(next, as: role, at: path, depth: depth + 1)
        }
        if let malformed {
            throw fault(
                "ValueError",
                "Unable to convert \(PythonText.repr(text)) at \(PythonText.repr(malformed.rest))",
                "'\(malformed.rest)' is not understood"
            )
        }
        return Value(content: place.content, mark: node.mark)
    }

    private func item(
        _ key: String,
        of mapping: YAMLMapping,
        _ fault: (String, String, String, String?) -> Fault
    ) throws(Fault) -> Node {
        if let node = mapping[key] { return node }
        let keys = mapping.entries.compactMap(\.key.string)
        throw fault(
            "KeyError",
            PythonText.repr(key),
            "there is no '\(key)'",
            EditDistance.suggestion(for: key, in: keys)
        )
    }
}
