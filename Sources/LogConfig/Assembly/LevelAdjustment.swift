internal import LogRuntime
internal import YAMLTree

/// An incremental configuration: it changes levels of what is in force, and makes nothing.
struct LevelAdjustment {
    let plan: Plan
    let tree: LoggerTree
    let reporter: DiagnosticReporter
    let diagnostics: [Diagnostic]

    /// Changes the levels.
    ///
    /// Source: CPython `DictConfigurator.configure`, its incremental part.
    ///
    /// - Parameter previous: what is in force; `nil` if nothing is.
    /// - Returns: what is in force then.
    /// - Throws: `LoggingConfigurationError` when a handler is not there.
    func apply(to previous: ActiveConfiguration?) throws(LoggingConfigurationError) -> ActiveConfiguration {
        if let (fault, _) = LevelAdjustment.missingHandler(of: plan, in: previous) {
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
        tree.setConfiguredOverrides(of: plan)
        return previous
            ?? ActiveConfiguration(
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
}

extension LoggerTree {
    /// Has the levels count that a plan sets for a while.
    func setConfiguredOverrides(of plan: Plan) {
        setConfiguredOverrides(plan.settings.overrides.map { ($0.logger, $0.level, $0.end) })
    }
}
