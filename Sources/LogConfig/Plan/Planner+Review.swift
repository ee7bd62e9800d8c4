internal import LogRuntime
internal import YAMLTree

extension Planner {
    private static let topKeys = [
        "version", "formatters", "filters", "handlers", "loggers", "root", "incremental", "disable_existing_loggers",
        "logconfig",
    ]

    /// Looks for what is legal and surely not meant.
    mutating func review() {
        reviewTopKeys()
        guard !plan.isIncremental else { return }
        reviewUses()
        reviewFiles()
        reviewDeliveries()
        if document["disable_existing_loggers"] == nil, faults.isEmpty {
            doubt(
                .disabledLoggers,
                at: "",
                nil,
                "loggers that exist already and are not named here will be switched off",
                hint: "write 'disable_existing_loggers: false' to keep them",
                severity: .note
            )
        }
    }

    /// Keys at the top that CPython does not look at, unless `cfg://` leads to them.
    private mutating func reviewTopKeys() {
        let wanted = referencedWords()
        for (keyNode, value) in document.entries {
            let key = keyNode.pythonStr
            if Planner.topKeys.contains(key) || wanted.contains(key) { continue }
            // The usual ways to keep anchors: x-name, .name, _name.
            if key.hasPrefix("x-") || key.hasPrefix(".") || key.hasPrefix("_") { continue }
            if ["propagate", "level"].contains(key) {
                doubt(
                    .misplacedKey,
                    at: key,
                    keyNode.mark,
                    "'\(key)' stands at the top, where nothing looks at it",
                    hint: "put it below a logger or 'root'"
                )
            } else if let mapping = value.mapping, let section = Planner.likelySection(of: mapping) {
                doubt(
                    .misplacedKey,
                    at: key,
                    keyNode.mark,
                    "'\(key)' stands at the top, where nothing looks at it",
                    hint: "indent it, so that it belongs to '\(section)'"
                )
            } else {
                doubt(
                    .unknownKey,
                    at: key,
                    keyNode.mark,
                    "a configuration has no key '\(key)', and it is ignored",
                    hint: EditDistance.suggestion(for: key, in: Planner.topKeys)
                )
            }
        }
    }

    /// Where an entry that stands at the top probably belongs.
    private static func likelySection(of mapping: YAMLMapping) -> String? {
        if mapping["class"] != nil || mapping["()"] != nil { return "handlers" }
        if mapping["format"] != nil || mapping["datefmt"] != nil { return "formatters" }
        if mapping["handlers"] != nil || mapping["level"] != nil || mapping["propagate"] != nil { return "loggers" }
        return nil
    }

    /// The first words of all `cfg://` references.
    private func referencedWords() -> Set<String> {
        var words: Set<String> = []
        var seen: Set<ObjectIdentifier> = []
        func visit(_ node: Node) {
            guard seen.insert(ObjectIdentifier(node)).inserted else { return }
            switch node.value {
            case .string(let text):
                guard let (scheme, rest) = Resolver.reference(text), scheme == "cfg" else { return }
                if let path = try? ReferencePath.read(rest) { words.insert(path.first) }
            case .sequence(let items): for item in items { visit(item) }
            case .mapping(let mapping): for entry in mapping.entries { visit(entry.value) }
            default: return
            }
        }
        for entry in document.entries { visit(entry.value) }
        return words
    }

    /// Handlers and formatters that nothing uses.
    private mutating func reviewUses() {
        var used = Set(plan.loggers.flatMap(\.handlers) + (plan.root?.handlers ?? []))
        for handler in plan.handlers { used.formUnion(handler.blueprint.references) }
        // Without any logger at all the file is half of a configuration, and the program attaches the handlers.
        let hasLoggers = document["loggers"] != nil || document["root"] != nil
        for (key, _) in document["handlers"]?.mapping?.entries ?? [] where hasLoggers && faults.isEmpty {
            guard !used.contains(key.pythonStr) else { continue }
            doubt(
                .unusedHandler,
                at: "handlers." + key.pythonStr,
                key.mark,
                "no logger uses handler '\(key.pythonStr)'"
            )
        }
        let wanted = Set(plan.handlers.compactMap { $0.formatter?.name })
        for (key, _) in document["formatters"]?.mapping?.entries ?? [] where faults.isEmpty {
            guard !wanted.contains(key.pythonStr) else { continue }
            doubt(
                .unusedFormatter,
                at: "formatters." + key.pythonStr,
                key.mark,
                "no handler uses formatter '\(key.pythonStr)'",
                severity: .note
            )
        }
    }

    /// Handlers that would rename or empty one another's file.
    mutating func reviewFiles() {
        let users = plan.handlers.filter { $0.blueprint.file != nil }
        for (index, later) in users.enumerated() {
            guard let file = later.blueprint.file else { continue }
            for earlier in users[..<index] {
                guard let other = earlier.blueprint.file else { continue }
                let name = LogRuntime.FileNaming().absolutePath(of: file.filename)
                guard name == LogRuntime.FileNaming().absolutePath(of: other.filename) else { continue }
                guard file.isRotating || other.isRotating || file.mode.contains("w") || other.mode.contains("w") else {
                    continue
                }
                doubt(
                    .sharedFile,
                    at: later.path,
                    later.mark,
                    "handlers '\(earlier.name)' and '\(later.name)' write the same file '\(file.filename)'",
                    hint: "let one handler write it, and attach that one wherever it is wanted"
                )
                break
            }
        }
    }

    /// Records that one handler gets twice, because a logger above has it, too.
    mutating func reviewDeliveries() {
        var byName: [String: Plan.LoggerPlan] = [:]
        for logger in plan.loggers { byName[logger.name] = logger }
        if let root = plan.root { byName[""] = root }
        for logger in plan.loggers where !logger.name.isEmpty {
            var place: Plan.LoggerPlan? = logger
            var name = logger.name
            while !name.isEmpty, place?.propagates?.value ?? true {
                name = name.lastIndex(of: ".").map { String(name[..<$0]) } ?? ""
                place = byName[name]
                guard let above = place else { continue }
                let twice = logger.handlers.filter { above.handlers.contains($0) }
                guard !twice.isEmpty else { continue }
                let shown = twice.map { "'\($0)'" }.joined(separator: ", ")
                doubt(
                    .duplicateDelivery,
                    at: "loggers.\(logger.name).handlers",
                    logger.mark,
                    "\(twice.count == 1 ? "handler" : "handlers") \(shown) would get the records of "
                        + "'\(logger.name)' twice, here and at \(name.isEmpty ? "the root" : "'\(name)'")",
                    hint: "write 'propagate: false', or leave the handler out in one place"
                )
                break
            }
        }
    }
}
