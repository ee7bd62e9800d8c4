internal import LogRuntime
internal import YAMLTree

extension Planner {
    /// The section `formatters` of an INI file, and those of the formatters.
    ///
    /// Source: CPython `logging.config._create_formatters`.
    mutating func planFormatters(of file: INIDocument) {
        let listed: [ListedName]
        do throws(Fault) {
            listed = try keys(of: "formatters", in: file)
        } catch {
            return record(error)
        }
        for item in listed {
            let identity = Planner.identity(item.name)
            do throws(Fault) {
                formatters[identity] = .ready(try formatter(item, of: file))
            } catch {
                formatters[identity] = .faulty
                record(error)
            }
        }
    }

    /// The name of a section's item as ``SectionKey`` has it.
    static func identity(_ name: String) -> String {
        SectionKey(Node(.string(name), mark: Mark(file: "", line: 1, column: 1))).identity
    }

    private mutating func formatter(_ item: ListedName, of file: INIDocument) throws(Fault) -> Plan.FormatterPlan {
        let name = "formatter_" + item.name
        let section = try section(name, of: file, named: "formatters.keys", at: item.mark)
        let null = Value(content: .node(Node(.null, mark: section.mark)), mark: section.mark)
        let percent = Value(content: .node(Node(.string("%"), mark: section.mark)), mark: section.mark)
        var call = Call()
        call.positional = [
            try text("format", of: section, in: file, isRaw: true)?.node ?? null,
            try text("datefmt", of: section, in: file, isRaw: true)?.node ?? null,
            try text("style", of: section, in: file, isRaw: true)?.node ?? percent,
        ]
        let defaults = try text("defaults", of: section, in: file, isRaw: true)
        var named: NamedEntry?
        if let text = try text("class", of: section, in: file), !text.value.isEmpty {
            let entry = try names.find(text.value, as: .formatter, at: text.path, mark: text.mark)
            named = NamedEntry(entry: entry, name: text.value, path: text.path, mark: text.mark)
        }
        if let defaults { call.keywords.append(("defaults", try literal(defaults).value)) }
        var factory = TextFormatterClass.factory
        if let named { factory = try formatterFactory(named, called: call) }
        let blueprint = try made(factory, call, at: name, mark: section.mark) { try factory.make($0) }
        return formatterPlan(item.name, blueprint, factory, call)
    }

    /// The section `handlers` of an INI file, and those of the handlers.
    ///
    /// Source: CPython `logging.config._install_handlers`, which sets the targets of memory handlers when all are made.
    mutating func planHandlers(of file: INIDocument) {
        let listed: [ListedName]
        do throws(Fault) {
            listed = try keys(of: "handlers", in: file)
        } catch {
            return record(error)
        }
        var targets: [(handler: String, target: SectionText)] = []
        for item in listed {
            let identity = Planner.identity(item.name)
            do throws(Fault) {
                let before = faults.count
                let (handler, target) = try handler(item, of: file)
                handlers[identity] = faults.count == before ? .ready(handler) : .faulty
                plan.handlers.removeAll { $0.name == item.name }
                plan.handlers.append(handler)
                if let target { targets.append((item.name, target)) }
            } catch {
                handlers[identity] = .faulty
                record(error)
            }
        }
        plan.handlerNames = listed.map(\.name)
        for (_, target) in targets where handlers[Planner.identity(target.value)] == nil {
            record(unknown(target.value, "handler", among: handlers, .unknownHandler, at: target.path, target.mark))
        }
        orderByTargets(targets)
    }

    private mutating func handler(
        _ item: ListedName,
        of file: INIDocument
    ) throws(Fault) -> (handler: Plan.HandlerPlan, target: SectionText?) {
        let name = "handler_" + item.name
        let section = try section(name, of: file, named: "handlers.keys", at: item.mark)
        let className = try required("class", of: section, in: file)
        let formatterName = try text("formatter", of: section, in: file)
        let factory: HandlerFactory
        do throws(Fault) {
            factory = try handlerClass(className)
        } catch {
            // CPython reads the arguments of what it cannot call.
            if error.code == .wrongClass { _ = try call(of: section, in: file, shownAs: className.value) }
            throw error
        }
        var call = try call(of: section, in: file, shownAs: factory.className + "()")
        var target: SectionText?
        var targetFault: Fault?
        if factory.references == .target {
            do throws(Fault) {
                target = try text("target", of: section, in: file)
            } catch {
                // CPython reads the target when all else is done.
                targetFault = error
            }
        }
        if target?.value.isEmpty ?? false { target = nil }
        if let text = target {
            call.keywords.removeAll { $0.name == "target" }
            if let index = factory.call.parameters.firstIndex(of: "target"), index < call.positional.count {
                call.positional[index] = text.node
            } else {
                call.keywords.append(("target", text.node))
            }
        }
        var blueprint = try made(factory, call, at: name, mark: section.mark) { try factory.make($0) }
        blueprint.provenance = Provenance(factory.identity, className: factory.className, call)
        for item in blueprint.doubts {
            doubt(item.code, at: name + ".args", section["args"]?.mark ?? section.mark, item.problem, hint: item.hint)
        }
        let place = file.option("args", of: section) ?? file.option("kwargs", of: section)
        var handler = Plan.HandlerPlan(
            name: item.name,
            factory: factory,
            blueprint: blueprint,
            order: nextStep(),
            mark: place?.lines.first?.mark ?? section.mark,
            path: place.map { name + "." + $0.name } ?? name
        )
        handler.blueprint.references = target.map { [$0.value] } ?? []
        if let level = try text("level", of: section, in: file) {
            do throws(Fault) {
                handler.level = try self.level(level.node, at: level.path)
            } catch {
                record(error)
            }
        }
        if let formatterName, !formatterName.value.isEmpty {
            switch formatters[Planner.identity(formatterName.value)] {
            case .ready(let formatter)?: handler.formatter = formatter
            case .faulty?: break
            case nil:
                let (path, mark) = (formatterName.path, formatterName.mark)
                record(unknown(formatterName.value, "formatter", among: formatters, .unknownFormatter, at: path, mark))
            }
        }
        if let targetFault { throw targetFault }
        return (handler, target)
    }

    /// `args` and `kwargs`.
    ///
    /// Source: CPython evaluates both, then looks whether the second is a mapping, and then whether the first can be walked.
    private func call(
        of section: INIDocument.Section,
        in file: INIDocument,
        shownAs function: String
    ) throws(Fault) -> Call {
        let arguments = try argument("args", of: section, in: file)
        let keywords = try argument("kwargs", of: section, in: file)
        if let keywords, !keywords.literal.isMapping {
            throw Fault(
                "TypeError",
                "\(function) argument after ** must be a mapping, not \(keywords.literal.typeName)",
                code: .invalidArgument,
                path: keywords.text.path,
                mark: keywords.text.mark,
                problem: "'kwargs' is not a dictionary",
                hint: "write {'name': value}"
            )
        }
        var call = Call()
        if let arguments { call.positional = try positional(arguments.literal, arguments.text, function) }
        if let keywords { call.keywords = try self.keywords(keywords.literal, keywords.text) }
        return call
    }

    private func argument(
        _ name: String,
        of section: INIDocument.Section,
        in file: INIDocument
    ) throws(Fault) -> (literal: Literal, text: SectionText)? {
        guard let text = try text(name, of: section, in: file) else { return nil }
        return (try literal(text, as: .stream), text)
    }

    /// `args`: the items of what can be walked.
    private func positional(_ literal: Literal, _ text: SectionText, _ function: String) throws(Fault) -> [Value] {
        switch literal.content {
        case .items(let items, _): return items.map(\.value)
        case .entries(let entries): return entries.map(\.key.value)
        case .value(let value):
            if let string = value.string {
                return string.unicodeScalars.map { scalar in
                    Value(content: .node(Node(.string(String(scalar)), mark: value.mark)), mark: value.mark)
                }
            }
            throw Fault(
                "TypeError",
                "\(function) argument after * must be an iterable, not \(literal.typeName)",
                code: .invalidArgument,
                path: text.path,
                mark: text.mark,
                problem: "'args' is not a tuple",
                hint:
                    "write a comma behind a single argument: (\(value.node?.pythonRepr ?? text.value.trimmedParentheses),)"
            )
        }
    }

    /// `kwargs`: the entries of a dictionary.
    private func keywords(_ literal: Literal, _ text: SectionText) throws(Fault) -> [(name: String, value: Value)] {
        guard case .entries(let entries) = literal.content else { return [] }
        var keywords: [(name: String, value: Value)] = []
        for (key, value) in entries {
            guard let name = key.single?.string else {
                throw Fault(
                    "TypeError",
                    "keywords must be strings",
                    code: .invalidIdentifier,
                    path: text.path,
                    mark: key.mark,
                    problem: "the name of an argument is a text, not \(key.node.pythonRepr)"
                )
            }
            keywords.removeAll { $0.name == name }
            keywords.append((name, value.value))
        }
        return keywords
    }

    /// A name that no section has: Python's `KeyError`.
    func unknown<Item>(
        _ name: String,
        _ noun: String,
        among table: [String: Outcome<Item>],
        _ code: DiagnosticCode,
        at path: String,
        _ mark: Mark
    ) -> Fault {
        Fault(
            "KeyError",
            PythonText.repr(name),
            code: code,
            path: path,
            mark: mark,
            problem: "no \(noun) is named '\(name)'",
            hint: advice(on: name, among: table.keys.compactMap(SectionKey.text(ofIdentity:)), noun: noun)
        )
    }

    /// Puts the targets of memory handlers before the handlers that fill them.
    private mutating func orderByTargets(_ targets: [(handler: String, target: SectionText)]) {
        var ready = PlanList<Plan.HandlerPlan>()
        var waiting = plan.handlers
        while !waiting.isEmpty {
            let names = Set(waiting.map(\.name))
            let next = waiting.filter { handler in !handler.blueprint.references.contains { names.contains($0) } }
            if next.isEmpty {
                for handler in waiting {
                    guard let target = targets.first(where: { $0.handler == handler.name })?.target else { continue }
                    record(
                        Fault(
                            "RecursionError",
                            "maximum recursion depth exceeded",
                            code: .handlerCycle,
                            path: target.path,
                            mark: target.mark,
                            problem: "the handler hands its records to itself"
                        )
                    )
                }
                return
            }
            ready += next
            waiting.removeAll { handler in next.contains { $0.name == handler.name } }
        }
        plan.handlers = ready
    }
}

extension String {
    /// The text without one pair of round brackets around it.
    fileprivate var trimmedParentheses: String {
        hasPrefix("(") && hasSuffix(")") ? String(dropFirst().dropLast()) : self
    }
}
