internal import LogRuntime
internal import YAMLTree

extension Planner {
    /// An incremental configuration: levels of handlers that exist, levels and propagation of loggers.
    ///
    /// Source: CPython `DictConfigurator.configure`. A handler's level counts by its truth there, so that `0` changes
    /// nothing; outside of CPython's way it sets the level.
    mutating func planIncremental() {
        for entry in entries(of: "handlers", wrap: { "Unable to configure handler \($0)" }) {
            let path = "handlers." + entry.key.pythonStr
            do throws(Fault) {
                let value = try resolver.value(entry.value, at: path)
                guard let config = value.node?.mapping else {
                    throw Fault(
                        "AttributeError",
                        "'\(value.typeName)' object has no attribute 'get'",
                        code: .invalidEntry,
                        path: path,
                        mark: value.mark,
                        problem: "the handler is not a mapping"
                    )
                }
                var level: Plan.LevelPlan?
                if let value = try resolver.value("level", of: config, at: path), !value.isNull,
                    value.isTrue || !isPython
                {
                    level = try self.level(value, at: path + ".level")
                }
                plan.handlerLevels.append((entry.key.pythonStr, level))
            } catch {
                record(error.causing("ValueError", "Unable to configure handler \(entry.key.pythonRepr)"))
            }
        }
        for entry in entries(of: "loggers", wrap: { "Unable to configure logger \($0)" }) {
            planLogger(entry, incremental: true)
        }
        planRoot(incremental: true)
    }
}
