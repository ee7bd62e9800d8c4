/// The texts of levels, frozen for reading without a lock.
final class LevelTexts: @unchecked Sendable /* constant once made */ {
    /// Levels from 0 up to this one, where all named levels of practice lie, are found by index.
    private static let indexed = 64

    private let small: UnsafeMutablePointer<RawText?>
    private let others: [Int: RawText]

    /// The texts of the levels that have names.
    init(_ names: LevelNames) {
        small = .allocate(capacity: LevelTexts.indexed)
        for value in 0..<LevelTexts.indexed {
            (small + value).initialize(to: names.text(of: Level(rawValue: value)))
        }
        others = [:]
    }

    /// The same texts and one more.
    init(_ previous: LevelTexts, adding text: RawText, for level: Level) {
        small = .allocate(capacity: LevelTexts.indexed)
        small.initialize(from: previous.small, count: LevelTexts.indexed)
        var others = previous.others
        if LevelTexts.isIndexed(level) {
            small[level.rawValue] = text
        } else {
            others[level.rawValue] = text
        }
        self.others = others
    }

    deinit {
        small.deinitialize(count: LevelTexts.indexed)
        small.deallocate()
    }

    private static func isIndexed(_ level: Level) -> Bool {
        level.rawValue >= 0 && level.rawValue < indexed
    }

    /// The text of a level, if it is known yet.
    @inline(__always) func text(of level: Level) -> RawText? {
        LevelTexts.isIndexed(level) ? small[level.rawValue] : others[level.rawValue]
    }
}
