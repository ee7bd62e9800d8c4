internal import YAMLTree

/// The order in which Python's `sorted` puts keys, and the two that it finds it cannot compare.
enum PythonOrder {
    /// Two keys of which neither is less than the other for Python.
    struct Incomparable: Error {
        /// The first operand of `<`.
        let left: Node
        /// The second one.
        let right: Node
    }

    /// Sorts entries by their keys.
    ///
    /// Source: CPython `list.sort`, whose comparisons come in this order: a run from the start, then an insertion by halves.
    static func sorted(
        _ entries: [(key: Node, value: Node)]
    ) throws(Incomparable) -> [(key: Node, value: Node)] {
        guard entries.count > 1 else { return entries }
        var result = entries
        let isDescending = try isLess(result[1].key, result[0].key)
        var run = 2
        while run < result.count, try isLess(result[run].key, result[run - 1].key) == isDescending { run += 1 }
        if isDescending { result[..<run].reverse() }
        while run < result.count {
            let pivot = result.remove(at: run)
            var (low, high) = (0, run)
            while low < high {
                let middle = low + (high - low) / 2
                if try isLess(pivot.key, result[middle].key) { high = middle } else { low = middle + 1 }
            }
            result.insert(pivot, at: low)
            run += 1
        }
        return result
    }

    /// Python's `<` for texts, and for numbers.
    private static func isLess(_ left: Node, _ right: Node) throws(Incomparable) -> Bool {
        if let left = left.string, let right = right.string {
            return left.unicodeScalars.lexicographicallyPrecedes(right.unicodeScalars)
        }
        if let left = number(left), let right = number(right) { return left < right }
        throw Incomparable(left: left, right: right)
    }

    private static func number(_ node: Node) -> Double? {
        if case .float(let number) = node.value { return number }
        return node.integer.map(Double.init)
    }
}
