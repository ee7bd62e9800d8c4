internal import LogRuntime
internal import YAMLTree

/// Turns a plan into handlers that are open, and puts them into a tree in one step.
struct Assembly {
    let plan: Plan
    let tree: LoggerTree
    let reporter: DiagnosticReporter
    let diagnostics: [Diagnostic]

    /// Opens everything, changes the tree, closes what is not needed any more.
    func apply() throws(LoggingConfigurationError) -> ActiveConfiguration {
        let slot = ConfigurationSlot.of(tree)
        return try slot.takeTurn { (previous) throws(LoggingConfigurationError) in
            if plan.isIncremental { return try adjust(previous) }
            let handlers = try open()
            return swap(handlers, previous: previous)
        }
    }

    /// Puts handlers into the tree that stand for those of the plan and open nothing.
    func preview() -> ActiveConfiguration {
        let slot = ConfigurationSlot.of(tree)
        return slot.takeTurn { previous in
            let handlers = plan.handlers.map { handler in
                let stand = NullHandler()
                configure(stand, as: handler)
                return (handler.name, stand as Handler)
            }
            return swap(handlers, previous: previous, isPreview: true)
        }
    }

    // MARK: Opening

    private func open() throws(LoggingConfigurationError) -> [(String, Handler)] {
        var opened: [(String, Handler)] = []
        var faults: [Fault] = []
        for handler in plan.handlers {
            guard faults.isEmpty else {
                // One has failed: the others are only looked at, so that all failures are told at once.
                if let fault = FileProbe.fault(of: handler, files: tree.environment.files) { faults.append(fault) }
                continue
            }
            do {
                let context = HandlerContext(
                    name: handler.name,
                    environment: tree.environment,
                    compatibility: plan.compatibility,
                    status: tree.status,
                    attributes: handler.attributes,
                    handlers: Dictionary(opened, uniquingKeysWith: { $1 })
                )
                let made = try handler.blueprint.open(context)
                configure(made, as: handler)
                opened.append((handler.name, made))
            } catch {
                faults.append(Assembly.fault(error, opening: handler))
            }
        }
        guard let first = faults.first else {
            if plan.compatibility == .python313 { Assembly.letFormattersLeaveTraces(in: opened.map(\.1)) }
            return opened
        }
        for (_, handler) in opened.reversed() { handler.close() }
        throw LoggingConfigurationError(
            stage: .dictConfig,
            chain: first.chain,
            diagnostics: DiagnosticReporter.sorted(diagnostics + faults.map(reporter.diagnostic))
        )
    }

    /// Where a handler sends all that is on a record, formatters leave theirs there, as in CPython.
    private static func letFormattersLeaveTraces(in handlers: [Handler]) {
        guard handlers.contains(where: \.sendsAttributes) else { return }
        for handler in handlers where !handler.sendsAttributes && !(handler is NullHandler || handler is MemoryHandler) {
            handler.leavesTraces = true
        }
    }

    private func configure(_ handler: Handler, as plan: Plan.HandlerPlan) {
        handler.name = plan.name
        handler.status = tree.status
        if let level = plan.level { handler.level = level.level }
        if let formatter = plan.formatter { handler.formatter = formatter.formatter }
        if !plan.filters.isEmpty { handler.filters = plan.filters.map(\.filter) }
    }

    /// The fault of a handler that cannot be opened.
    static func fault(_ error: any Error, opening handler: Plan.HandlerPlan) -> Fault {
        let (type, message, problem): (String, String, String) =
            switch error {
            case let error as SinkError: (error.pythonType, error.pythonMessage, error.description)
            case let error as ArgumentError: (error.pythonType, error.pythonMessage, error.description)
            case let error as FormattingError: (error.pythonType, error.message, error.message)
            default: ("ValueError", "\(error)", "\(error)")
            }
        var hint: String?
        if let error = error as? SinkError, error.pythonType == "FileNotFoundError", let file = handler.blueprint.file {
            let directory = file.filename.lastIndex(of: "/").map { file.filename[..<$0] } ?? "."
            hint = "make the directory '\(directory)' first"
        }
        return Fault(
            type,
            message,
            code: .cannotOpen,
            path: handler.path,
            mark: handler.mark,
            problem: problem,
            hint: hint
        ).causing("ValueError", "Unable to configure handler \(PythonText.repr(handler.name))")
    }

    // MARK: Changing the tree

    /// Source: CPython `DictConfigurator.configure` from the loggers on, and `_handle_existing_loggers`.
    private func swap(
        _ opened: [(String, Handler)],
        previous: ActiveConfiguration?,
        isPreview: Bool = false
    ) -> ActiveConfiguration {
        let isPython = plan.compatibility == .python313
        let handlers = Dictionary(opened, uniquingKeysWith: { $1 })
        let existing = tree.loggerNames
        let foreign = isPython ? handlersOfTree(existing) : []
        for logger in plan.loggers { _ = tree.logger(logger.name) }
        tree.setCompatibility(plan.compatibility)
        let configured = Set(plan.loggers.map(\.name))
        let added = tree.edit { editor in
            var added: [String: [any Filter]] = [:]
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
                }
                if let kept = previous?.addedFilters[name], added[name] == nil { added[name] = kept }
            }
            if let root = plan.root {
                set(root, handlers, configured.contains("") ? nil : previous, in: editor, &added)
            } else if let kept = previous?.addedFilters[""], added[""] == nil {
                added[""] = kept
            }
            return added
        }
        let names = plan.handlerNames
        let inFileOrder = opened.sorted {
            (names.firstIndex(of: $0.0) ?? 0) < (names.firstIndex(of: $1.0) ?? 0)
        }
        return ActiveConfiguration(
            tree: tree,
            plan: plan,
            handlers: inFileOrder.map { (name: $0.0, handler: $0.1) },
            madeInOrder: opened.map(\.1),
            adopted: retire(previous, foreign: foreign, isPython: isPython),
            addedFilters: added,
            diagnostics: diagnostics,
            isPreview: isPreview
        )
    }

    /// Sets one logger.
    ///
    /// Source: CPython `common_logger_config`; filters that the previous configuration has added make way for the
    /// new ones, where CPython lets them add up.
    private func set(
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
        for filter in fresh where !filters.contains(where: { $0 === filter }) { filters.append(filter) }
        editor.setFilters(filters, of: name)
        added[name, default: []] += fresh
    }

    /// Whether a logger is below one of those named.
    static func isBelow(_ name: String, _ configured: Set<String>) -> Bool {
        var rest = Substring(name)
        while let dot = rest.lastIndex(of: ".") {
            rest = rest[..<dot]
            if configured.contains(String(rest)) { return true }
        }
        return false
    }

    // MARK: Letting go

    /// Closes what the previous configuration had made.
    ///
    /// A handler that a logger still has, because the new configuration says nothing about that logger, stays open and
    /// belongs to the new configuration. CPython closes every handler of the process, those of others included.
    ///
    /// - Returns: the handlers that stay.
    private func retire(_ previous: ActiveConfiguration?, foreign: [Handler], isPython: Bool) -> [Handler] {
        let attached = isPython ? [] : handlersOfTree(tree.loggerNames)
        var kept: [Handler] = []
        for handler in (previous?.ownedHandlers ?? []).reversed() {
            if attached.contains(where: { $0 === handler }) {
                kept.append(handler)
            } else {
                ActiveConfiguration.close(handler)
            }
        }
        for handler in foreign { ActiveConfiguration.close(handler) }
        return kept.reversed()
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
    /// Source: CPython `DictConfigurator.configure`, its incremental part.
    private func adjust(_ previous: ActiveConfiguration?) throws(LoggingConfigurationError) -> ActiveConfiguration {
        for (name, _) in plan.handlerLevels where previous?.handler(named: name) == nil {
            let fault = Fault(
                "ValueError",
                "No handler found with name \(PythonText.repr(name))",
                code: .unknownHandler,
                path: "handlers." + name,
                mark: nil,
                problem: "no handler is named '\(name)' in the configuration that is in force"
            )
            throw LoggingConfigurationError(
                stage: .dictConfig,
                chain: fault.chain,
                diagnostics: DiagnosticReporter.sorted(diagnostics + [reporter.diagnostic(fault)])
            )
        }
        for (name, level) in plan.handlerLevels {
            if let level { previous?.handler(named: name)?.level = level.level }
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
        guard let previous else {
            return ActiveConfiguration(
                tree: tree,
                plan: plan,
                handlers: [],
                madeInOrder: [],
                adopted: [],
                addedFilters: [:],
                diagnostics: diagnostics,
                isPreview: false
            )
        }
        return previous
    }
}
