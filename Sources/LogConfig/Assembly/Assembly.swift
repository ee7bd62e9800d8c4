internal import LogRuntime
internal import YAMLTree

/// Turns a plan into handlers that are open, and puts them into a tree in one step.
struct Assembly {
    /// Seconds that handlers which are not needed any more wait for the records on their way to them.
    private static let recordsLimit = 1.0

    var plan: Plan
    let tree: LoggerTree
    let reporter: DiagnosticReporter
    let diagnostics: [Diagnostic]
    /// Whether the tree is to be as if the program had started with this configuration.
    var isReload = false

    /// A handler of the plan, ready to take records.
    private struct Ready {
        let name: String
        let handler: Handler
        /// Whether it was in force before, as it is.
        let goesOn: Bool
        /// Whether a destination was opened for it.
        let isOpened: Bool
    }

    /// Whether CPython's way of doing it anew is wanted: all is closed and opened again.
    private var isPython: Bool { plan.compatibility == .python313 && !isReload }

    /// Opens everything, changes the tree, closes what is not needed any more.
    func apply() throws(LoggingConfigurationError) -> ActiveConfiguration {
        let slot = ConfigurationSlot.of(tree)
        return try slot.takeTurn { (previous) throws(LoggingConfigurationError) in
            if plan.isIncremental { return try adjust(previous) }
            var next = self
            if !isPython, let previous { next.plan = plan.keepingFilters(of: previous.plan) }
            let handlers = try next.open(previous)
            return next.swap(handlers, previous: previous)
        }
    }

    /// Puts handlers into the tree that stand for those of the plan and open nothing.
    func preview() -> ActiveConfiguration {
        let slot = ConfigurationSlot.of(tree)
        return slot.takeTurn { previous in
            let handlers = plan.handlers.map { handler in
                let stand = NullHandler()
                configure(stand, as: handler)
                return Ready(name: handler.name, handler: stand, goesOn: false, isOpened: false)
            }
            return swap(handlers, previous: previous, isPreview: true)
        }
    }

    // MARK: Opening

    private func open(_ previous: ActiveConfiguration?) throws(LoggingConfigurationError) -> [Ready] {
        var succession = Succession(from: isPython ? nil : previous, to: plan)
        let shares = plan.handlers.map { succession.share(of: $0) }
        var ready: [Ready] = []
        var handlers: [String: Handler] = [:]
        var faults: [Fault] = []
        if previous != nil, !isPython {
            // A file that cannot be opened is found before another one is emptied for nothing.
            for (handler, share) in zip(plan.handlers, shares) where share == nil {
                if let fault = FileProbe.fault(of: handler, files: tree.environment.files, stage: plan.stage) {
                    faults.append(fault)
                }
            }
        }
        let isHopeless = !faults.isEmpty
        for (handler, share) in zip(plan.handlers, shares) where !isHopeless {
            guard faults.isEmpty else {
                // One has failed: the others are only looked at, so that all failures are told at once.
                if share == nil,
                    let fault = FileProbe.fault(of: handler, files: tree.environment.files, stage: plan.stage)
                {
                    faults.append(fault)
                }
                continue
            }
            do {
                let item = try make(handler, share, among: handlers)
                ready.append(item)
                handlers[item.name] = item.handler
            } catch {
                faults.append(Assembly.fault(error, opening: handler, stage: plan.stage))
            }
        }
        guard let first = faults.first else {
            Assembly.letFormattersLeaveTraces(in: ready.map(\.handler))
            return ready
        }
        for item in ready.reversed() where item.isOpened { item.handler.close() }
        throw LoggingConfigurationError(
            stage: plan.stage,
            chain: first.chain,
            diagnostics: DiagnosticReporter.sorted(diagnostics + faults.map(reporter.diagnostic))
        )
    }

    private func make(
        _ handler: Plan.HandlerPlan,
        _ share: Succession.Share?,
        among handlers: [String: Handler]
    ) throws -> Ready {
        switch share {
        case .whole(let present)?:
            return Ready(name: handler.name, handler: present, goesOn: true, isOpened: false)
        case .destination(let successor)?:
            configure(successor, as: handler)
            return Ready(name: handler.name, handler: successor, goesOn: false, isOpened: false)
        case nil:
            let context = HandlerContext(
                name: handler.name,
                environment: tree.environment,
                compatibility: plan.compatibility,
                status: tree.status,
                attributes: handler.attributes,
                handlers: handlers
            )
            let made = try handler.blueprint.open(context)
            configure(made, as: handler)
            return Ready(name: handler.name, handler: made, goesOn: false, isOpened: true)
        }
    }

    /// Where a handler sends all that is on a record, formatters leave theirs there, as in CPython.
    private static func letFormattersLeaveTraces(in handlers: [Handler]) {
        guard handlers.contains(where: \.sendsAttributes) else { return }
        for handler in handlers where !handler.sendsAttributes && !(handler is NullHandler || handler is MemoryHandler)
        {
            handler.leavesTraces = true
        }
    }

    private func configure(_ handler: Handler, as plan: Plan.HandlerPlan) {
        handler.name = plan.name
        handler.status = tree.status
        if let level = plan.level { handler.level = level.level }
        if let formatter = formatter(plan.formatter?.formatter ?? handler.formatter, for: handler) {
            handler.formatter = formatter
        }
        if let refusal = plan.refusal { handler.formatter = RefusingFormatter(refusal) }
        if !plan.filters.isEmpty { handler.filters = plan.filters.map(\.filter) }
    }

    /// A formatter, made harmless where a terminal would obey what it writes; CPython's way is to let it.
    private func formatter(_ formatter: (any Formatter)?, for handler: Handler) -> (any Formatter)? {
        guard plan.compatibility != .python313, ((handler as? SinkHandler)?.sink as? StreamSink)?.isTerminal == true
        else {
            return formatter
        }
        return TerminalFormatter(formatter)
    }

    /// The fault of a handler that cannot be opened.
    static func fault(
        _ error: any Error,
        opening handler: Plan.HandlerPlan,
        stage: LoggingConfigurationError.Stage
    ) -> Fault {
        let (type, message, problem): (String, String, String) =
            switch error {
            case let error as SinkError: (error.pythonType, error.pythonMessage, error.description)
            case let error as ArgumentError: (error.pythonType, error.pythonMessage, error.description)
            case let error as FormattingError: (error.pythonType, error.message, error.message)
            default: ("ValueError", "\(error)", "\(error)")
            }
        var hint: String?
        if let error = error as? SinkError, error.pythonType == "FileNotFoundError", let file = handler.blueprint.file {
            let path = file.filename.contains("/") ? file.filename : error.place
            let directory = path.lastIndex(of: "/").map { path[..<$0] } ?? "."
            hint = "make the directory '\(directory)' first"
        }
        let fault = Fault(
            type,
            message,
            code: .cannotOpen,
            path: handler.path,
            mark: handler.mark,
            problem: problem,
            hint: hint
        )
        // CPython's `fileConfig` lets errors through as they are.
        if stage == .fileConfig { return fault }
        return fault.causing("ValueError", "Unable to configure handler \(PythonText.repr(handler.name))")
    }

    // MARK: Changing the tree

    private func swap(
        _ ready: [Ready],
        previous: ActiveConfiguration?,
        isPreview: Bool = false
    ) -> ActiveConfiguration {
        let handlers = Dictionary(ready.map { ($0.name, $0.handler) }, uniquingKeysWith: { $1 })
        let existing = tree.loggerNames
        let foreign = isPython ? handlersOfTree(existing) : []
        for logger in plan.loggers { _ = tree.logger(logger.name) }
        tree.setCompatibility(plan.compatibility)
        for item in ready where !item.goesOn && !item.isOpened { item.handler.takeCharge() }
        let (added, history) = tree.edit { editor in
            for item in ready where item.goesOn { restoreLevel(of: item) }
            if isReload, let previous { return reset(handlers, existing, previous, in: editor) }
            return set(handlers, existing, previous, in: editor)
        }
        if !isPreview { setOverrides() }
        previous?.stopReports()
        let places = Dictionary(zip(plan.handlerNames, 0...)) { first, _ in first }
        let inFileOrder = ready.sorted { places[$0.name] ?? 0 < places[$1.name] ?? 0 }
        return ActiveConfiguration(
            tree: tree,
            plan: plan,
            handlers: inFileOrder.map { (name: $0.name, handler: $0.handler) },
            madeInOrder: ready.map(\.handler),
            adopted: retire(previous, for: ready.map(\.handler), foreign: foreign),
            addedFilters: added,
            history: history,
            diagnostics: isReload
                ? diagnostics : reporter.diagnostics(diagnostics, disabling: history.switchedOff.sorted()),
            isPreview: isPreview
        )
    }

    /// Sets the level of a handler that goes on to the configured one: the program may have changed it.
    private func restoreLevel(of item: Ready) {
        let level = plan.handler(named: item.name)?.level?.level ?? .notSet
        if item.handler.level != level { item.handler.level = level }
    }

    private func setOverrides() {
        tree.setConfiguredOverrides(plan.settings.overrides.map { ($0.logger, $0.level, $0.end) })
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
            if let kept = previous?.addedFilters[name], added[name] == nil { added[name] = kept }
        }
        if let root = plan.root {
            set(root, handlers, configured.contains("") ? nil : previous, in: editor, &added)
        } else if let kept = previous?.addedFilters[""], added[""] == nil {
            added[""] = kept
        }
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

    /// Whether a logger is below one of those named.
    static func isBelow(_ name: String, _ configured: Set<String>) -> Bool {
        Plan.lineage(of: name).contains { $0 != name && !$0.isEmpty && configured.contains($0) }
    }

    // MARK: Letting go

    /// Closes what the previous configuration had made.
    ///
    /// A handler that a logger still has, because the new configuration says nothing about that logger, stays open and
    /// belongs to the new configuration. CPython closes every handler of the process, those of others included.
    ///
    /// A handler whose open destination goes on under another handler is let go without being closed. The others are closed
    /// when the records that are on their way to them have arrived.
    ///
    /// - Returns: the handlers that stay.
    private func retire(
        _ previous: ActiveConfiguration?,
        for present: [Handler],
        foreign: [Handler]
    ) -> [Handler] {
        let attached = isPython ? [] : Assembly.reached(from: handlersOfTree(tree.loggerNames))
        let old = (previous?.ownedHandlers ?? []).filter { handler in !present.contains { $0 === handler } }
        let kept = old.filter { handler in attached.contains { $0 === handler } }
        let live = present + kept
        let closing = old.filter { handler in !live.contains { $0.sharesDestination(with: handler) } }
        if !(closing + foreign).isEmpty { RecordsUnderWay.wait(limit: Assembly.recordsLimit) }
        for handler in closing.reversed() { ActiveConfiguration.close(handler) }
        for handler in foreign { ActiveConfiguration.close(handler) }
        return kept
    }

    /// Handlers and those that they hand records to.
    private static func reached(from handlers: [Handler]) -> [Handler] {
        var reached: [Handler] = []
        var waiting = Array(handlers.reversed())
        while let handler = waiting.popLast() {
            reached.append(handler)
            if let queue = handler as? QueueHandler {
                waiting += queue.handlers.reversed()
            } else if let target = (handler as? MemoryHandler)?.target {
                waiting.append(target)
            }
        }
        return reached
    }

    private func handlersOfTree(_ names: [String]) -> [Handler] {
        tree.edit { editor in
            var found: [Handler] = []
            for name in names + [""] {
                for handler in editor.handlers(of: name) where !found.contains(where: { $0 === handler }) {
                    found.append(handler)
                }
            }
            return found
        }
    }

    // MARK: Incremental

    /// Changes levels of what is in force.
    ///
    /// The first handler that an incremental configuration names and that is not there, and when CPython finds out.
    static func missingHandler(of plan: Plan, in active: ActiveConfiguration?) -> (fault: Fault, order: Int)? {
        guard let missing = plan.handlerLevels.first(where: { active?.handler(named: $0.name) == nil }) else {
            return nil
        }
        let fault = Fault(
            "ValueError",
            "No handler found with name \(missing.shownName)",
            code: .unknownHandler,
            path: "handlers." + missing.name,
            mark: missing.mark,
            problem: "no handler is named '\(missing.name)' in the configuration that is in force"
        )
        return (fault, missing.order)
    }

    /// Source: CPython `DictConfigurator.configure`, its incremental part.
    private func adjust(_ previous: ActiveConfiguration?) throws(LoggingConfigurationError) -> ActiveConfiguration {
        if let (fault, _) = Assembly.missingHandler(of: plan, in: previous) {
            throw LoggingConfigurationError(
                stage: plan.stage,
                chain: fault.chain,
                diagnostics: DiagnosticReporter.sorted(diagnostics + [reporter.diagnostic(fault)])
            )
        }
        for handler in plan.handlerLevels {
            if let level = handler.level { previous?.handler(named: handler.name)?.level = level.level }
        }
        for logger in plan.loggers { _ = tree.logger(logger.name) }
        tree.edit { editor in
            for logger in plan.loggers {
                if let level = logger.level { editor.setLevel(level.level, of: logger.name) }
                editor.setDisabled(false, of: logger.name)
                if let propagates = logger.propagates { editor.setPropagates(propagates.value, of: logger.name) }
            }
            if let level = plan.root?.level { editor.setLevel(level.level, of: "") }
        }
        setOverrides()
        guard let previous else {
            return ActiveConfiguration(
                tree: tree,
                plan: plan,
                handlers: [],
                madeInOrder: [],
                adopted: [],
                addedFilters: [:],
                history: LoggerHistory(existedBefore: [], switchedOff: []),
                diagnostics: diagnostics,
                isPreview: false
            )
        }
        return previous
    }
}
