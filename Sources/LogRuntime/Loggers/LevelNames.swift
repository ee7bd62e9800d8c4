/// Levels by name, and names by level.
///
/// Source: CPython `logging._levelToName` and `_nameToLevel`, with `TRACE` and `NOTICE` added unless a tree keeps strictly to CPython.
public struct LevelNames: Sendable {
    private var texts: [Int: RawText]
    private var numbers: [String: Int]

    /// Creates the table of names.
    ///
    /// - Parameter compatibility: with ``Compatibility/python313`` only CPython's names exist.
    public init(compatibility: Compatibility = .standard) {
        texts = [
            0: RawText("NOTSET"), 10: RawText("DEBUG"), 20: RawText("INFO"), 30: RawText("WARNING"),
            40: RawText("ERROR"), 50: RawText("CRITICAL"),
        ]
        numbers = [
            "NOTSET": 0, "DEBUG": 10, "INFO": 20, "WARN": 30, "WARNING": 30, "ERROR": 40, "CRITICAL": 50, "FATAL": 50,
        ]
        if compatibility == .standard {
            texts[5] = RawText("TRACE")
            texts[25] = RawText("NOTICE")
            numbers["TRACE"] = 5
            numbers["NOTICE"] = 25
        }
    }

    /// Names a level.
    ///
    /// Source: CPython `logging.addLevelName`.
    public mutating func add(_ name: String, for level: Level) {
        texts[level.rawValue] = RawText(interned: name)
        numbers[name] = level.rawValue
    }

    /// The level of a name, spelled exactly so.
    public func level(named name: String) -> Level? {
        numbers[name].map(Level.init(rawValue:))
    }

    /// All names, most severe last.
    public var names: [String] {
        numbers.sorted { ($0.value, $0.key) < ($1.value, $1.key) }.map(\.key)
    }

    /// The name of a level; `Level 7` for one without a name.
    ///
    /// Source: CPython `logging.getLevelName`.
    public func name(of level: Level) -> String {
        texts[level.rawValue]?.string ?? "Level \(level.rawValue)"
    }

    /// The name's bytes, if the level has one.
    func text(of level: Level) -> RawText? {
        texts[level.rawValue]
    }
}
