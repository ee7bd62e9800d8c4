/// Finds the name that was probably meant.
package enum EditDistance {
    /// The nearest name, if it is at most a third of the word's length away; letter case counts half.
    static func nearest(to word: String, in names: some Sequence<String>) -> String? {
        let limit = max(1, word.unicodeScalars.count / 3)
        var best: (name: String, distance: Int)?
        for name in names where name != word {
            if name.lowercased() == word.lowercased() { return name }
            let distance = between(Array(word.unicodeScalars), Array(name.unicodeScalars))
            guard distance <= limit else { continue }
            if let found = best, found.distance <= distance { continue }
            best = (name, distance)
        }
        return best?.name
    }

    /// `did you mean 'name'?`, if there is a near one.
    package static func suggestion(for word: String, in names: some Sequence<String>) -> String? {
        nearest(to: word, in: names).map { "did you mean '\($0)'?" }
    }

    /// How many insertions, deletions, replacements and swaps of neighbours turn one word into the other.
    static func between(_ first: [Unicode.Scalar], _ second: [Unicode.Scalar]) -> Int {
        if first.isEmpty || second.isEmpty { return max(first.count, second.count) }
        var beforeLast = [Int](repeating: 0, count: second.count + 1)
        var last = Array(0...second.count)
        for row in 1...first.count {
            var current = [row] + [Int](repeating: 0, count: second.count)
            for column in 1...second.count {
                let isSame = first[row - 1] == second[column - 1]
                var cost = min(last[column] + 1, current[column - 1] + 1, last[column - 1] + (isSame ? 0 : 1))
                if row > 1, column > 1, first[row - 1] == second[column - 2], first[row - 2] == second[column - 1] {
                    cost = min(cost, beforeLast[column - 2] + 1)
                }
                current[column] = cost
            }
            beforeLast = last
            last = current
        }
        return last[second.count]
    }
}
