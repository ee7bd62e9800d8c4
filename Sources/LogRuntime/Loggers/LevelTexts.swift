/// The texts of levels, frozen for reading without a lock.
final class LevelTexts: Sendable {
    /// Levels 0 to 63, where all named levels of practice lie, by index.
    private let small: [RawText?]
    private let others: [Int: RawText]

    init(_ names: LevelNames) {
        small = (0..<64).map { names.text(of: Level(rawValue: $0)) }
        others = [:]
    }

    /// The same texts and one more.
    init(_ names: LevelNames, adding previous: LevelTexts?, level: Level, text: RawText) {
        var small = previous?.small ?? (0..<64).map { names.text(of: Level(rawValue: $0)) }
        var others = previous?.others ?? [:]
        if small.indices.contains(level.rawValue) {
            small[level.rawValue] = text
        } else {
            others[level.rawValue] = text
        }
        self.small = small
        self.others = others
    }

    /// The text of a level, if it is known yet.
    @inline(__always) func text(of level: Level) -> RawText? {
        let value = level.rawValue
        if value >= 0, value < 64 { return small[value] }
        return others[value]
    }
}
