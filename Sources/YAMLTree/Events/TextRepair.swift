/// Changes to a text that make libyaml read what PyYAML reads, and the way back from the changed text's places.
///
/// libyaml refuses three things that PyYAML accepts: a tab at the beginning of a block scalar, a key in a flow collection
/// whose `:` is followed by a bracket or comma, and directives it does not know. When it stops at one of them, the text is
/// repaired there and read again.
struct TextRepair {
    /// How many bytes may be read again altogether.
    private static let maximumRereadSize = 256 << 10

    /// The text for libyaml.
    private(set) var bytes: [UInt8]

    /// Where characters were inserted, as places in the repaired text.
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
            return indentBlockScalar(failure, tab: offset)
        case "found unexpected ':'":
            guard offset + 1 < bytes.count, ",[]{}".utf8.contains(bytes[offset + 1]) else { return false }
            var place = failure.position
            place.index += 1
            place.column += 1
            insert(UInt8(ascii: " "), at: offset + 1, place: place)
            return true
        case "found unknown directive name":
            let start = SourceText.offset(ofScalar: failure.contextPosition.index, in: bytes)
            guard Self.isPrologue(bytes[..<start]), bytes[offset...].first != UInt8(ascii: "\t") else { return false }
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

    /// Gives a block scalar whose first line begins with a tab the indentation that libyaml cannot find by itself.
    private mutating func indentBlockScalar(_ failure: EventFailure, tab offset: Int) -> Bool {
        let start = SourceText.offset(ofScalar: failure.contextPosition.index, in: bytes)
        let increment = failure.position.column - max(failure.indentation, 0)
        guard (1...9).contains(increment), let header = bytes[start...].firstIndex(of: UInt8(ascii: "\n")),
            header < offset, bytes[header..<offset].allSatisfy({ " \r\n".utf8.contains($0) }),
            !bytes[start..<header].prefix(3).contains(where: { ByteScanner.isDigit($0) })
        else { return false }
        var place = failure.contextPosition
        place.index += 1
        place.column += 1
        insert(UInt8(ascii: "0") + UInt8(increment), at: start + 1, place: place)
        return true
    }

    /// Inserts a character.
    private mutating func insert(_ byte: UInt8, at offset: Int, place: Position) {
        bytes.insert(byte, at: offset)
        for index in insertions.indices where insertions[index].index >= place.index {
            insertions[index].index += 1
            if insertions[index].line == place.line { insertions[index].column += 1 }
        }
        insertions.append(place)
    }

    /// Whether a text holds nothing but empty lines, comments and directives.
    private static func isPrologue(_ text: ArraySlice<UInt8>) -> Bool {
        text.split(whereSeparator: { $0 == UInt8(ascii: "\n") || $0 == UInt8(ascii: "\r") }).allSatisfy { line in
            let content = line.drop { $0 == UInt8(ascii: " ") }
            return content.isEmpty || content.first == UInt8(ascii: "#") || line.first == UInt8(ascii: "%")
        }
    }
}
