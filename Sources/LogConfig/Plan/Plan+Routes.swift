internal import LogRuntime

extension Plan {
    /// What the configuration says about a logger, the root under the empty name; `nil` when it says nothing.
    ///
    /// The root may be configured twice, among the loggers and in a section of its own, which comes later.
    func logger(named name: String) -> LoggerPlan? {
        let all = loggers[name] + (name.isEmpty ? [root].compactMap(\.self) : [])
        guard var merged = all.first else { return nil }
        for later in all.dropFirst() {
            merged.level = later.level ?? merged.level
            merged.handlers = later.handlers
            merged.filters += later.filters
            merged.propagates = later.propagates ?? merged.propagates
        }
        return merged
    }

    /// The loggers whose handlers see the records of one, from itself up to the root or to one that does not propagate.
    ///
    /// - Parameter name: the logger; it need not be configured.
    /// - Returns: names, and what the configuration says about each.
    func route(from name: String) -> [(name: String, logger: LoggerPlan?)] {
        var route: [(name: String, logger: LoggerPlan?)] = []
        for name in Plan.lineage(of: name) {
            let logger = logger(named: name)
            route.append((name, logger))
            if !name.isEmpty, logger?.propagates?.value == false { break }
        }
        return route
    }

    /// A logger's name and those above it, the root's empty name last.
    static func lineage(of name: String) -> [String] {
        name.isEmpty ? [""] : LoggerTree.lineage(of: name) + [""]
    }

    /// The level that counts for a logger, and the logger that sets it; without any it is the root's own, WARNING.
    func effectiveLevel(of name: String) -> (level: LevelPlan, from: String, isSet: Bool) {
        for name in Plan.lineage(of: name) {
            // NOTSET asks the logger above, save at the root, where it lets everything pass.
            if let level = logger(named: name)?.level, level.level != .notSet || name.isEmpty {
                return (level, name, true)
            }
        }
        return (LevelPlan(level: .warning, shown: nil), "", false)
    }

    /// A handler by its name.
    func handler(named name: String) -> HandlerPlan? {
        handlers.first(named: name)
    }
}

extension Plan.HandlerPlan {
    /// The file or stream that the handler writes, the same text for the same one; `nil` for other destinations.
    var destination: String? {
        if let file { return "file " + FileNaming().absolutePath(of: file.filename) }
        guard case .string(let stream)? = blueprint.settings(nil, FileNaming())["stream"] else { return nil }
        return stream
    }

    /// What the handler does with a file.
    var file: HandlerBlueprint.FileUse? { blueprint.file }
}
