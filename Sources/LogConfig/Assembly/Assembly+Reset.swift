internal import LogRuntime

extension Assembly {
    /// Sets all loggers as if the program had started with this configuration, and had then done what it did since.
    ///
    /// What the previous configuration has set and this one does not goes back to where loggers begin. Handlers and filters
    /// that the program has attached since stay. Switched off are the loggers that were there before the first
    /// configuration and are not named; those that the program has asked for since go on.
    func reset(
        _ handlers: [String: Handler],
        _ existing: [String],
        _ previous: ActiveConfiguration,
        in editor: borrowing LoggerTreeEditor
    ) -> (added: [String: [any Filter]], history: LoggerHistory) {
        let configured = Set(plan.loggers.map(\.name))
        var history = previous.history
        let wanted = history.existedBefore.filter { name in
            plan.disablesExisting.value && !configured.contains(name) && !Assembly.isBelow(name, configured)
        }
        var added: [String: [any Filter]] = [:]
        let names = Set(previous.plan.loggers.map(\.name)).union(configured)
        let hasRoot = plan.root != nil || previous.plan.root != nil
        for name in names.subtracting([""]).sorted() + (hasRoot || names.contains("") ? [""] : []) {
            let old = Assembly.settings(of: name, in: previous.plan)
            let next = Assembly.settings(of: name, in: plan)
            guard var new = next ?? old.map({ Plan.LoggerPlan(name: name, mark: $0.mark) }) else { continue }
            if new.level == nil, old?.level != nil {
                new.level = Plan.LevelPlan(level: name.isEmpty ? .warning : .notSet, shown: nil)
            }
            let attached = editor.handlers(of: name).filter { handler in
                !previous.ownedHandlers.contains { $0 === handler } && !handlers.values.contains { $0 === handler }
            }
            set(new, handlers, previous, in: editor, &added)
            if !attached.isEmpty { editor.setHandlers(editor.handlers(of: name) + attached, of: name) }
            if let propagates = new.propagates {
                editor.setPropagates(propagates.value, of: name)
            } else if old?.propagates != nil {
                editor.setPropagates(true, of: name)
            }
        }
        keepAddedFilters(of: previous, in: editor, &added)
        for name in configured.union(history.switchedOff).subtracting(wanted) { editor.setDisabled(false, of: name) }
        for name in wanted { editor.setDisabled(true, of: name) }
        history.switchedOff = wanted
        return (added, history)
    }

    /// What a plan says about a logger; the section `root` comes last, as in CPython.
    private static func settings(of name: String, in plan: Plan) -> Plan.LoggerPlan? {
        if name.isEmpty, let root = plan.root { return root }
        return plan.loggers.last { $0.name == name }
    }
}
