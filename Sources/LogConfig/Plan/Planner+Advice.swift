internal import LogRuntime
internal import YAMLTree

extension Planner {
    /// What to do about a missing version.
    var adviceOnVersion: String {
        let nested = document.entries.first { entry in
            guard let keys = entry.value.mapping?.entries.map(\.key.pythonStr) else { return false }
            return !KeyHome.top.contains(entry.key.pythonStr)
                && (keys.contains("version") || keys.count { KeyHome.top.contains($0) } > 1)
        }
        guard let nested else { return "begin the file with 'version: 1'" }
        return "the configuration seems to be below '\(nested.key.pythonStr)': give that part a file of its own"
    }

    /// Where an entry among the handlers that has no class probably belongs.
    static func adviceOnSection(of config: YAMLMapping) -> String? {
        guard let section = KeyHome.section(forKeys: config.entries.map(\.key.pythonStr)), section != "handlers" else {
            return nil
        }
        return "it looks like one of the \(section)"
    }
}

extension RegistryEntry {
    /// Where an entry with this class belongs.
    var adviceOnSection: String? {
        switch self {
        case .handler: "it is a handler: put the entry under 'handlers'"
        case .formatter: "it is a formatter: put the entry under 'formatters'"
        case .filter: "it is a filter: put the entry under 'filters'"
        case .external, .unavailable: nil
        }
    }
}
