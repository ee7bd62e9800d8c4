/// What a YAML file says: one tree of nodes, what is doubtful about it, and its text for excerpts.
public struct YAMLDocument: Sendable {
    /// The document; a null node at the beginning of the file when the file holds none.
    public let root: Node

    /// Keys that were given twice, in the order in which PyYAML would have come by.
    public let warnings: [YAMLWarning]

    /// The text of the file.
    private let source: SourceText

    /// Creates a document.
    init(root: Node, warnings: [YAMLWarning], source: SourceText) {
        self.root = root
        self.warnings = warnings
        self.source = source
    }

    /// The texts of lines, counted from 1, without their line breaks; none for a line beyond the end.
    public func sourceLines(_ wanted: Set<Int>) -> [Int: String] {
        source.lines(wanted)
    }
}
