internal import LogRuntime
internal import YAMLTree

extension Planner {
    /// How far an attempt to plan a handler came.
    private enum Attempt {
        /// It is planned, or its faults are recorded.
        case done
        /// It waits for another handler.
        case deferred(Fault)
    }

    /// The keys that every handler has.
    static let commonKeys: Set<String> = ["formatter", "level", "filters", "class"]

    /// The section `handlers`: in the order of their names, those that wait for others afterwards.
    ///
    /// CPython gives those that wait one more turn, in the same order; we go on as long as it helps.
    mutating func planHandlers() {
        let all = entries(of: "handlers", isSorted: true, wrap: { "Unable to configure handler \($0)" })
        plan.handlerNames = all.map(\.key.pythonStr)
        handlerIdentities = Set(all.map { SectionKey($0.key).identity })
        guard let sorted = sortedEntries(all) else { return }
        var waiting: [Waiting] = []
        for (place, entry) in sorted.enumerated() {
            if case .deferred(let fault) = attempt(entry) {
                waiting.append(Waiting(place: place, entry: entry, fault: fault))
            }
        }
        if isPython { giveLastTurn(waiting) } else { giveFurtherTurns(waiting) }
        refuseLongChains()
    }

    /// How many handlers may hand a record on, one to the next: each takes its part of the thread's stack.
    private static let chainLimit = 200

    /// A chain of handlers that no thread could carry a record through.
    ///
    /// CPython finds that out with the record, as `RecursionError`.
    private mutating func refuseLongChains() {
        var lengths: [String: Int] = [:]
        for handler in plan.handlers {
            let length = 1 + (handler.blueprint.references.compactMap { lengths[$0] }.max() ?? 0)
            lengths[handler.name] = length
            guard length > Planner.chainLimit else { continue }
            record(
                Fault(
                    "RecursionError",
                    "maximum recursion depth exceeded",
                    code: .handlerCycle,
                    path: handler.path,
                    mark: handler.mark,
                    problem: "records would be handed on by more than \(Planner.chainLimit) handlers, one to the next",
                    hint: "let one of them hand its records to a handler that writes"
                )
            )
            return
        }
    }

    /// A handler that waits for another.
    private struct Waiting {
        /// Its place in the order of the names.
        let place: Int
        /// The handler.
        let entry: (key: Node, value: Node)
        /// What CPython says about it.
        var fault: Fault
    }

    /// Gives each handler that waits the second turn that is its last in CPython.
    private mutating func giveLastTurn(_ waiting: [Waiting]) {
        for item in waiting {
            guard case .deferred(let fault) = attempt(item.entry) else { continue }
            // Those that wait for it need not be told.
            handlers[SectionKey(item.entry.key).identity] = .faulty
            record(orderFault(fault))
        }
    }

    /// Gives a handler another turn whenever the one that it waits for has been made.
    private mutating func giveFurtherTurns(_ waiting: [Waiting]) {
        var queue = waiting
        var next = 0
        var sleeping: [String?: [Waiting]] = [:]
        while next < queue.count {
            var item = queue[next]
            next += 1
            if item.fault.awaited.map({ handlers[$0] == nil }) ?? false {
                sleeping[item.fault.awaited, default: []].append(item)
            } else if case .deferred(let fault) = attempt(item.entry) {
                item.fault = fault
                sleeping[fault.awaited, default: []].append(item)
            } else {
                queue += sleeping.removeValue(forKey: SectionKey(item.entry.key).identity) ?? []
            }
        }
        let cycle = sleeping.values.flatMap(\.self).sorted { $0.place < $1.place }
        if !cycle.isEmpty { recordCycle(cycle) }
    }

    private func orderFault(_ fault: Fault) -> Fault {
        var fault = fault
        fault.code = .handlerOrder
        return fault
    }

    /// Names the handlers that wait for one another.
    private mutating func recordCycle(_ waiting: [Waiting]) {
        let listed = waiting.prefix(Planner.listedNames).map { "'\($0.entry.key.pythonStr)'" }
        let others = waiting.count - listed.count
        let names = listed.joined(separator: ", ") + (others > 0 ? " and \(others) more" : "")
        for item in waiting {
            handlers[SectionKey(item.entry.key).identity] = .faulty
            var fault = item.fault
            fault.code = .handlerCycle
            fault.problem = "the handler waits for itself through \(names)"
            fault.hint = "let one of them hand its records to a handler that writes"
            record(fault)
        }
    }

    /// The entries in Python's order of their names.
    private mutating func sortedEntries(_ entries: [(key: Node, value: Node)]) -> [(key: Node, value: Node)]? {
        do throws(PythonOrder.Incomparable) {
            return try PythonOrder.sorted(entries)
        } catch {
            let (first, second) = (error.left, error.right)
            record(
                Fault(
                    "TypeError",
                    "'<' not supported between instances of '\(first.value.pythonTypeName)' "
                        + "and '\(second.value.pythonTypeName)'",
                    code: .invalidSection,
                    path: "handlers",
                    mark: (first.string == nil ? first : second).mark,
                    problem: "the names of handlers are texts and other values",
                    hint: "write the names in quotes"
                )
            )
            return nil
        }
    }

    private mutating func attempt(_ entry: (key: Node, value: Node)) -> Attempt {
        let path = "handlers." + entry.key.pythonStr
        let identity = SectionKey(entry.key).identity
        let wrap = { (fault: Fault) in
            fault.causing("ValueError", "Unable to configure handler \(entry.key.pythonRepr)")
        }
        do throws(Fault) {
            let value = try resolver.value(entry.value, as: .handler, at: path)
            let config = try Planner.dictionary(value, at: path, noun: "handler", code: .invalidEntry)
            let factory: HandlerFactory
            let before = faults.count
            let formatter = formatterReference(of: config, at: path, wrap)
            for key in ["level", "filters"] { _ = try resolver.value(key, of: config, at: path) }
            do throws(Fault) {
                factory = try handlerFactory(of: config, at: path, mark: entry.key.mark)
            } catch {
                handlers[identity] = .faulty
                record(wrap(error))
                planRest(of: config, at: path, wrap)
                return .done
            }
            let references: [String]
            let flushLevel = try self.flushLevel(of: config, factory, at: path)
            if factory.references == .handlers,
                let fault = queueFault(factory, config, at: path, mark: entry.key.mark)
            {
                record(wrap(fault))
                // The handlers behind it, and the rest, are looked at all the same.
                do throws(Fault) {
                    _ = try handlerReferences(of: config, factory, at: path)
                } catch {
                    if !error.isDeferral { record(wrap(error)) }
                }
                handlers[identity] = .faulty
                planRest(of: config, at: path, wrap)
                return .done
            }
            do throws(Fault) {
                guard let ready = try handlerReferences(of: config, factory, at: path) else {
                    handlers[identity] = .faulty
                    return .done
                }
                references = ready
            } catch {
                if error.isDeferral {
                    dropFaults(after: before)
                    return .deferred(wrap(error))
                }
                handlers[identity] = .faulty
                record(wrap(error))
                references = []
            }
            let blueprint: HandlerBlueprint
            do throws(Fault) {
                blueprint = try handlerBlueprint(
                    factory,
                    config,
                    flushLevel: flushLevel,
                    at: path,
                    mark: entry.key.mark
                )
            } catch {
                handlers[identity] = .faulty
                record(wrap(error))
                planRest(of: config, at: path, wrap)
                return .done
            }
            var handler = Plan.HandlerPlan(
                name: entry.key.pythonStr,
                factory: factory,
                blueprint: blueprint,
                formatter: formatter,
                order: nextStep(),
                mark: config["filename"]?.mark ?? config["address"]?.mark ?? entry.key.mark,
                path: config["filename"] == nil ? path : path + ".filename"
            )
            handler.blueprint.references = references
            let rest = planRest(of: config, at: path, wrap)
            handler.level = rest.level
            handler.filters = rest.filters
            handler.attributes = rest.attributes
            do throws(Fault) {
                try setAttributes(rest.attributeValue, of: &handler, factory, at: path)
            } catch {
                record(wrap(error))
            }
            handlers[identity] = faults.count == before ? .ready(handler) : .faulty
            // A handler with other faults is still opened by CPython, which may fail before it comes to them.
            plan.handlers.append(handler)
        } catch {
            handlers[identity] = .faulty
            record(wrap(error))
        }
        return .done
    }

    /// A value that `dict(…)` is made of.
    ///
    /// Source: CPython's errors for what is none.
    static func dictionary(
        _ value: Value,
        at path: String,
        noun: String,
        code: DiagnosticCode
    ) throws(Fault) -> YAMLMapping {
        let (type, message): (String, String)
        switch value.node?.value {
        case .mapping(let mapping)?: return mapping
        case .string(let text)? where !text.isEmpty:
            (type, message) = (
                "ValueError", "dictionary update sequence element #0 has length 1; 2 is required"
            )
        case .sequence(let items)? where !items.isEmpty:
            (type, message) = sequenceFault(items[0])
        case .sequence? where !path.isEmpty:
            (type, message) = (
                "TypeError", "ConvertingList.pop() takes from 1 to 2 positional arguments but 3 were given"
            )
        case .string?, .sequence?, .set?, .omap?, .pairs?:
            if path.isEmpty { return YAMLMapping() }
            (type, message) = ("AttributeError", value.missingAttribute("pop"))
        default:
            (type, message) =
                value.isStream
                ? ("io.UnsupportedOperation", "not readable")
                : ("TypeError", "'\(value.typeName)' object is not iterable")
        }
        throw Fault(
            type,
            message,
            code: code,
            path: path,
            mark: value.mark,
            problem: value.isNull ? "the \(noun) is empty" : "the \(noun) is not a mapping"
        )
    }

    private static func sequenceFault(_ first: Node) -> (String, String) {
        let length: Int
        switch first.value {
        case .string(let text): length = text.unicodeScalars.count
        case .sequence(let items): length = items.count
        case .mapping(let mapping): length = mapping.count
        default: return ("TypeError", "cannot convert dictionary update sequence element #0 to a sequence")
        }
        return ("ValueError", "dictionary update sequence element #0 has length \(length); 2 is required")
    }

    private mutating func formatterReference(
        of config: YAMLMapping,
        at path: String,
        _ wrap: (Fault) -> Fault
    ) -> Plan.FormatterPlan? {
        let place = path + ".formatter"
        do throws(Fault) {
            guard let value = try resolver.value("formatter", of: config, at: path), value.isTrue else { return nil }
            do throws(Fault) {
                let found = try lookUp(
                    value,
                    in: formatters,
                    section: "formatters",
                    noun: "formatter",
                    .unknownFormatter,
                    isConverted: true,
                    at: place
                )
                if case .ready(let formatter) = found { return formatter }
                return nil
            } catch {
                throw error.causing("ValueError", "Unable to set formatter \(value.pythonRepr)")
            }
        } catch {
            record(wrap(error))
            return nil
        }
    }

    /// What CPython sets once the handler is made: level, filters, attributes.
    @discardableResult
    private mutating func planRest(
        of config: YAMLMapping,
        at path: String,
        _ wrap: (Fault) -> Fault
    ) -> (level: Plan.LevelPlan?, filters: [Plan.FilterPlan], attributes: LogObject, attributeValue: Value?) {
        var level: Plan.LevelPlan?
        var filters: [Plan.FilterPlan] = []
        var attributes = LogObject()
        var attributeValue: Value?
        do throws(Fault) {
            if let value = try resolver.value("level", of: config, at: path), !value.isNull {
                level = try self.level(value, at: path + ".level")
            }
        } catch {
            record(wrap(error))
        }
        do throws(Fault) {
            if let value = try resolver.value("filters", of: config, at: path), value.isTrue {
                filters = filterList(value, at: path + ".filters", wrap: wrap)
            }
            let value = try resolver.value(".", of: config, at: path)
            attributes = try self.attributes(value, at: path)
            attributeValue = value
        } catch {
            record(wrap(error))
        }
        return (level, filters, attributes, attributeValue)
    }
}
