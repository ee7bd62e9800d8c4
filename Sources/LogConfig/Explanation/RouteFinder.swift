internal import LogRuntime
internal import YAMLTree

/// Follows a record through a plan.
struct RouteFinder {
    let plan: Plan
    let level: Level
    /// The logger's name, empty for the root.
    let logger: String
    private let names: LevelNames

    /// Creates a finder for one record.
    init(plan: Plan, level: Level, logger: String) {
        self.plan = plan
        self.level = level
        self.logger = logger
        names = LevelNames(compatibility: plan.compatibility)
    }

    /// The record's way.
    func route() -> RecordRoute {
        let checks = [levelCheck()] + filterChecks()
        let isStopped = checks.contains { $0.verdict == .stopped }
        let stations = isStopped ? [] : self.stations()
        let configured = Set(plan.loggers.map(\.name))
        return RecordRoute(
            logger: shown(logger),
            level: level,
            levelName: names.name(of: level),
            checks: checks,
            stations: stations,
            repetitions: repetitions(stations),
            lastResort: isStopped || stations.contains { !$0.deliveries.isEmpty } ? nil : lastResort(),
            isDisabledIfExisting: !plan.isIncremental && plan.disablesExisting.value && !logger.isEmpty
                && !configured.contains(logger) && !Assembly.isBelow(logger, configured)
        )
    }

    // MARK: Before the handlers

    private func levelCheck() -> RecordRoute.Check {
        let effective = plan.effectiveLevel(of: logger)
        let name = names.name(of: effective.level.level)
        let origin =
            if !effective.isSet {
                "\(Planner.shown(logger)) takes from \(name) on, since the root has no level of its own"
            } else if effective.from == logger {
                "\(Planner.shown(logger)) takes from \(name) on"
            } else {
                "\(Planner.shown(logger)) takes from \(name) on, by the level of \(Planner.shown(effective.from))"
            }
        return RecordRoute.Check(verdict: level >= effective.level.level ? .passes : .stopped, reason: origin)
    }

    private func filterChecks() -> [RecordRoute.Check] {
        let shares = plan.settings.filtersApplyToChildren
        var checks: [RecordRoute.Check] = []
        var asked: [any Filter] = []
        for name in Plan.lineage(of: logger) where shares || name == logger {
            let place = plan.logger(named: name)
            for filter in place?.filters ?? [] where !asked.contains(where: { $0 === filter.filter }) {
                asked.append(filter.filter)
                checks.append(check(filter, of: "logger \(Planner.shown(name))"))
            }
            if place?.propagates?.value == false { break }
        }
        return checks
    }

    /// What a filter says; the name's part is all that can be known beforehand.
    private func check(_ filter: Plan.FilterPlan, of owner: String) -> RecordRoute.Check {
        guard let named = filter.filter as? NameFilter else {
            return RecordRoute.Check(verdict: .depends, reason: "filter '\(filter.name)' of \(owner) decides")
        }
        let passes = Plan.lineage(of: logger).contains(named.name)
        return RecordRoute.Check(
            verdict: passes ? .passes : .stopped,
            reason: "filter '\(filter.name)' of \(owner) takes records of "
                + (named.name.isEmpty ? "every logger" : "'\(named.name)' and below")
        )
    }

    private func lastResort() -> RecordRoute.Check {
        RecordRoute.Check(
            verdict: level >= .warning ? .passes : .stopped,
            reason:
                "no logger on the way has a handler: records from WARNING on go to standard error, the others nowhere"
        )
    }

    // MARK: The handlers

    private func stations() -> [RecordRoute.Station] {
        plan.route(from: logger).map { name, logger in
            RecordRoute.Station(
                logger: shown(name),
                line: logger?.mark.line,
                deliveries: (logger?.handlers ?? []).compactMap(plan.handler(named:)).map { delivery($0, []) },
                propagates: name.isEmpty ? false : logger?.propagates?.value ?? true
            )
        }
    }

    /// What a handler does with the record.
    ///
    /// - Parameters:
    ///   - handler: the handler.
    ///   - before: the handlers that hand the record on to it.
    ///   - asksLevel: whether its level is asked.
    /// - Returns: the verdict, and what becomes of the record behind the handler.
    private func delivery(
        _ handler: Plan.HandlerPlan,
        _ before: [String],
        asksLevel: Bool = true
    ) -> RecordRoute.Delivery {
        let least = handler.level?.level ?? .notSet
        var verdict = RecordRoute.Verdict.passes
        var reason = least == .notSet ? "takes every level" : "takes from \(names.name(of: least)) on"
        if !asksLevel {
            reason = "its level is not asked"
        } else if level < least {
            verdict = .stopped
        }
        for filter in handler.filters where verdict != .stopped {
            let check = check(filter, of: "handler '\(handler.name)'")
            guard check.verdict != .passes else { continue }
            (verdict, reason) = (check.verdict, check.reason)
        }
        let isEnd =
            verdict == .stopped || before.contains(handler.name)
            || handler.factory.references == .handlers && plan.compatibility == .python313
        let hands = isEnd ? [] : handler.blueprint.references
        let settings = handler.blueprint.settings(nil, FileNaming())
        // A memory handler calls its target at once; only a queue's listener may ask for levels.
        let asks = settings["respect_handler_level"] == .bool(true)
        if handler.factory.references == .handlers, plan.compatibility == .python313, verdict != .stopped {
            reason = "keeps it in its queue, whose listener nobody starts"
        }
        return RecordRoute.Delivery(
            handler: handler.name,
            className: handler.factory.className,
            verdict: verdict,
            reason: reason,
            destination: destination(handler, settings),
            onward: hands.compactMap(plan.handler(named:)).map {
                delivery($0, before + [handler.name], asksLevel: asks)
            }
        )
    }

    /// Where a handler writes, as the file has it.
    private func destination(_ handler: Plan.HandlerPlan, _ settings: LogObject) -> String? {
        if let file = handler.file { return file.filename }
        if case .string(let stream)? = settings["stream"] { return stream }
        return nil
    }

    /// Handlers that get the record by several ways.
    private func repetitions(_ stations: [RecordRoute.Station]) -> [RecordRoute.Repetition] {
        var found: [(handler: String, ways: [String])] = []
        func count(_ deliveries: [RecordRoute.Delivery], by way: String) {
            for delivery in deliveries where delivery.verdict != .stopped {
                if let index = found.firstIndex(where: { $0.handler == delivery.handler }) {
                    found[index].ways.append(way)
                } else {
                    found.append((delivery.handler, [way]))
                }
                count(delivery.onward, by: way + " through " + delivery.handler)
            }
        }
        for station in stations { count(station.deliveries, by: station.logger) }
        return found.filter { $0.ways.count > 1 }.map { RecordRoute.Repetition(handler: $0.handler, ways: $0.ways) }
    }

    private func shown(_ name: String) -> String { name.isEmpty ? "root" : name }

}
