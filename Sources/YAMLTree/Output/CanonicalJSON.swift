/// Writes a document as JSON that keeps every distinction Python makes.
///
/// Null, truth values, strings, sequences and mappings with string keys are themselves; everything else is an object
/// with one key: `{"$int": "8589934592"}`, `{"$float": "1e-05"}`, `{"$timestamp": "2024-06-01T00:00:00+00:00"}`,
/// `{"$date": "2024-06-01"}`, `{"$bytes": "aGk="}`, `{"$set": […]}`, `{"$omap": [[k, v]…]}`, `{"$pairs": [[k, v]…]}`, and
/// `{"$map": [[k, v]…]}` for a mapping with a key that is not a string or begins with `$`. Keys of objects are sorted by
/// code point; there is no white space.
struct CanonicalJSON {
    /// The JSON so far, in UTF-8.
    private var output: [UInt8] = []

    /// Writes a node.
    ///
    /// - Throws: ``YAMLError`` of kind `limit` for a node that contains itself.
    static func bytes(of node: Node) throws(YAMLError) -> [UInt8] {
        var writer = CanonicalJSON()
        try writer.write(node)
        return writer.output
    }

    /// Writes a value.
    private mutating func write(_ node: Node) throws(YAMLError) {
        guard !node.isRecurrence else {
            throw YAMLError(.limit, "document contains itself through an alias", at: node.mark)
        }
        switch node.value {
        case .null: write(raw: "null")
        case .bool(let flag): write(raw: flag ? "true" : "false")
        case .string(let text): write(string: text)
        case .int(let integer): write("$int", integer.description)
        case .float(let number): write("$float", PythonSpelling.repr(number))
        case .timestamp(let timestamp): write("$timestamp", timestamp.description)
        case .date(let date): write("$date", date.description)
        case .bytes(let bytes): write("$bytes", Base64Encoding.text(of: bytes))
        case .sequence(let items): try write(items: items)
        case .set(let items):
            write(raw: "{\"$set\":")
            try write(items: items)
            write(raw: "}")
        case .omap(let pairs): try write("$omap", pairs)
        case .pairs(let pairs): try write("$pairs", pairs)
        case .mapping(let mapping):
            if let members = Self.members(of: mapping) {
                try write(members: members)
            } else {
                try write("$map", mapping.entries)
            }
        }
    }

    /// The entries of a mapping that can be a JSON object, sorted; `nil` if it has other keys.
    private static func members(of mapping: YAMLMapping) -> [(key: String, value: Node)]? {
        var members: [(key: String, value: Node)] = []
        for entry in mapping.entries {
            guard let key = entry.key.string, key.utf8.first != UInt8(ascii: "$") else { return nil }
            members.append((key, entry.value))
        }
        // The order of UTF-8 is the order of code points.
        return members.sorted { $0.key.utf8.lexicographicallyPrecedes($1.key.utf8) }
    }

    /// Writes a JSON object.
    private mutating func write(members: [(key: String, value: Node)]) throws(YAMLError) {
        write(raw: "{")
        for (index, member) in members.enumerated() {
            if index > 0 { write(raw: ",") }
            write(string: member.key)
            write(raw: ":")
            try write(member.value)
        }
        write(raw: "}")
    }

    /// Writes a JSON array.
    private mutating func write(items: [Node]) throws(YAMLError) {
        write(raw: "[")
        for (index, item) in items.enumerated() {
            if index > 0 { write(raw: ",") }
            try write(item)
        }
        write(raw: "]")
    }

    /// Writes pairs under a name.
    private mutating func write(_ name: StaticString, _ pairs: [(key: Node, value: Node)]) throws(YAMLError) {
        write(raw: "{\"")
        write(raw: name)
        write(raw: "\":[")
        for (index, pair) in pairs.enumerated() {
            if index > 0 { write(raw: ",") }
            try write(items: [pair.key, pair.value])
        }
        write(raw: "]}")
    }

    /// Writes a scalar under a name.
    private mutating func write(_ name: StaticString, _ text: String) {
        write(raw: "{\"")
        write(raw: name)
        write(raw: "\":")
        write(string: text)
        write(raw: "}")
    }

    /// Writes a JSON string; only what JSON asks for is escaped.
    private mutating func write(string: String) {
        write(raw: "\"")
        for byte in string.utf8 {
            switch byte {
            case UInt8(ascii: "\""): write(raw: "\\\"")
            case UInt8(ascii: "\\"): write(raw: "\\\\")
            case UInt8(ascii: "\n"): write(raw: "\\n")
            case UInt8(ascii: "\r"): write(raw: "\\r")
            case UInt8(ascii: "\t"): write(raw: "\\t")
            case 0x08: write(raw: "\\b")
            case 0x0C: write(raw: "\\f")
            case ..<0x20:
                write(raw: "\\u")
                output.append(contentsOf: PythonSpelling.hexadecimal(UInt32(byte), width: 4).utf8)
            default: output.append(byte)
            }
        }
        write(raw: "\"")
    }

    /// Writes ASCII as it is.
    private mutating func write(raw text: StaticString) {
        output.append(contentsOf: UnsafeBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount))
    }
}

extension YAMLDocument {
    /// The document as canonical JSON in UTF-8; the shapes are those of the tool's `document` command.
    ///
    /// - Throws: ``YAMLError`` of kind `limit` for a document that contains itself, which no JSON can say.
    public func canonicalJSON() throws(YAMLError) -> [UInt8] {
        try CanonicalJSON.bytes(of: root)
    }
}
