/// Shields tabs that begin the first line of a block scalar.
///
/// libyaml refuses them ("found a tab character where an indentation space is expected") where PyYAML takes them for
/// content. A text in which that happened is read again with each of them replaced by a character that the text does not
/// use; scalars get their tabs back afterwards.
struct BlockScalarTabs {
    /// The text with the tabs replaced.
    let bytes: [UInt8]

    /// What stands for a tab.
    let substitute: Unicode.Scalar

    /// Replaces the tabs of a text; `nil` when all private characters are in use.
    init?(shielding source: SourceText) {
        guard let substitute = Self.unusedScalar(in: source.bytes), let encoded = UTF8.encode(substitute) else {
            return nil
        }
        self.substitute = substitute
        var output: [UInt8] = []
        output.reserveCapacity(source.bytes.count + 16)
        var followsHeader = false
        for line in Self.lines(of: source.bytes) {
            let spaces = line.prefix { $0 == UInt8(ascii: " ") }.count
            let content = line.dropFirst(spaces)
            if followsHeader, content.first == UInt8(ascii: "\t") {
                output.append(contentsOf: line.prefix(spaces))
                output.append(contentsOf: encoded)
                output.append(contentsOf: content.dropFirst())
            } else {
                output.append(contentsOf: line)
            }
            let isBlank = content.allSatisfy { $0 == UInt8(ascii: "\n") || $0 == UInt8(ascii: "\r") }
            if !isBlank { followsHeader = Self.endsWithHeader(line) }
        }
        bytes = output
    }

    /// A scalar's text with its tabs back.
    func restoring(_ text: String) -> String {
        guard text.unicodeScalars.contains(substitute) else { return text }
        var output = String.UnicodeScalarView()
        output.append(contentsOf: text.unicodeScalars.map { $0 == substitute ? "\t" : $0 })
        return String(output)
    }

    /// A private character that does not occur.
    private static func unusedScalar(in bytes: [UInt8]) -> Unicode.Scalar? {
        let text = String(decoding: bytes, as: UTF8.self).unicodeScalars
        return (UInt32(0xE000)...0xE01F).lazy.compactMap(Unicode.Scalar.init).first { !text.contains($0) }
    }

    /// The lines with their breaks.
    private static func lines(of bytes: [UInt8]) -> [ArraySlice<UInt8>] {
        var lines: [ArraySlice<UInt8>] = []
        var start = 0
        while start < bytes.count {
            let end = bytes[start...].firstIndex(of: UInt8(ascii: "\n")).map { $0 + 1 } ?? bytes.count
            lines.append(bytes[start..<end])
            start = end
        }
        return lines
    }

    /// Whether a line ends with the beginning of a block scalar, such as `key: |-`.
    private static func endsWithHeader(_ line: ArraySlice<UInt8>) -> Bool {
        var rest = line
        if let comment = line.indices.last(where: {
            line[$0] == UInt8(ascii: "#") && $0 > line.startIndex && line[$0 - 1] == UInt8(ascii: " ")
        }) {
            rest = line[..<comment]
        }
        while let byte = rest.last, [UInt8(ascii: " "), UInt8(ascii: "\n"), UInt8(ascii: "\r")].contains(byte) {
            rest.removeLast()
        }
        while let byte = rest.last,
            byte == UInt8(ascii: "+") || byte == UInt8(ascii: "-") || (0x30...0x39).contains(byte)
        {
            rest.removeLast()
        }
        return rest.last == UInt8(ascii: "|") || rest.last == UInt8(ascii: ">")
    }
}
