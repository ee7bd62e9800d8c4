/// Makes values of texts by their tags.
///
/// Source: PyYAML `SafeConstructor.construct_yaml_*`.
enum ScalarConstruction {
    /// The value of a node whose tag is that of a scalar.
    ///
    /// - Throws: ``YAMLError`` when the tag is not known or the text does not fit it; where Python raises something else
    ///   than a `YAMLError`, the error says so.
    static func value(of node: SyntaxNode) throws(YAMLError) -> YAMLValue {
        if let name = node.tag.unconstructibleName {
            throw YAMLError(
                .constructor,
                "could not determine a constructor for the tag \(PythonSpelling.repr(name))",
                at: node.mark,
                hint: name.utf8.first == UInt8(ascii: "!") ? "quote a value that starts with '!'" : nil
            )
        }
        let text = try text(of: node)
        switch node.tag {
        case .null: return .null
        case .bool: return .bool(try bool(text, at: node.mark))
        case .int: return .int(try IntegerConstruction(at: node.mark).integer(text))
        case .float: return .float(try FloatConstruction(at: node.mark).float(text))
        case .binary: return .bytes(try Base64Decoding.bytes(of: text, at: node.mark))
        case .timestamp:
            guard node.kind == .scalar else {
                throw YAMLError(
                    .constructor,
                    "expected string or bytes-like object, got 'list'",
                    at: node.mark,
                    pythonType: "TypeError"
                )
            }
            return try TimestampConstruction(at: node.mark).value(text)
        default: return .string(text)
        }
    }

    /// Whether a float's text is the one that PyYAML always answers with the same object.
    static func isSharedNaN(_ text: String) -> Bool {
        var rest = PythonNumberText.withoutUnderscores(text).lowercased()[...]
        if rest.hasPrefix("+") || rest.hasPrefix("-") { rest.removeFirst() }
        return rest == ".nan"
    }

    /// The text of a scalar, or of the `=` entry of a mapping.
    private static func text(of node: SyntaxNode) throws(YAMLError) -> String {
        switch node.kind {
        case .scalar: return node.text
        case .mapping:
            if let entry = node.entries.first(where: { $0.key.tag == .value }) {
                return try text(of: entry.value)
            }
        case .sequence: break
        }
        throw YAMLError(.constructor, "expected a scalar node, but found \(node.kind.rawValue)", at: node.mark)
    }

    /// `yes`, `no`, `true`, `false`, `on`, `off`, in any case.
    private static func bool(_ text: String, at mark: Mark) throws(YAMLError) -> Bool {
        switch text.lowercased() {
        case "yes", "true", "on": return true
        case "no", "false", "off": return false
        default:
            throw YAMLError(
                .constructor,
                PythonSpelling.repr(text.lowercased()),
                at: mark,
                hint: "a bool is one of yes, no, true, false, on, off",
                pythonType: "KeyError"
            )
        }
    }
}
