internal import LogRuntime
internal import YAMLTree

/// Reads `logconfig.statistics`: how often what became of the records is logged.
///
/// ```yaml
/// logconfig:
///   statistics: {interval: 60, logger: logconfig.statistics, level: INFO}
/// ```
struct StatisticsReader {
    /// What is wrong, and where.
    typealias Problem = (path: String, mark: Mark, problem: String, hint: String?)

    private static let keys = ["interval", "logger", "level"]

    /// The names of levels.
    let levels: LevelNames
    /// What was read; `nil` for no reports.
    private(set) var options: StatisticsReporter.Options?
    /// What is wrong.
    private(set) var faults: [Problem] = []

    /// Creates a reader.
    init(levels: LevelNames) {
        self.levels = levels
    }

    /// Reads the section: a mapping, a number of seconds alone, or `false`.
    mutating func read(_ node: Node, at path: String) {
        var read = StatisticsReporter.Options()
        guard let mapping = node.mapping else {
            switch node.value {
            case .null, .bool(false): return
            case .bool(true): break
            default: readInterval(node, at: path, into: &read)
            }
            options = read
            return
        }
        for (keyNode, value) in mapping.entries {
            let key = keyNode.pythonStr
            let path = path + "." + key
            switch key {
            case "interval": readInterval(value, at: path, into: &read)
            case "logger":
                if let name = value.string { read.logger = name } else { refuse(path, value, "is not a logger's name") }
            case "level":
                let level =
                    value.integer.map { Level(rawValue: $0) } ?? value.string.flatMap { levels.level(named: $0) }
                if let level { read.level = level } else { refuse(path, value, "is not a level") }
            default:
                let hint = EditDistance.suggestion(for: key, in: StatisticsReader.keys)
                faults.append((path, keyNode.mark, "'statistics' has no key '\(key)'", hint))
            }
        }
        options = read
    }

    private mutating func readInterval(_ node: Node, at path: String, into options: inout StatisticsReporter.Options) {
        switch node.value {
        case .int(let number): options.interval = number.int.map(Double.init) ?? .infinity
        case .float(let number): options.interval = number
        default: return refuse(path, node, "is not a number of seconds")
        }
        if !(options.interval > 0 && options.interval <= 86_400) {
            refuse(path, node, "is no time between two records", hint: "write seconds, up to 86400, or false")
        }
    }

    private mutating func refuse(_ path: String, _ node: Node, _ problem: String, hint: String? = nil) {
        faults.append((path, node.mark, "\(node.pythonRepr) \(problem)", hint))
    }
}
