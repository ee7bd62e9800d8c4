internal import LogRuntime
internal import YAMLTree

extension Planner {
    /// Looks for what is legal and surely not meant.
    mutating func review() {
        reviewTopKeys()
        reviewNestedSections()
        guard !plan.isIncremental else { return }
        reviewUses()
        reviewFiles()
        reviewDeliveries()
        reviewVariables()
        reviewLimits()
        reviewFormats()
        if faults.isEmpty {
            reviewLevels()
            reviewDeadEnds()
            reviewFilters()
        }
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
            if KeyHome.top.contains(key) || wanted.contains(key) { continue }
            // The usual ways to keep anchors: x-name, .name, _name.
            if key.hasPrefix("x-") || key.hasPrefix(".") || key.hasPrefix("_") { continue }
            let problem = "'\(key)' stands at the top, where nothing looks at it"
            if ["propagate", "level"].contains(key) {
                doubt(.misplacedKey, at: key, keyNode.mark, problem, hint: "put it below a logger or 'root'")
            } else if let mapping = value.mapping, mapping["version"] != nil || mapping["handlers"]?.mapping != nil {
                doubt(
                    .misplacedKey,
                    at: key,
                    keyNode.mark,
                    problem,
                    hint: "the configuration seems to be below it: give that part a file of its own"
                )
            } else if let section = value.mapping.flatMap({ KeyHome.section(forKeys: $0.entries.map(\.key.pythonStr)) }
            ),
                EditDistance.nearest(to: key, in: KeyHome.top) == nil
            {
                doubt(
                    .misplacedKey,
                    at: key,
                    keyNode.mark,
                    problem,
                    hint: "indent it, so that it belongs to '\(section)'"
                )
            } else if let advice = KeyHome.advice(for: key, in: .top) {
                doubt(.misplacedKey, at: key, keyNode.mark, problem, hint: advice)
            } else {
                doubt(
                    .unknownKey,
                    at: key,
                    keyNode.mark,
                    "a configuration has no key '\(key)', and it is ignored",
                    hint: EditDistance.suggestion(for: key, in: KeyHome.top)
                )
            }
        }
    }

    /// Sections that are indented too far, so that they are taken for entries of another.
    private mutating func reviewNestedSections() {
        for section in ["formatters", "filters", "handlers", "loggers"] {
            for (keyNode, value) in document[section]?.mapping?.entries ?? [] {
                let key = keyNode.pythonStr
                // `root` among the loggers is the root.
                guard KeyHome.top.contains(key), key != "root" || section != "loggers" else { continue }
                let isSection = value.mapping?.entries.allSatisfy { $0.value.mapping != nil } ?? true
                guard isSection else { continue }
                dropDoubts(below: section + "." + key)
                doubt(
                    .misplacedKey,
                    at: section + "." + key,
                    keyNode.mark,
                    "'\(key)' stands below '\(section)' and is taken for one of the \(section)",
                    hint: "move it to the left, to the height of '\(section)'"
                )
            }
        }
        let twice = plan.loggers.first { $0.name.isEmpty }
        if let twice, let root = plan.root, !plan.isIncremental {
            doubt(
                .duplicateRoot,
                at: "root",
                document.keyNode(for: "root")?.mark ?? root.mark,
                "the root is configured twice, here and in line \(twice.mark.line) among the loggers, "
                    + "and these handlers take the place of those",
                hint: "keep one of the two"
            )
        }
    }

    /// The first words of all `cfg://` references.
    private func referencedWords() -> Set<String> {
        var words: Set<String> = []
        Planner.forEachText(in: document) { text, _, _ in
            guard let (scheme, rest) = Resolver.reference(text), scheme == "cfg" else { return }
            if let path = try? ReferencePath.read(rest) { words.insert(path.first) }
        }
        return words
    }

    /// `${NAME}` outside of formats: other programs replace it, here it stays as it is.
    private mutating func reviewVariables() {
        guard let handlers = document["handlers"]?.mapping else { return }
        var found: [(path: String, mark: Mark, text: String, advice: String)] = []
        Planner.forEachText(in: handlers) { text, path, mark in
            guard let advice = VariableSyntax.advice(for: text) else { return }
            found.append((path.text, mark, text, advice))
        }
        for item in found where !faults.contains(where: { $0.fault.path == "handlers." + item.path }) {
            let shown = SecretKeys.contains(path: item.path) ? "the value" : "'\(item.text)'"
            doubt(
                .literalVariable,
                at: "handlers." + item.path,
                item.mark,
                "\(shown) is taken as it stands: '${…}' is not replaced",
                hint: isPython ? nil : item.advice
            )
        }
    }

    /// Calls a closure with every text below a mapping, its path and its place.
    private static func forEachText(
        in mapping: YAMLMapping,
        _ body: (_ text: String, _ path: DocumentPath, _ mark: Mark) -> Void
    ) {
        var seen: Set<ObjectIdentifier> = []
        var path = DocumentPath()
        func visit(_ node: Node) {
            switch node.value {
            case .string(let text): body(text, path, node.mark)
            case .sequence(let items):
                for (index, item) in items.enumerated() where isNew(item) {
                    path.enter(index: index)
                    visit(item)
                    path.leave()
                }
            case .mapping(let mapping): visit(mapping)
            default: return
            }
        }
        func visit(_ mapping: YAMLMapping) {
            for entry in mapping.entries where isNew(entry.value) {
                path.enter(key: entry.key)
                visit(entry.value)
                path.leave()
            }
        }
        func isNew(_ node: Node) -> Bool { !node.isRecurrence && seen.insert(ObjectIdentifier(node)).inserted }
        visit(mapping)
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
}
