/// Reads a text of JSON by recursive descent, and remembers where everything stood.
///
/// Source: CPython `json.decoder` and `_json.c`, whose sentences and places of errors these are.
struct JSONDocumentReader {
    private let source: SourceText
    private let limits: YAMLLimits
    private let bytes: [UInt8]
    private var cursor: JSONCursor
    private var depth = 0
    private var nodeCount = 0
    /// The first half of a surrogate pair that stands alone, which Python would take.
    private var halfCharacter: YAMLError?
    /// Keys that were given twice.
    private(set) var warnings: [YAMLWarning] = []

    /// Prepares for a text.
    init(_ source: SourceText, limits: YAMLLimits) {
        self.source = source
        self.limits = limits
        bytes = source.bytes
        cursor = JSONCursor()
    }

    /// The only value of the text.
    mutating func document() throws(YAMLError) -> Node {
        skipSpaces()
        let root = try value()
        skipSpaces()
        guard peek == nil else { throw refusal("Extra data") }
        if let halfCharacter { throw halfCharacter }
        return root
    }

    // MARK: Values

    private mutating func value() throws(YAMLError) -> Node {
        nodeCount += 1
        guard nodeCount <= limits.maximumNodeCount else {
            throw YAMLError(.limit, "document has more than \(limits.maximumNodeCount) values", at: mark)
        }
        let mark = mark
        switch peek {
        case UInt8(ascii: "{"): return try nested { (reader) throws(YAMLError) in try reader.object(mark) }
        case UInt8(ascii: "["): return try nested { (reader) throws(YAMLError) in try reader.array(mark) }
        case UInt8(ascii: "\""): return Node(.string(try string()), mark: mark)
        case let byte? where byte == UInt8(ascii: "-") || (0x30...0x39).contains(byte):
            return Node(try number(), mark: mark)
        default: return Node(try word(), mark: mark)
        }
    }

    private mutating func nested(
        _ body: (inout JSONDocumentReader) throws(YAMLError) -> Node
    ) throws(YAMLError) -> Node {
        depth += 1
        defer { depth -= 1 }
        guard depth <= limits.maximumDepth else {
            throw YAMLError(.limit, "document is nested deeper than \(limits.maximumDepth) levels", at: mark)
        }
        return try body(&self)
    }

    private mutating func object(_ mark: Mark) throws(YAMLError) -> Node {
        advance()
        skipSpaces()
        var mapping = YAMLMapping()
        if take("}") { return Node(.mapping(mapping), mark: mark) }
        while true {
            guard peek == UInt8(ascii: "\"") else {
                throw refusal("Expecting property name enclosed in double quotes")
            }
            let keyMark = self.mark
            let key = Node(.string(try string()), mark: keyMark)
            skipSpaces()
            guard take(":") else { throw refusal("Expecting ':' delimiter") }
            skipSpaces()
            if let earlier = mapping.insert(try value(), for: key, as: YAMLKey(key)) {
                warnings.append(
                    YAMLWarning(
                        key: PythonSpelling.repr(key.string ?? ""),
                        mark: keyMark,
                        firstMark: earlier.mark
                    )
                )
            }
            skipSpaces()
            if take("}") { return Node(.mapping(mapping), mark: mark) }
            let comma = cursor
            guard take(",") else { throw refusal("Expecting ',' delimiter") }
            skipSpaces()
            if peek == UInt8(ascii: "}") {
                throw refusal("Illegal trailing comma before end of object", at: comma)
            }
        }
    }

    private mutating func array(_ mark: Mark) throws(YAMLError) -> Node {
        advance()
        skipSpaces()
        var items: [Node] = []
        if take("]") { return Node(.sequence(items), mark: mark) }
        while true {
            items.append(try value())
            skipSpaces()
            if take("]") { return Node(.sequence(items), mark: mark) }
            let comma = cursor
            guard take(",") else { throw refusal("Expecting ',' delimiter") }
            skipSpaces()
            if peek == UInt8(ascii: "]") {
                throw refusal("Illegal trailing comma before end of array", at: comma)
            }
        }
    }

    private mutating func word() throws(YAMLError) -> YAMLValue {
        let words: [(String, YAMLValue)] = [
            ("true", .bool(true)), ("false", .bool(false)), ("null", .null), ("NaN", .float(.nan)),
            ("Infinity", .float(.infinity)), ("-Infinity", .float(-.infinity)),
        ]
        for (word, value) in words where bytes[cursor.offset...].starts(with: word.utf8) {
            for _ in word.utf8 { advance() }
            return value
        }
        throw refusal("Expecting value")
    }

    /// `-?(0|[1-9][0-9]*)(\.[0-9]+)?([eE][-+]?[0-9]+)?`; what follows belongs to something else.
    private mutating func number() throws(YAMLError) -> YAMLValue {
        let start = cursor
        var end = cursor.offset
        func digits(from index: Int) -> Int {
            var index = index
            while index < bytes.count, (0x30...0x39).contains(bytes[index]) { index += 1 }
            return index
        }
        func byte(_ index: Int) -> UInt8? { index < bytes.count ? bytes[index] : nil }
        if byte(end) == UInt8(ascii: "-") { end += 1 }
        let whole = byte(end) == UInt8(ascii: "0") ? end + 1 : digits(from: end)
        guard whole > end else { return try word() }
        end = whole
        var isWhole = true
        if byte(end) == UInt8(ascii: "."), digits(from: end + 1) > end + 1 {
            end = digits(from: end + 1)
            isWhole = false
        }
        if let letter = byte(end), letter | 0x20 == UInt8(ascii: "e") {
            let sign = byte(end + 1)
            let first = sign == UInt8(ascii: "-") || sign == UInt8(ascii: "+") ? end + 2 : end + 1
            if digits(from: first) > first {
                end = digits(from: first)
                isWhole = false
            }
        }
        let text = String(decoding: bytes[start.offset..<end], as: UTF8.self)
        let mark = mark
        while cursor.offset < end { advance() }
        if isWhole { return .int(try IntegerConstruction(at: mark).integer(text)) }
        return .float(Double(text) ?? .nan)
    }

    // MARK: Texts

    private mutating func string() throws(YAMLError) -> String {
        let start = cursor
        advance()
        var text: [UInt8] = []
        while true {
            guard let byte = peek else { throw refusal("Unterminated string starting at", at: start) }
            switch byte {
            case UInt8(ascii: "\""):
                advance()
                guard text.count <= limits.maximumScalarSize else {
                    throw YAMLError(
                        .limit,
                        "scalar is larger than \(limits.maximumScalarSize) bytes",
                        at: mark(start)
                    )
                }
                return String(decoding: text, as: UTF8.self)
            case 0x00...0x1F: throw refusal("Invalid control character at")
            case UInt8(ascii: "\\"): try escape(into: &text, from: start)
            default:
                let width = SourceText.width(ofLeadingByte: byte)
                text += bytes[cursor.offset..<min(cursor.offset + width, bytes.count)]
                advance()
            }
        }
    }

    private mutating func escape(into text: inout [UInt8], from start: JSONCursor) throws(YAMLError) {
        let backslash = cursor
        advance()
        let plain: [UInt8: UInt8] = [
            0x22: 0x22, 0x5C: 0x5C, 0x2F: 0x2F, 0x62: 0x08, 0x66: 0x0C, 0x6E: 0x0A, 0x72: 0x0D, 0x74: 0x09,
        ]
        guard let letter = peek else { throw refusal("Unterminated string starting at", at: start) }
        if let byte = plain[letter] {
            advance()
            text.append(byte)
            return
        }
        guard letter == UInt8(ascii: "u") else { throw refusal("Invalid \\escape", at: backslash) }
        var code = try unit()
        // A pair is looked for only where there is room for it and for what ends the text.
        if (0xD800...0xDBFF).contains(code), bytes[cursor.offset...].starts(with: [0x5C, 0x75]), hasRoom(for: 6) {
            let between = cursor
            advance()
            let second = try unit()
            if (0xDC00...0xDFFF).contains(second) {
                code = 0x10000 + (code - 0xD800) << 10 + (second - 0xDC00)
            } else {
                cursor = between
            }
        }
        guard let scalar = Unicode.Scalar(code) else {
            halfCharacter =
                halfCharacter
                ?? YAMLError(
                    .json,
                    "'\\u\(PythonSpelling.hexadecimal(code, width: 4))' is half a character",
                    at: mark(backslash),
                    pythonType: "ValueError"
                )
            return
        }
        text += Array(String(Character(scalar)).utf8)
    }

    /// Whether more than so many characters are left.
    private func hasRoom(for count: Int) -> Bool {
        bytes[cursor.offset...].lazy.filter { $0 & 0xC0 != 0x80 }.prefix(count + 1).count > count
    }

    /// The letter `u` and four hexadecimal digits.
    private mutating func unit() throws(YAMLError) -> UInt32 {
        let first = cursor
        advance()
        guard hasRoom(for: 4) else { throw refusal("Invalid \\uXXXX escape", at: first) }
        var code: UInt32 = 0
        for _ in 0..<4 {
            guard let byte = peek, let digit = Character(Unicode.Scalar(byte)).hexDigitValue else {
                throw refusal("Invalid \\uXXXX escape", at: first)
            }
            code = code << 4 | UInt32(digit)
            advance()
        }
        return code
    }

    // MARK: Characters

    private var peek: UInt8? { cursor.offset < bytes.count ? bytes[cursor.offset] : nil }
    private var mark: Mark { mark(cursor) }

    private func mark(_ place: JSONCursor) -> Mark {
        Mark(file: source.file, line: place.line, column: place.column)
    }

    private mutating func advance() {
        guard let byte = peek else { return }
        cursor.offset += SourceText.width(ofLeadingByte: byte)
        cursor.index += 1
        if byte == UInt8(ascii: "\n") {
            cursor.line += 1
            cursor.column = 1
        } else {
            cursor.column += 1
        }
    }

    private mutating func take(_ character: Unicode.Scalar) -> Bool {
        guard peek == UInt8(ascii: character) else { return false }
        advance()
        return true
    }

    private mutating func skipSpaces() {
        while let byte = peek, byte == 0x20 || byte == 0x09 || byte == 0x0A || byte == 0x0D { advance() }
    }

    private func refusal(_ problem: String, at place: JSONCursor? = nil) -> YAMLError {
        let place = place ?? cursor
        return YAMLError(.json, problem, at: mark(place), readerPosition: place.index)
    }
}

/// A place in a text of JSON, whose lines end with line feeds only.
private struct JSONCursor {
    /// The byte.
    var offset = 0
    /// The characters before it.
    var index = 0
    /// The line, from 1.
    var line = 1
    /// The column, from 1.
    var column = 1
}
