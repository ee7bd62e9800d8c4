/// Reads JSON text into values.
///
/// Source: RFC 8259.
///
/// Integers and floating point numbers stay apart, an integer of any size keeps its digits, and objects keep the order of
/// their names; a name that comes twice has its first place and its last value, as with Python's `json.loads`. An escaped
/// half of a surrogate pair, which no text can hold, is read as U+FFFD.
package struct JSONReader {
    /// How deep arrays and objects may be nested.
    package static let depthLimit = 200
    /// From this many names on, an object's names are kept in a set to find one that comes twice.
    private static let smallObject = 16

    /// The text.
    let bytes: UnsafeRawBufferPointer
    /// The next byte to read.
    var position = 0
    /// Whether Python's `NaN`, `Infinity` and `-Infinity` are numbers.
    let acceptsNonFinite: Bool

    /// Starts to read.
    ///
    /// - Parameters:
    ///   - bytes: UTF-8, valid as long as the reader is used.
    ///   - acceptsNonFinite: whether `NaN`, `Infinity` and `-Infinity`, which Python writes, are numbers.
    package init(_ bytes: UnsafeRawBufferPointer, acceptsNonFinite: Bool = false) {
        self.bytes = bytes
        self.acceptsNonFinite = acceptsNonFinite
    }

    /// Reads a text that is one value with nothing but white space around it.
    ///
    /// - Returns: the value.
    /// - Throws: ``JSONError`` at the first byte that does not fit.
    package mutating func readDocument() throws(JSONError) -> LogValue {
        let value = try readValue(depth: 0)
        skipSpace()
        guard position == bytes.count else { throw problem("expected the end of the text") }
        return value
    }

    /// Reads one value and leaves what follows it.
    ///
    /// - Parameter depth: how many brackets are open around it.
    /// - Returns: the value, and how many bytes it takes with the space before it.
    /// - Throws: ``JSONError`` at the first byte that does not fit.
    package mutating func readFirstValue(depth: Int) throws(JSONError) -> (value: LogValue, byteCount: Int) {
        let start = position
        let value = try readValue(depth: depth)
        return (value, position - start)
    }

    /// Reads `"name": value` pairs with commas between them: an object without its braces.
    ///
    /// - Returns: the pairs; none for an empty text.
    /// - Throws: ``JSONError`` at the first byte that does not fit.
    package mutating func readFields() throws(JSONError) -> LogObject {
        let object = try readMembers(closedBy: nil, depth: 0)
        guard position == bytes.count else { throw problem("expected ',' or the end of the text") }
        return object
    }

    /// Reads a value and the space before it.
    private mutating func readValue(depth: Int) throws(JSONError) -> LogValue {
        skipSpace()
        guard let byte = next else { throw problem("expected a value") }
        switch byte {
        case UInt8(ascii: "\""): return .string(try readString())
        case UInt8(ascii: "{"):
            try enter(depth)
            return .object(try readMembers(closedBy: UInt8(ascii: "}"), depth: depth + 1))
        case UInt8(ascii: "["):
            try enter(depth)
            return .array(try readElements(depth: depth + 1))
        case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"): return try readNumber()
        case UInt8(ascii: "t") where skip("true"): return .bool(true)
        case UInt8(ascii: "f") where skip("false"): return .bool(false)
        case UInt8(ascii: "n") where skip("null"): return .null
        case UInt8(ascii: "N") where acceptsNonFinite && skip("NaN"): return .double(.nan)
        case UInt8(ascii: "I") where acceptsNonFinite && skip("Infinity"): return .double(.infinity)
        default: throw problem("expected a value")
        }
    }

    /// Goes behind an opening bracket.
    mutating func enter(_ depth: Int) throws(JSONError) {
        guard depth < JSONReader.depthLimit else {
            throw problem("values are nested deeper than \(JSONReader.depthLimit) levels")
        }
        position += 1
    }

    /// Reads the members of an object, the first byte behind the brace being the next.
    ///
    /// - Parameters:
    ///   - close: the closing brace; `nil` when the members end with the text.
    ///   - depth: how many brackets are open.
    /// - Returns: the members.
    /// - Throws: ``JSONError`` at the first byte that does not fit.
    private mutating func readMembers(closedBy close: UInt8?, depth: Int) throws(JSONError) -> LogObject {
        var object = LogObject()
        var names: Set<String> = []
        skipSpace()
        if next == close {
            if close != nil { position += 1 }
            return object
        }
        while true {
            skipSpace()
            guard next == UInt8(ascii: "\"") else { throw problem("expected a name in quotes") }
            let name = try readString()
            skipSpace()
            guard next == UInt8(ascii: ":") else { throw problem("expected ':'") }
            position += 1
            let value = try readValue(depth: depth)
            if object.count < JSONReader.smallObject {
                object[name] = value
            } else {
                if names.isEmpty { names = Set(object.fields.map(\.key)) }
                if names.insert(name).inserted {
                    object.appendUnique(name, value)
                } else {
                    object[name] = value
                }
            }
            skipSpace()
            if next == UInt8(ascii: ",") {
                position += 1
            } else if next == close {
                if close != nil { position += 1 }
                return object
            } else {
                throw problem(close == nil ? "expected ',' or the end of the text" : "expected ',' or '}'")
            }
        }
    }

    /// Reads the elements of an array, the first byte behind the bracket being the next.
    private mutating func readElements(depth: Int) throws(JSONError) -> [LogValue] {
        var elements: [LogValue] = []
        skipSpace()
        if next == UInt8(ascii: "]") {
            position += 1
            return elements
        }
        while true {
            elements.append(try readValue(depth: depth))
            skipSpace()
            switch next {
            case UInt8(ascii: ","): position += 1
            case UInt8(ascii: "]"):
                position += 1
                return elements
            default: throw problem("expected ',' or ']'")
            }
        }
    }

    /// The next byte; `nil` at the end.
    @inline(__always) var next: UInt8? { position < bytes.count ? bytes[position] : nil }

    /// Goes over white space.
    @inline(__always) mutating func skipSpace() {
        while let byte = next, byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 { position += 1 }
    }

    /// Goes over a word if it is what comes next.
    ///
    /// - Returns: whether it was.
    mutating func skip(_ word: StaticString) -> Bool {
        let end = position + word.utf8CodeUnitCount
        guard end <= bytes.count else { return false }
        let isNext = word.withUTF8Buffer { $0.elementsEqual(bytes[position..<end]) }
        if isNext { position = end }
        return isNext
    }

    /// An error at the next byte.
    func problem(_ text: String) -> JSONError { JSONError(text, at: position, of: bytes) }
}
