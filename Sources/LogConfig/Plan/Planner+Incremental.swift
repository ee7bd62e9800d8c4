internal import LogRuntime
internal import YAMLTree

extension Planner {
    /// An incremental configuration: levels of handlers that exist, levels and propagation of loggers.
    ///
    /// Source: CPython `DictConfigurator.configure`. A handler's level counts by its truth there, so that `0` changes
    /// nothing; outside of CPython's way it sets the level.
    mutating func planIncremental() {
        noteFirstHandler()
        for entry in entries(of: "handlers", wrap: { "Unable to configure handler \($0)" }) {
            let path = "handlers." + entry.key.pythonStr
            note(entry.key)
            do throws(Fault) {
                let value = try resolver.value(entry.value, at: path)
                guard let config = value.node?.mapping else {
                    throw Fault(
                        "AttributeError",
                        value.missingAttribute("get"),
                        code: .invalidEntry,
                        path: path,
                        mark: value.mark,
                        problem: "the handler is not a mapping"
                    )
                }
                if let value = try resolver.value("level", of: config, at: path), !value.isNull,
                    value.isTrue || !isPython
                {
                    let level = try self.level(value, at: path + ".level")
                    plan.handlerLevels[plan.handlerLevels.count - 1].level = level
                }
            } catch {
                record(error.causing("ValueError", "Unable to configure handler \(entry.key.pythonRepr)"))
            }
        }
        for entry in entries(of: "loggers", wrap: { "Unable to configure logger \($0)" }) {
            planLogger(entry, incremental: true)
        }
        planRoot(incremental: true)
    }

    /// Notes that a handler must be there, which is the first thing that CPython finds out.
    private mutating func note(_ key: Node) {
        plan.handlerLevels.append(
            Plan.HandlerLevel(
                name: key.pythonStr,
                shownName: key.pythonRepr,
                level: nil,
                order: nextStep(),
                mark: key.mark
            )
        )
    }

    /// Notes the first name of a section that is no mapping: CPython looks for the handler before it sees that.
    private mutating func noteFirstHandler() {
        guard let value = try? resolver.value("handlers", of: document, at: ""), value.node?.mapping == nil,
            let first = try? Planner.iterated(value, at: "handlers", code: .invalidSection).first
        else { return }
        if let type = Planner.unhashable(Value(content: .node(first), mark: first.mark), isConverted: false) {
            record(
                Fault(
                    "TypeError",
                    "unhashable type: '\(type)'",
                    code: .invalidSection,
                    path: "handlers",
                    mark: first.mark,
                    problem: "a handler is named by a text, not by \(first.pythonRepr)"
                )
            )
        } else {
            note(first)
        }
    }
}
