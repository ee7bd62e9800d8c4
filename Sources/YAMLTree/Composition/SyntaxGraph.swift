/// The nodes of a document before their values are made.
///
/// A document that contains itself is a graph whose nodes hold each other; ``dismantle()`` lets them go.
struct SyntaxGraph {
    /// The document; `nil` when the text holds none.
    var root: SyntaxNode?

    /// All sequences and mappings.
    var collections: [SyntaxNode] = []

    /// Whether an alias stands inside its own anchor.
    var isRecursive = false

    /// Cuts the bonds between the nodes of a document that contains itself.
    func dismantle() {
        guard isRecursive else { return }
        for node in collections {
            node.items = []
            node.entries = []
        }
    }
}
