package import LogRuntime

extension ActiveConfiguration {
    /// What is in force, as an object with the fields `handlers`, `loggers` and `root`.
    ///
    /// - Parameter existing: names of further loggers to show, beside those that the configuration names.
    /// - Returns: the object.
    package func describe(existing: [String] = []) -> LogObject {
        let shownHandlers = handlers.compactMap { name, handler in
            plan.handler(named: name).map { (name, LogValue.object(describe(handler, as: $0))) }
        }
        let names = Set(plan.writtenNames + existing).sorted {
            $0.unicodeScalars.lexicographicallyPrecedes($1.unicodeScalars)
        }
        return [
            "handlers": .object(LogObject(shownHandlers)),
            "loggers": .object(LogObject(names.map { ($0, .object(describe(logger: $0))) })),
            "root": .object(describe(logger: "")),
        ]
    }

    private func describe(_ handler: Handler, as plan: Plan.HandlerPlan) -> LogObject {
        var object: LogObject = [
            "class": .string(plan.factory.className),
            "level": .string(plan.level?.shown ?? tree.levelNames.name(of: handler.level)),
            "formatter": plan.formatter.map { .object($0.description) } ?? .null,
            "filters": .array(plan.filters.map { .object($0.description) }),
        ]
        if plan.factory.isStandIn { object["stand_in"] = .bool(true) }
        let settings = plan.blueprint.settings(isPreview ? nil : handler, tree.environment.files)
        if !settings.isEmpty { object["settings"] = .object(settings) }
        return object
    }

    private func describe(logger name: String) -> LogObject {
        let isRoot = name.isEmpty || name == "root"
        let key = isRoot ? "" : name
        let logger = tree.logger(key)
        let planned = plan.loggers.filter { $0.name == key } + (isRoot ? [plan.root].compactMap(\.self) : [])
        let names = tree.levelNames
        let level = planned.last { $0.level != nil }?.level?.shown ?? names.name(of: logger.level)
        // An incremental configuration disables nothing.
        let isLeftOver =
            !plan.isIncremental && planned.isEmpty && !isRoot
            && !Assembly.isBelow(key, Set(plan.loggers.map(\.name)))
        return [
            "level": .string(level),
            "effective": .string(effectiveLevel(of: key)),
            "propagate": planned.compactMap(\.propagates).last?.shown ?? .bool(logger.propagates),
            "disabled": isLeftOver ? plan.disablesExisting.shown : .bool(logger.isDisabled),
            "handlers": .array(logger.handlers.map { .string($0.displayName) }),
            "filters": .array(logger.filters.map(describe)),
        ]
    }

    /// The name of the level that counts for a logger: its own, or that of the next one above that has one.
    private func effectiveLevel(of name: String) -> String {
        let place = Plan.lineage(of: name).first { $0.isEmpty || tree.logger($0).level != .notSet } ?? ""
        let planned = plan.loggers.filter { $0.name == place } + (place.isEmpty ? [plan.root].compactMap(\.self) : [])
        let shown = planned.last { $0.level != nil }?.level?.shown
        return shown ?? tree.levelNames.name(of: tree.logger(name).effectiveLevel)
    }

    private func describe(_ filter: any Filter) -> LogValue {
        let planned = (plan.loggers + [plan.root].compactMap(\.self)).flatMap(\.filters)
        if let known = planned.first(where: { $0.filter === filter }) { return .object(known.description) }
        if let filter = filter as? NameFilter {
            return .object(["class": "logging.Filter", "name": .string(filter.name)])
        }
        return .object(["class": .string(String(reflecting: type(of: filter)))])
    }
}
