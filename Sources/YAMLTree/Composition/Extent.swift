/// How much a node is when every alias below it is written out.
struct Extent {
    /// The number of nodes.
    var nodeCount = 1

    /// The bytes of text.
    var textSize = 0

    /// The number of levels below this node.
    var height = 0

    /// Adds a child.
    mutating func include(_ child: Extent) {
        nodeCount = Self.saturatingSum(nodeCount, child.nodeCount)
        textSize = Self.saturatingSum(textSize, child.textSize)
        height = max(height, child.height + 1)
    }

    /// A sum that stops at the largest number.
    private static func saturatingSum(_ left: Int, _ right: Int) -> Int {
        let (sum, overflow) = left.addingReportingOverflow(right)
        return overflow ? .max : sum
    }
}
