/// A node before its value is made: a tag and text, or a tag and children.
///
/// It is a class, for an alias is the node of its anchor, and merging changes the node for all who share it, as it does
/// in PyYAML.
final class SyntaxNode {
    /// An entry of a mapping.
    typealias Entry = (key: SyntaxNode, value: SyntaxNode)

    /// The three kinds of nodes, by their names in PyYAML's messages (`Node.id`).
    enum Kind: String {
        case scalar
        case sequence
        case mapping
    }

    /// What the node is.
    let kind: Kind

    /// Where the node begins.
    let mark: Mark

    /// The tag; `=` as a key becomes a string when its mapping is made.
    var tag: Tag

    /// The text of a scalar.
    let text: String

    /// The items of a sequence.
    var items: [SyntaxNode] = []

    /// The entries of a mapping.
    var entries: [Entry] = []

    /// How many entries at the front came from merges.
    var mergedEntryCount = 0

    /// How much the node is with all aliases expanded.
    var extent: Extent

    /// The value, once it is made or begun.
    var constructed: Node?

    /// Creates a scalar.
    init(text: String, tag: Tag, mark: Mark) {
        kind = .scalar
        self.text = text
        self.tag = tag
        self.mark = mark
        extent = Extent(textSize: text.utf8.count)
    }

    /// Creates a collection without children.
    init(_ kind: Kind, tag: Tag, mark: Mark) {
        self.kind = kind
        self.tag = tag
        self.mark = mark
        text = ""
        extent = Extent()
    }
}
