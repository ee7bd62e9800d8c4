/// The history and the rule of a zone, as a TZif file tells them.
///
/// Source: RFC 8536; where it leaves a choice, glibc's answer.
final class ZoneTable: Sendable {
    /// A larger file is not a zone's; in bytes.
    static let largestFile = 1 << 20

    /// The instants at which the clocks change, ascending.
    let transitions: [Int64]
    /// For each transition the type that begins there.
    let typeIndices: [UInt8]
    /// What the clocks can show.
    let types: [LocalTimeType]
    /// What the clocks show before the first transition.
    let initialType: LocalTimeType
    /// What follows the last transition.
    let rule: PosixTimeZoneRule?

    /// Creates a table.
    ///
    /// - Parameters:
    ///   - transitions: ascending instants.
    ///   - typeIndices: as many indices into `types`.
    ///   - types: at least one.
    ///   - rule: what follows the last transition.
    init(transitions: [Int64], typeIndices: [UInt8], types: [LocalTimeType], rule: PosixTimeZoneRule?) {
        self.transitions = transitions
        self.typeIndices = typeIndices
        self.types = types
        self.rule = rule
        initialType = types.first { !$0.isDST } ?? types[0]
    }

    /// The offset, flag and name in force at an instant.
    func localTimeType(at seconds: Int64) -> LocalTimeType {
        guard let first = transitions.first, let last = transitions.last else {
            return rule?.localTimeType(at: seconds) ?? initialType
        }
        if seconds < first { return initialType }
        if seconds >= last, let rule { return rule.localTimeType(at: seconds) }

        // The last transition that is not after the instant; most records are of today, near the end.
        var low = 0
        var high = transitions.count
        while high - low > 1 {
            let middle = (low + high) / 2
            if transitions[middle] <= seconds { low = middle } else { high = middle }
        }
        return types[Int(typeIndices[low])]
    }
}
