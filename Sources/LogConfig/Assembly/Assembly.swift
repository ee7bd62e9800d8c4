internal import LogRuntime
internal import YAMLTree

/// Turns a plan into handlers that are open, and puts them into a tree in one step.
struct Assembly {
    var plan: Plan
    let tree: LoggerTree
    let reporter: DiagnosticReporter
    let diagnostics: [Diagnostic]
    /// Whether the tree is to be as if the program had started with this configuration.
    var isReload = false

    /// Whether CPython's way of doing it anew is wanted: all is closed and opened again.
    private var isPython: Bool { plan.compatibility == .python313 && !isReload }

    /// Opens everything, changes the tree, closes what is not needed any more.
    func apply() throws(LoggingConfigurationError) -> ActiveConfiguration {
        let slot = ConfigurationSlot.of(tree)
        return try slot.takeTurn { (previous) throws(LoggingConfigurationError) in
            if plan.isIncremental { return try adjustment.apply(to: previous) }
            var next = self
            if !isPython, let previous { next.plan = plan.keepingFilters(of: previous.plan) }
            let handlers = try next.opening.open(from: isPython ? nil : previous)
            return next.swap(handlers, previous: previous)
        }
    }

    /// Puts handlers into the tree that stand for those of the plan and open nothing.
    func preview() -> ActiveConfiguration {
        let slot = ConfigurationSlot.of(tree)
        return slot.takeTurn { previous in
            let handlers = plan.handlers.map { handler in
                let stand = NullHandler()
                opening.configure(stand, as: handler)
                return ReadyHandler(name: handler.name, handler: stand, goesOn: false, isOpened: false)
            }
            return swap(handlers, previous: previous, isPreview: true)
        }
    }

    private var opening: HandlerOpening {
        HandlerOpening(plan: plan, tree: tree, reporter: reporter, diagnostics: diagnostics)
    }

    private var adjustment: LevelAdjustment {
        LevelAdjustment(plan: plan, tree: tree, reporter: reporter, diagnostics: diagnostics)
    }

    // MARK: Changing the tree

    private func swap(
        _ ready: [ReadyHandler],
        previous: ActiveConfiguration?,
        isPreview: Bool = false
    ) -> ActiveConfiguration {
        let handlers = Dictionary(ready.map { ($0.name, $0.handler) }, uniquingKeysWith: { $1 })
        let existing = tree.loggerNames
        let retirement = Retirement(
            tree: tree,
            foreign: isPython ? tree.attachedHandlers : [],
            sparesAttached: !isPython
        )
        for logger in plan.loggers { _ = tree.logger(logger.name) }
        tree.setCompatibility(plan.compatibility)
        for item in ready where !item.goesOn && !item.isOpened { item.handler.takeCharge() }
        let (added, history) = tree.edit { editor in
            for item in ready where item.goesOn { restoreLevel(of: item) }
            if isReload, let previous { return reset(handlers, existing, previous, in: editor) }
            return set(handlers, existing, previous, in: editor)
        }
        if !isPreview { tree.setConfiguredOverrides(of: plan) }
        previous?.stopReports()
        let places = Dictionary(zip(plan.handlerNames, 0...)) { first, _ in first }
        let inFileOrder = ready.sorted { places[$0.name] ?? 0 < places[$1.name] ?? 0 }
        return ActiveConfiguration(
            tree: tree,
            plan: plan,
            handlers: inFileOrder.map { (name: $0.name, handler: $0.handler) },
            madeInOrder: ready.map(\.handler),
            adopted: retirement.retire(previous, for: ready.map(\.handler)),
            addedFilters: added,
            history: history,
            diagnostics: isReload
                ? diagnostics : reporter.diagnostics(diagnostics, disabling: history.switchedOff.sorted()),
            isPreview: isPreview
        )
    }

    /// Sets the level of a handler that goes on to the configured one: the program may have changed it.
    private func restoreLevel(of item: ReadyHandler) {
        let level = plan.handler(named: item.name)?.level?.level ?? .notSet
        if item.handler.level != level { item.handler.level = level }
    }

    /// Sets all loggers.
    ///
    /// Source: CPython `DictConfigurator.configure` from the loggers on, and `_handle_existing_loggers`.
    private func set(
        _ handlers: [String: Handler],
        _ existing: [String],
        _ previous: ActiveConfiguration?,
        in editor: borrowing LoggerTreeEditor
    ) -> (added: [String: [any Filter]], history: LoggerHistory) {
        let configured = Set(plan.loggers.map(\.name))
        var added: [String: [any Filter]] = [:]
        var switchedOff: Set<String> = []
        for logger in plan.loggers {
            set(logger, handlers, previous, in: editor, &added)
            editor.setDisabled(false, of: logger.name)
            if let propagates = logger.propagates { editor.setPropagates(propagates.value, of: logger.name) }
        }
        for name in existing where !configured.contains(name) {
            if Assembly.isBelow(name, configured) {
                editor.setLevel(.notSet, of: name)
                editor.setHandlers([], of: name)
                editor.setPropagates(true, of: name)
            } else {
                editor.setDisabled(plan.disablesExisting.value, of: name)
                if plan.disablesExisting.value { switchedOff.insert(name) }
            }
        }
        if let root = plan.root { set(root, handlers, configured.contains("") ? nil : previous, in: editor, &added) }
        keepAddedFilters(of: previous, in: editor, &added)
        return (added, LoggerHistory(existedBefore: Set(existing), switchedOff: switchedOff))
    }

    /// Sets one logger.
    ///
    /// Source: CPython `common_logger_config`; filters that the previous configuration has added make way for the
    /// new ones, where CPython lets them add up.
    func set(
        _ logger: Plan.LoggerPlan,
        _ handlers: [String: Handler],
        _ previous: ActiveConfiguration?,
        in editor: borrowing LoggerTreeEditor,
        _ added: inout [String: [any Filter]]
    ) {
        let name = logger.name
        if let level = logger.level { editor.setLevel(level.level, of: name) }
        editor.setHandlers(logger.handlers.compactMap { handlers[$0] }, of: name)
        var filters = editor.filters(of: name)
        if plan.compatibility != .python313, let old = previous?.addedFilters[name] {
            filters.removeAll { filter in old.contains { $0 === filter } }
        }
        let fresh = logger.filters.map(\.filter)
        var present = Set(filters.map { ObjectIdentifier($0) })
        for filter in fresh where present.insert(ObjectIdentifier(filter)).inserted { filters.append(filter) }
        editor.setFilters(filters, of: name)
        editor.setSharesFilters(plan.settings.filtersApplyToChildren, of: name)
        added[name, default: []] += fresh
    }

    /// Remembers which filters of loggers that the plan does not name are an earlier configuration's.
    ///
    /// What a logger does not have any more is forgotten.
    func keepAddedFilters(
        of previous: ActiveConfiguration?,
        in editor: borrowing LoggerTreeEditor,
        _ added: inout [String: [any Filter]]
    ) {
        for (name, filters) in previous?.addedFilters ?? [:] where added[name] == nil {
            let present = editor.filters(of: name)
            let kept = filters.filter { filter in present.contains { $0 === filter } }
            if !kept.isEmpty { added[name] = kept }
        }
    }

    /// Whether a logger is below one of those named.
    static func isBelow(_ name: String, _ configured: Set<String>) -> Bool {
        Plan.lineage(of: name).contains { $0 != name && !$0.isEmpty && configured.contains($0) }
    }

}
