internal import LogRuntime
internal import YAMLTree

extension Planner {
    /// Handlers that wait for records which the root, whose level nobody set, never lets pass.
    mutating func reviewLevels() {
        guard let root = plan.logger(named: ""), root.level == nil, !root.handlers.isEmpty else { return }
        // By handler, the least level of the loggers whose records come to it.
        var least: [String: Level] = [:]
        for name in Set(plan.loggers.map(\.name) + [""]) {
            let level = plan.effectiveLevel(of: name).level.level
            for handler in Set(plan.route(from: name).flatMap { $0.logger?.handlers ?? [] }) {
                least[handler] = min(least[handler] ?? level, level)
            }
        }
        let attached = Set(root.handlers)
        for handler in plan.handlers where attached.contains(handler.name) {
            guard let level = handler.level?.level, level > .notSet, level < .warning,
                let reached = least[handler.name], reached > level
            else { continue }
            doubt(
                .unsetRootLevel,
                at: "root",
                document.keyNode(for: "root")?.mark ?? root.mark,
                "the root has no level, so WARNING counts, and handler '\(handler.name)' never gets the "
                    + "\(lostLevels(from: level)) that it takes",
                hint: "write 'level: \(levels.name(of: level))' below 'root'"
            )
        }
    }

    /// The usual levels below WARNING, in a sentence.
    private func lostLevels(from start: Level) -> String {
        let names = [Level.debug, .info].filter { $0 >= start }.map { levels.name(of: $0) }
        return names.isEmpty ? levels.name(of: start) : names.joined(separator: " and ")
    }

    /// Loggers that pass nothing on and have no handler.
    mutating func reviewDeadEnds() {
        let ends = plan.loggers.filter { logger in
            !logger.name.isEmpty && logger.handlers.isEmpty && logger.propagates?.value == false
        }
        // Often a whole list of libraries: one doubt for all of them.
        guard let first = ends.first else { return }
        let others = ends.count == 1 ? "" : ends.count == 2 ? " and one more" : " and \(ends.count - 1) more"
        doubt(
            .deadEndLogger,
            at: "loggers." + first.name,
            first.mark,
            "'\(first.name)'\(others) \(ends.count == 1 ? "has no handlers and passes" : "have no handlers and pass") "
                + "nothing on: records from WARNING on go to standard error, the others nowhere",
            hint: "attach a handler, logging.NullHandler to silence a logger"
        )
    }

    /// Filters of a logger that others are below: those are not asked for their records.
    mutating func reviewFilters() {
        guard !plan.settings.filtersApplyToChildren else { return }
        var firstBelow: [String: String] = [:]
        for other in plan.loggers.map(\.name) where !other.isEmpty {
            for above in Plan.lineage(of: other).dropFirst() where firstBelow[above] == nil {
                firstBelow[above] = other
            }
        }
        for name in Set(plan.loggers.map(\.name) + [""]) {
            guard let logger = plan.logger(named: name), !logger.filters.isEmpty else { continue }
            let below = firstBelow[name]
            guard name.isEmpty || below != nil else { continue }
            let place = name.isEmpty ? "root" : "loggers." + name
            let section = name.isEmpty ? document["root"]?.mapping : document["loggers"]?.mapping?[name]?.mapping
            doubt(
                .filterNotInherited,
                at: place + ".filters",
                section?.keyNode(for: "filters")?.mark ?? logger.mark,
                "the filters of \(Planner.shown(name)) see its own records only, not those of "
                    + (below.map { "'\($0)'" } ?? "the loggers below it"),
                hint: "put the filters on the handlers"
            )
        }
    }
}
