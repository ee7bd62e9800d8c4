internal import LogRuntime
internal import YAMLTree

extension Planner {
    /// Handlers that would rename or empty one another's file.
    mutating func reviewFiles() {
        var users: [String: (first: Plan.HandlerPlan, firstDisturbing: Plan.HandlerPlan?)] = [:]
        for later in plan.handlers {
            guard let file = later.file, let destination = later.destination else { continue }
            guard let known = users[destination] else {
                users[destination] = (later, later.isDisturbing ? later : nil)
                continue
            }
            if let earlier = later.isDisturbing ? known.first : known.firstDisturbing {
                doubt(
                    .sharedFile,
                    at: later.path,
                    later.mark,
                    "handlers '\(earlier.name)' and '\(later.name)' write the same file '\(file.filename)'",
                    hint: "let one handler write it, and attach that one wherever it is wanted"
                )
            }
            if known.firstDisturbing == nil, later.isDisturbing { users[destination]?.firstDisturbing = later }
        }
    }

    /// Records that one handler, or one destination, gets twice, because a logger above has it, too.
    mutating func reviewDeliveries() {
        var seen: Set<String> = []
        let destinations = sharedDestinations()
        for name in plan.loggers.map(\.name) + [""] where seen.insert(name).inserted {
            guard let logger = plan.logger(named: name) else { continue }
            let above = plan.route(from: name).dropFirst()
            let isTold = reviewHandlers(of: logger, above: above)
            if !isTold, faults.isEmpty { reviewDestinations(of: logger, above: above, destinations) }
        }
    }

    /// The destinations that several handlers without filters write to, by the handlers' names.
    private func sharedDestinations() -> [String: String] {
        var handlers: [String: [String]] = [:]
        for handler in plan.handlers where handler.filters.isEmpty {
            if let destination = handler.destination { handlers[destination, default: []].append(handler.name) }
        }
        var destinations: [String: String] = [:]
        for (destination, names) in handlers where names.count > 1 {
            for name in names { destinations[name] = destination }
        }
        return destinations
    }

    /// The same handler at two places of a route.
    ///
    /// - Returns: whether there is one.
    private mutating func reviewHandlers(
        of logger: Plan.LoggerPlan,
        above: ArraySlice<(name: String, logger: Plan.LoggerPlan?)>
    ) -> Bool {
        for place in above {
            let twice = logger.handlers.filter { place.logger?.handlers.contains($0) ?? false }
            guard !twice.isEmpty else { continue }
            let shown = twice.map { "'\($0)'" }.joined(separator: ", ")
            doubt(
                .duplicateDelivery,
                at: "loggers.\(logger.name).handlers",
                logger.mark,
                "\(twice.count == 1 ? "handler" : "handlers") \(shown) would get the records of "
                    + "'\(logger.name)' twice, here and at \(Planner.shown(place.name))",
                hint: "write 'propagate: false', or leave the handler out in one place"
            )
            return true
        }
        return false
    }

    /// Two handlers on a route that write to the same place.
    ///
    /// A handler with filters may well take another part of the records.
    private mutating func reviewDestinations(
        of logger: Plan.LoggerPlan,
        above: ArraySlice<(name: String, logger: Plan.LoggerPlan?)>,
        _ destinations: [String: String]
    ) {
        for (index, handlerName) in logger.handlers.enumerated() {
            guard let destination = destinations[handlerName], let handler = plan.handler(named: handlerName) else {
                continue
            }
            let others = above.lazy.flatMap { place in (place.logger?.handlers ?? []).map { (place.name, $0) } }
            for (place, name) in logger.handlers.dropFirst(index + 1).map({ (logger.name, $0) }) + others {
                guard name != handlerName, destinations[name] == destination,
                    let other = plan.handler(named: name), !handler.disturbs(other)
                else { continue }
                let records = logger.name.isEmpty ? "every record" : "records of '\(logger.name)'"
                doubt(
                    .sharedDestination,
                    at: logger.name.isEmpty ? "root.handlers" : "loggers.\(logger.name).handlers",
                    logger.mark,
                    "handlers '\(handler.name)' and '\(other.name)' write \(records) to the same "
                        + "\(handler.file == nil ? "stream" : "file")"
                        + (place == logger.name ? "" : ", here and at \(Planner.shown(place))"),
                    hint: place == logger.name
                        ? "keep one of the two, or give them filters"
                        : "write 'propagate: false', or leave one of the two out"
                )
                return
            }
        }
    }

    /// A logger in a sentence.
    static func shown(_ name: String) -> String { name.isEmpty ? "the root" : "'\(name)'" }

    /// Sizes that are surely not meant in bytes, and archives without end.
    mutating func reviewLimits() {
        for handler in plan.handlers where handler.file?.isRotating == true {
            let settings = handler.blueprint.settings(nil, FileNaming())
            let entry = document["handlers"]?.mapping?[handler.name]?.mapping
            let path = "handlers." + handler.name
            if case .int(let size)? = settings["maxBytes"], (1..<1024).contains(size) {
                doubt(
                    .smallLimit,
                    at: path + ".maxBytes",
                    entry?["maxBytes"]?.mark ?? handler.mark,
                    "the file is rolled over at \(size) bytes",
                    hint: "'maxBytes' counts bytes; 10 megabytes are 10_000_000"
                )
            }
            if handler.blueprint.schedule != nil, settings["backupCount"] == .int(0) {
                doubt(
                    .unlimitedArchives,
                    at: path,
                    entry?["filename"]?.mark ?? handler.mark,
                    "without 'backupCount' old files are kept for good",
                    hint: "set 'backupCount' to the number of old files to keep",
                    severity: .note
                )
            }
        }
    }
}

extension Plan.HandlerPlan {
    /// Whether one of two handlers of one file puts it aside or empties it.
    fileprivate func disturbs(_ other: Plan.HandlerPlan) -> Bool {
        guard file != nil, other.file != nil, destination == other.destination else { return false }
        return isDisturbing || other.isDisturbing
    }

    /// Whether the handler renames or empties its file.
    fileprivate var isDisturbing: Bool { file.map { $0.isRotating || $0.mode.contains("w") } ?? false }
}
