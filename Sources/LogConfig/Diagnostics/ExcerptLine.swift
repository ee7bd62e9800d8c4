internal import YAMLTree

/// A line of a file that diagnostics may show: it holds no secret.
package struct ExcerptLine: Sendable {
    /// The line, however long, without its line break.
    let text: String
    /// Whether a byte is a character.
    private let isASCII: Bool

    /// Takes a line; `nil` where it may hold a secret: a mistake elsewhere in the line would show all of it.
    package init?(_ text: String) {
        guard !SecretKeys.contains(text) else { return nil }
        self.text = text
        isASCII = text.utf8.allSatisfy { $0 < 0x80 }
    }

    /// Characters before and after the place that are shown of a line that is longer.
    private static let reach = 100

    /// The part of the line around a column, and the text before the column in it.
    ///
    /// - Parameter column: counted from 1 in Unicode scalars.
    /// - Returns: both, with an ellipsis where the line goes on.
    func part(around column: Int) -> (text: String, before: String) {
        let place = index(text.startIndex, column - 1) ?? text.endIndex
        let start = index(place, -ExcerptLine.reach) ?? text.startIndex
        let end = index(place, ExcerptLine.reach) ?? text.endIndex
        let (head, tail) = (start == text.startIndex ? "" : "… ", end == text.endIndex ? "" : " …")
        return (head + text[start..<end] + tail, head + text[start..<place])
    }

    private func index(_ start: String.Index, _ distance: Int) -> String.Index? {
        let limit = distance < 0 ? text.startIndex : text.endIndex
        return isASCII
            ? text.utf8.index(start, offsetBy: distance, limitedBy: limit)
            : text.unicodeScalars.index(start, offsetBy: distance, limitedBy: limit)
    }
}

extension ExcerptLine: Hashable {
    /// Feeds the length alone: a file of one line has many diagnostics with all of it.
    package func hash(into hasher: inout Hasher) { hasher.combine(text.utf8.count) }

    package static func == (left: ExcerptLine, right: ExcerptLine) -> Bool { left.text == right.text }
}

/// A text whose lines diagnostics show.
protocol NumberedLines: Sendable {
    /// The texts of lines, counted from 1, without their line breaks; none for a line beyond the end.
    func sourceLines(_ wanted: Set<Int>) -> [Int: String]
}

extension YAMLDocument: NumberedLines {}

/// The lines of a text.
struct SourceLines: NumberedLines {
    /// The lines without their breaks.
    let lines: [String]

    func sourceLines(_ wanted: Set<Int>) -> [Int: String] {
        Dictionary(uniqueKeysWithValues: wanted.filter { lines.indices.contains($0 - 1) }.map { ($0, lines[$0 - 1]) })
    }
}
