internal import LogRuntime
internal import YAMLTree

extension ConfigurationSettings {
    /// The keys that the section has.
    package static let keys = [
        "strict", "compat", "env", "reload", "overrides", "filters_apply_to_children", "redaction", "statistics",
    ]

    /// Reads the section `logconfig`.
    mutating func read(
        from node: Node?,
        faults: inout [Planner.OrderedFault],
        doubts: inout [Planner.Doubt],
        levels: LevelNames,
        takesRedaction: Bool = true
    ) {
        guard let node, !node.isNull else { return }
        func fault(_ path: String, _ mark: Mark, _ problem: String, hint: String? = nil) -> Planner.OrderedFault {
            Planner.OrderedFault(
                order: 0,
                fault: Fault(
                    "ValueError",
                    "\(path): \(problem)",
                    code: .invalidSettings,
                    path: path,
                    mark: mark,
                    problem: problem,
                    hint: hint
                )
            )
        }
        guard let mapping = node.mapping else {
            faults.append(fault("logconfig", node.mark, "'logconfig' is not a mapping"))
            return
        }
        for (keyNode, value) in mapping.entries {
            let key = keyNode.pythonStr
            let path = "logconfig." + key
            switch key {
            case "strict": isStrict = value.isTrue
            case "env": followsEnvironment = value.isTrue
            case "compat":
                switch value.string {
                case "python3.13"?: compatibility = .python313
                case "standard"?: compatibility = .standard
                default:
                    let hint = "choose 'python3.13' or 'standard'"
                    faults.append(fault(path, value.mark, "\(value.pythonRepr) is not known", hint: hint))
                }
            case "reload":
                switch value.value {
                case .int(let number): reloadInterval = number.int.map(Double.init)
                case .float(let number): reloadInterval = number
                case .bool(false), .null: reloadInterval = nil
                default: faults.append(fault(path, value.mark, "\(value.pythonRepr) is not a number of seconds"))
                }
                if let interval = reloadInterval, !(interval >= 0 && interval <= 86_400) {
                    let hint = "write the seconds between two looks, up to 86400, or false"
                    faults.append(fault(path, value.mark, "\(value.pythonRepr) is no time to wait", hint: hint))
                }
                if reloadInterval == 0 { reloadInterval = nil }
            case "filters_apply_to_children": filtersApplyToChildren = value.isTrue
            // Planned once variables in it are replaced.
            case "redaction":
                if !takesRedaction { faults.append(fault(path, value.mark, "an INI file cannot say what is redacted")) }
            case "overrides":
                var reader = OverrideReader(levels: levels)
                reader.read(value, at: path)
                overrides = reader.overrides
                faults += reader.faults.map { fault($0.path, $0.mark, $0.problem, hint: $0.hint) }
            case "statistics":
                var reader = StatisticsReader(levels: levels)
                reader.read(value, at: path)
                statistics = reader.options
                faults += reader.faults.map { fault($0.path, $0.mark, $0.problem, hint: $0.hint) }
            default:
                doubts.append(
                    Planner.Doubt(
                        severity: .warning,
                        code: .unknownKey,
                        path: path,
                        mark: keyNode.mark,
                        problem: "'logconfig' has no key '\(key)', and it is ignored",
                        hint: EditDistance.suggestion(for: key, in: ConfigurationSettings.keys)
                    )
                )
            }
        }
    }
}
