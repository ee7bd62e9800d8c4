/// The name that CPython suggests in `Did you mean 'x'?`.
///
/// Source: CPython 3.13 `Python/suggestions.c`: an edit costs 2, another letter case 1, and a candidate may cost at most a
/// third of both lengths together.
enum PythonSuggestion {
    private static let moveCost = 2
    private static let caseCost = 1
    private static let maximumLength = 40

    /// The suggested name, if there is one.
    static func name(for word: String, in candidates: [String]) -> String? {
        let wanted = Array(word.utf8)
        guard candidates.count < 750, wanted.count <= maximumLength else { return nil }
        var best: String?
        var bestDistance = Int.max
        for candidate in candidates where candidate != word {
            let letters = Array(candidate.utf8)
            guard letters.count <= maximumLength else { continue }
            let limit = min((wanted.count + letters.count + 3) * moveCost / 6, bestDistance - 1)
            let distance = distance(wanted, letters)
            guard distance <= limit else { continue }
            best = candidate
            bestDistance = distance
        }
        return best
    }

    /// The cost of turning one word into the other.
    private static func distance(_ first: [UInt8], _ second: [UInt8]) -> Int {
        var last = (0...second.count).map { $0 * moveCost }
        for row in 1..<(first.count + 1) {
            var current = [row * moveCost] + [Int](repeating: 0, count: second.count)
            for column in 1..<(second.count + 1) {
                let replaced = last[column - 1] + substitutionCost(first[row - 1], second[column - 1])
                current[column] = min(replaced, last[column] + moveCost, current[column - 1] + moveCost)
            }
            last = current
        }
        return last[second.count]
    }

    private static func substitutionCost(_ first: UInt8, _ second: UInt8) -> Int {
        if first == second { return 0 }
        return first | 0x20 == second | 0x20 && isLetter(first) ? caseCost : moveCost
    }

    private static func isLetter(_ byte: UInt8) -> Bool {
        (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte | 0x20)
    }
}
