internal import LogRuntime

extension Plan.HandlerPlan {
    /// Whether this handler and another would write to the same place in the same way, apart from what level, formatter and
    /// filters do to the records.
    func hasDestination(of other: Plan.HandlerPlan) -> Bool {
        guard let provenance = blueprint.provenance, let others = other.blueprint.provenance else { return false }
        return provenance == others && attributes == other.attributes
            && blueprint.references == other.blueprint.references
    }

    /// Whether this handler and another would do the same to every record.
    func isAlike(_ other: Plan.HandlerPlan) -> Bool {
        hasDestination(of: other) && level?.level == other.level?.level
            && formatter?.provenance == other.formatter?.provenance
            && filters.map(\.provenance) == other.filters.map(\.provenance)
    }
}

extension Plan.LoggerPlan {
    /// Whether this logger and another are configured alike.
    func isAlike(_ other: Plan.LoggerPlan) -> Bool {
        level?.level == other.level?.level && handlers == other.handlers
            && propagates?.value == other.propagates?.value
            && filters.map(\.provenance) == other.filters.map(\.provenance)
    }
}

extension Plan {
    /// The same plan with the filters of another in place of those that are alike: a filter may remember what it has seen.
    func keepingFilters(of previous: Plan) -> Plan {
        let sections = previous.handlers.flatMap(\.filters) + previous.loggers.flatMap(\.filters)
        let known = Dictionary(grouping: sections + (previous.root?.filters ?? []), by: \.name)
        guard !known.isEmpty else { return self }
        func kept(_ filters: [FilterPlan]) -> [FilterPlan] {
            filters.map { filter in
                known[filter.name]?.first { $0.provenance == filter.provenance } ?? filter
            }
        }
        var plan = self
        plan.handlers.modifyEach { $0.filters = kept($0.filters) }
        plan.loggers.modifyEach { $0.filters = kept($0.filters) }
        if let root = plan.root { plan.root?.filters = kept(root.filters) }
        return plan
    }
}
