/// Changes to a text that make libyaml read what PyYAML reads, and the way back from the changed text's places.
///
/// libyaml refuses three things that PyYAML accepts: a tab at the beginning of a block scalar, a key in a flow collection
/// whose `:` is followed by a bracket or comma, and directives it does not know. When it stops at one of them, the text is
/// repaired there and read again.
struct TextRepair {
    /// How many bytes may be read again altogether.
    private static let maximumRereadSize = 2 << 20

    /// The text for libyaml.
    private(set) var bytes: [UInt8]

    /// What stands for a tab, if tabs were replaced.
    private var tabSubstitute: Unicode.Scalar?

    /// Where spaces were inserted, as places in the repaired text, in order.
    private var insertions: [Position] = []

    /// Whether a directive was made a comment, so that the document must begin with `---`.
    private(set) var hidesDirective = false

    /// The bytes that were read in vain.
    private var rereadSize = 0

    /// Begins with the text as it is.
    init(_ source: SourceText) {
        bytes = source.bytes
    }

    /// Repairs the text where libyaml stopped.
    ///
    /// - Parameter failure: what libyaml says, with places in the repaired text.
    /// - Returns: whether reading again makes sense.
    mutating func repair(_ failure: EventFailure) -> Bool {
        let offset = SourceText.offset(ofScalar: failure.position.index, in: bytes)
        rereadSize += offset
        guard rereadSize <= Self.maximumRereadSize else { return false }
        switch failure.problem {
        case "found a tab character where an indentation space is expected":
            return shieldTabs()
        case "found unexpected ':'":
            guard offset + 1 < bytes.count, ",[]{}".utf8.contains(bytes[offset + 1]) else { return false }
            bytes.insert(UInt8(ascii: " "), at: offset + 1)
            var place = failure.position
            place.index += 1
            place.column += 1
            insertions.append(place)
            return true
        case "found unknown directive name":
            let start = SourceText.offset(ofScalar: failure.contextPosition.index, in: bytes)
            guard Self.isPrologue(bytes[..<start]), bytes[offset] != UInt8(ascii: "\t") else { return false }
            bytes[start] = UInt8(ascii: "#")
            hidesDirective = true
            return true
        default:
            return false
        }
    }

    /// The place in the file for a place in the repaired text.
    func original(_ position: Position) -> Position {
        var result = position
        for insertion in insertions where insertion.index < position.index {
            result.index -= 1
            if insertion.line == position.line { result.column -= 1 }
        }
        return result
    }

    /// A scalar's text with its tabs back.
    func restoring(_ text: String) -> String {
        guard let tabSubstitute, text.unicodeScalars.contains(tabSubstitute) else { return text }
        var output = String.UnicodeScalarView()
        output.append(contentsOf: text.unicodeScalars.map { $0 == tabSubstitute ? "\t" : $0 })
        return String(output)
    }

    /// Replaces each tab that begins the first line of a block scalar by a character that the text does not use.
    private mutating func shieldTabs() -> Bool {
        guard tabSubstitute == nil, let substitute = Self.unusedScalar(in: bytes),
            let encoded = UTF8.encode(substitute)
        else { return false }
        var output: [UInt8] = []
        output.reserveCapacity(bytes.count + 16)
        var followsHeader = false
        for line in bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false) {
            let spaces = line.prefix { $0 == UInt8(ascii: " ") }.count
            let content = line.dropFirst(spaces)
            if followsHeader, content.first == UInt8(ascii: "\t") {
                output.append(contentsOf: line.prefix(spaces))
                output.append(contentsOf: encoded)
                output.append(contentsOf: content.dropFirst())
            } else {
                output.append(contentsOf: line)
            }
            output.append(UInt8(ascii: "\n"))
            let isBlank = content.allSatisfy { $0 == UInt8(ascii: "\r") }
            if !isBlank { followsHeader = Self.endsWithHeader(line) }
        }
        output.removeLast()
        bytes = output
        tabSubstitute = substitute
        return true
    }

    /// A private character that does not occur.
    private static func unusedScalar(in bytes: [UInt8]) -> Unicode.Scalar? {
        let text = String(decoding: bytes, as: UTF8.self).unicodeScalars
        return (UInt32(0xE000)...0xE01F).lazy.compactMap(Unicode.Scalar.init).first { !text.contains($0) }
    }

    /// Whether a line ends with the beginning of a block scalar, such as `key: |-`.
    private static func endsWithHeader(_ line: ArraySlice<UInt8>) -> Bool {
        var rest = line
        if let comment = line.indices.last(where: {
            line[$0] == UInt8(ascii: "#") && $0 > line.startIndex && line[$0 - 1] == UInt8(ascii: " ")
        }) {
            rest = line[..<comment]
        }
        while let byte = rest.last, " \r".utf8.contains(byte) {
            rest.removeLast()
        }
        while let byte = rest.last, "+-0123456789".utf8.contains(byte) {
            rest.removeLast()
        }
        return rest.last == UInt8(ascii: "|") || rest.last == UInt8(ascii: ">")
    }

    /// Whether a text holds nothing but empty lines, comments and directives.
    private static func isPrologue(_ text: ArraySlice<UInt8>) -> Bool {
        text.split(whereSeparator: { $0 == UInt8(ascii: "\n") || $0 == UInt8(ascii: "\r") }).allSatisfy { line in
            let content = line.drop { $0 == UInt8(ascii: " ") }
            return content.isEmpty || content.first == UInt8(ascii: "#") || line.first == UInt8(ascii: "%")
        }
    }
}
