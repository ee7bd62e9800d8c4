internal import LogRuntime
internal import YAMLTree

/// Reads `logconfig.overrides`: loggers whose level is another until a moment.
///
/// ```yaml
/// logconfig:
///   overrides:
///     app.db: {level: DEBUG, until: 2026-03-01T12:00:00+01:00}
/// ```
struct OverrideReader {
    /// What is wrong, and where.
    struct Problem {
        /// The place in the document.
        let path: String
        /// The place in the file.
        let mark: Mark
        /// What is wrong.
        let problem: String
        /// What would probably help.
        let hint: String?
    }

    /// The names of levels.
    let levels: LevelNames
    /// What was read.
    private(set) var overrides: [ConfigurationSettings.OverridePlan] = []
    /// What is wrong.
    private(set) var faults: [Problem] = []

    /// Creates a reader.
    init(levels: LevelNames) {
        self.levels = levels
    }

    /// Reads the section.
    mutating func read(_ node: Node, at path: String) {
        if node.isNull { return }
        guard let mapping = node.mapping else {
            return refuse(
                path,
                node,
                "'overrides' is not a mapping of loggers",
                hint: "write the logger's name and ':'"
            )
        }
        for (key, value) in mapping.entries { readEntry(key.pythonStr, value, at: path + "." + key.pythonStr) }
    }

    private mutating func readEntry(_ logger: String, _ node: Node, at path: String) {
        guard let mapping = node.mapping else {
            return refuse(path, node, "an override has a level and an end", hint: OverrideReader.example)
        }
        for (key, _) in mapping.entries where !["level", "until"].contains(key.pythonStr) {
            let hint = EditDistance.suggestion(for: key.pythonStr, in: ["level", "until"])
            refuse(path + "." + key.pythonStr, key, "an override has no key '\(key.pythonStr)'", hint: hint)
        }
        guard let levelNode = mapping["level"] else { return refuse(path, node, "'level' is missing", hint: nil) }
        guard let endNode = mapping["until"] else {
            return refuse(path, node, "'until' is missing", hint: OverrideReader.example)
        }
        let level =
            levelNode.integer.map { Level(rawValue: $0) } ?? levelNode.string.flatMap { levels.level(named: $0) }
        if level == nil { refuse(path + ".level", levelNode, "\(levelNode.pythonRepr) is not a level", hint: nil) }
        let end = OverrideReader.moment(endNode)
        if end == nil {
            refuse(path + ".until", endNode, "\(endNode.pythonRepr) is not a moment", hint: OverrideReader.example)
        }
        guard let level, let end else { return }
        overrides.append(ConfigurationSettings.OverridePlan(logger: logger, level: level, end: end))
    }

    /// A moment; one without a zone is UTC, as in YAML.
    private static func moment(_ node: Node) -> WallTime? {
        switch node.value {
        case .timestamp(let timestamp):
            let date = timestamp.date
            let civil = CivilTime(
                year: date.year,
                month: date.month,
                day: date.day,
                hour: timestamp.hour,
                minute: timestamp.minute,
                second: timestamp.second
            )
            let seconds = LogTimeZone.utc.seconds(of: civil) - Int64(timestamp.offsetInSeconds ?? 0)
            return WallTime(seconds: seconds, nanoseconds: Int32(timestamp.microsecond * 1000))
        case .date(let date):
            let civil = CivilTime(year: date.year, month: date.month, day: date.day)
            return WallTime(seconds: LogTimeZone.utc.seconds(of: civil))
        case .string(let text):
            // In quotes, as JSON has it, the same text means the same.
            guard let plain = try? YAMLReader.read(Array(text.utf8), file: "").root, plain.string == nil else {
                return nil
            }
            return moment(plain)
        default: return nil
        }
    }

    private static let example = "write {level: DEBUG, until: 2026-03-01T12:00:00Z}"

    private mutating func refuse(_ path: String, _ node: Node, _ problem: String, hint: String?) {
        faults.append(Problem(path: path, mark: node.mark, problem: problem, hint: hint))
    }
}
