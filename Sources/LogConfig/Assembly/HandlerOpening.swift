internal import LogRuntime
internal import YAMLTree

/// Opens the handlers of a plan: all of them, or none.
struct HandlerOpening {
    let plan: Plan
    let tree: LoggerTree
    let reporter: DiagnosticReporter
    let diagnostics: [Diagnostic]

    /// Opens them, or tells of all that cannot be opened.
    ///
    /// - Parameter previous: what is in force and may go on; `nil` has everything opened anew.
    /// - Returns: the handlers in the order in which they were made.
    /// - Throws: `LoggingConfigurationError`; what was opened until then is closed.
    func open(from previous: ActiveConfiguration?) throws(LoggingConfigurationError) -> [ReadyHandler] {
        var succession = Succession(from: previous, to: plan)
        let shares = plan.handlers.map { succession.share(of: $0) }
        var ready: [ReadyHandler] = []
        var handlers: [String: Handler] = [:]
        var faults: [Fault] = []
        if previous != nil {
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
                faults.append(Fault.opening(handler, failed: error, stage: plan.stage))
            }
        }
        guard let first = faults.first else {
            HandlerOpening.letFormattersLeaveTraces(in: ready.map(\.handler))
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
    ) throws -> ReadyHandler {
        switch share {
        case .whole(let present)?:
            return ReadyHandler(name: handler.name, handler: present, goesOn: true, isOpened: false)
        case .destination(let successor)?:
            configure(successor, as: handler)
            return ReadyHandler(name: handler.name, handler: successor, goesOn: false, isOpened: false)
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
            return ReadyHandler(name: handler.name, handler: made, goesOn: false, isOpened: true)
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

    /// Gives a handler what the plan says beside its class.
    func configure(_ handler: Handler, as plan: Plan.HandlerPlan) {
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
}
