internal import LogRuntime
internal import YAMLTree

extension Planner {
    /// The section `loggers` of an INI file, and those of the loggers: the root first.
    ///
    /// Source: CPython `logging.config._install_loggers`.
    mutating func planLoggers(of file: INIDocument) {
        var listed: [ListedName]
        do throws(Fault) {
            listed = try keys(of: "loggers", in: file)
            guard let root = listed.firstIndex(where: { $0.name == "root" }) else {
                let section = file["loggers"]
                throw Fault(
                    "ValueError",
                    "list.remove(x): x not in list",
                    code: .invalidSection,
                    path: "loggers.keys",
                    mark: section?["keys"]?.mark ?? section?.mark,
                    problem: "'keys' does not name 'root'",
                    hint: "write 'keys = root' and a section [logger_root]"
                )
            }
            let item = listed.remove(at: root)
            let section = try section("logger_root", of: file, named: "loggers.keys", at: item.mark)
            plan.root = try logger(section, named: "", in: file)
        } catch {
            record(error)
            return
        }
        for item in listed {
            do throws(Fault) {
                let section = try section("logger_" + item.name, of: file, named: "loggers.keys", at: item.mark)
                let qualified = try required("qualname", of: section, in: file)
                let written = qualified.value
                try checkDepth(of: written, at: qualified.mark)
                let name = written == "root" ? "" : written
                let propagates = try propagation(of: section, in: file)
                var logger = try logger(section, named: name, in: file)
                logger.propagates = propagates
                if name.isEmpty, let root = plan.root {
                    // The later one of two sections for the root counts, a level that it does not set stays.
                    logger.level = logger.level ?? root.level
                    plan.root = logger
                }
                plan.loggers.append(logger)
                plan.writtenNames.append(written)
            } catch {
                record(error)
            }
        }
    }

    private mutating func logger(
        _ section: INIDocument.Section,
        named name: String,
        in file: INIDocument
    ) throws(Fault) -> Plan.LoggerPlan {
        var logger = Plan.LoggerPlan(name: name, mark: section.mark)
        if let level = try text("level", of: section, in: file) {
            do throws(Fault) {
                logger.level = try self.level(level.node, at: level.path)
            } catch {
                record(error)
            }
        }
        let text = try required("handlers", of: section, in: file)
        var seen: Set<String> = []
        for item in list(text) {
            switch handlers[Planner.identity(item.name)] {
            case .ready(let handler)?:
                if seen.insert(handler.name).inserted { logger.handlers.append(handler.name) }
            case .faulty?: break
            case nil: record(unknown(item.name, "handler", among: handlers, .unknownHandler, at: text.path, item.mark))
            }
        }
        return logger
    }

    /// `propagate`: a number, of which 0 counts as false.
    private func propagation(
        of section: INIDocument.Section,
        in file: INIDocument
    ) throws(Fault) -> (value: Bool, shown: LogValue) {
        guard let text = try text("propagate", of: section, in: file) else { return (true, 1) }
        let digits = text.value.replacing("_", with: "")
        guard let number = Int(digits) else {
            throw Fault(
                "ValueError",
                "invalid literal for int() with base 10: \(PythonText.repr(text.value))",
                code: .invalidEntry,
                path: text.path,
                mark: text.mark,
                problem: "'\(text.value)' is not a number",
                hint: "write 1 or 0"
            )
        }
        return (number != 0, .int(Int64(number)))
    }

    // MARK: Doubts

    /// Sections and options that nothing looks at, handlers and formatters that nothing uses.
    mutating func reviewSections(of file: INIDocument) {
        let options = [
            "formatter_": ["format", "datefmt", "style", "defaults", "class"],
            "handler_": ["class", "level", "formatter", "args", "kwargs", "target"],
            "logger_": ["level", "handlers", "qualname", "propagate"],
        ]
        let plural = ["formatter_": "formatters", "handler_": "handlers", "logger_": "loggers"]
        for section in file.sections {
            guard let prefix = options.keys.first(where: { section.name.hasPrefix($0) }) else { continue }
            let name = String(section.name.dropFirst(prefix.count))
            let list = plural[prefix] ?? ""
            if let keys = try? keys(of: list, in: file), !keys.contains(where: { $0.name == name }) {
                doubt(
                    .unknownKey,
                    at: section.name,
                    section.mark,
                    "section [\(section.name)] is not listed, and it is ignored",
                    hint: "add '\(name)' to 'keys' of section [\(list)]"
                )
                continue
            }
            let known = options[prefix] ?? []
            for option in section.options where !known.contains(option.name) {
                // An option may be there for others to refer to.
                guard !section.options.contains(where: { $0.value.contains("%(\(option.name))") }) else { continue }
                doubt(
                    .unknownKey,
                    at: section.name + "." + option.name,
                    option.mark,
                    "'\(option.name)' has no meaning here, and it is ignored",
                    hint: EditDistance.suggestion(for: option.name, in: known)
                )
            }
        }
        guard faults.isEmpty else { return }
        var used = Set(plan.loggers.flatMap(\.handlers) + (plan.root?.handlers ?? []))
        for handler in plan.handlers { used.formUnion(handler.blueprint.references) }
        for handler in plan.handlers where !used.contains(handler.name) {
            let mark = file["handler_" + handler.name]?.mark
            doubt(.unusedHandler, at: "handler_" + handler.name, mark, "no logger uses handler '\(handler.name)'")
        }
        let wanted = Set(plan.handlers.compactMap { $0.formatter?.name })
        for (identity, _) in formatters {
            guard let name = SectionKey.text(ofIdentity: identity), !wanted.contains(name) else { continue }
            let mark = file["formatter_" + name]?.mark
            doubt(.unusedFormatter, at: "formatter_" + name, mark, "no handler uses formatter '\(name)'")
        }
    }
}
