internal import LogRuntime
internal import YAMLTree

extension Planner {
    private static let loggerKeys = ["level", "handlers", "filters", "propagate"]

    /// The section `loggers`.
    ///
    /// Source: CPython `DictConfigurator.configure_logger`.
    mutating func planLoggers() {
        for entry in entries(of: "loggers", wrap: { "Unable to configure logger \($0)" }) {
            planLogger(entry, incremental: false)
        }
    }

    /// One logger by name.
    mutating func planLogger(_ entry: (key: Node, value: Node), incremental: Bool) {
        let path = "loggers." + entry.key.pythonStr
        let wrap = { (fault: Fault) in
            fault.causing("ValueError", "Unable to configure logger \(entry.key.pythonRepr)")
        }
        do throws(Fault) {
            let value = try resolver.value(entry.value, at: path)
            // What counts as false is the root by another name.
            guard let name = entry.key.string ?? (entry.key.isTrue ? nil : "") else {
                throw Fault(
                    "TypeError",
                    "A logger name must be a string",
                    code: .invalidLoggerName,
                    path: path,
                    mark: entry.key.mark,
                    problem: "the name of a logger is a text, not \(entry.key.pythonRepr)",
                    hint: "write it in quotes"
                )
            }
            try checkDepth(of: name, at: entry.key.mark)
            let config = try gettable(value, at: path, noun: "logger")
            let isRoot = name.isEmpty || name == "root"
            var logger = common(
                config,
                name: isRoot ? "" : name,
                incremental: incremental,
                at: path,
                mark: entry.key.mark,
                wrap
            )
            if let propagate = try resolver.value("propagate", of: config, at: path), !propagate.isNull {
                logger.propagates = (propagate.isTrue, propagate.shown)
                if let text = propagate.string, ["false", "no", "off", "0"].contains(text.lowercased()) {
                    doubt(
                        .truthAsText,
                        at: path + ".propagate",
                        propagate.mark,
                        "the text '\(text)' is not empty and counts as true",
                        hint: "write false without quotes"
                    )
                }
            }
            checkKeys(of: config, known: Planner.loggerKeys, noun: "logger", at: path)
            plan.loggers.append(logger)
            if entry.key.string != nil { plan.writtenNames.append(name) }
        } catch {
            record(wrap(error))
        }
    }

    /// Refuses names of an absurd depth, for which CPython would fill the memory.
    func checkDepth(of name: String, at mark: Mark?) throws(Fault) {
        let parts = name.utf8.count { $0 == UInt8(ascii: ".") } + 1
        guard parts > LoggerTree.partLimit else { return }
        let message = "the name of a logger has \(parts) parts; there may be \(LoggerTree.partLimit)"
        throw Fault(
            "ValueError",
            message,
            code: .invalidLoggerName,
            path: "loggers." + name.prefix(40) + "…",
            mark: mark,
            problem: message,
            hint: "a dot in a name begins a new part"
        )
    }

    /// The section `root`.
    ///
    /// Source: CPython `DictConfigurator.configure_root`; a root that counts as false is skipped.
    mutating func planRoot(incremental: Bool) {
        let wrap = { (fault: Fault) in fault.causing("ValueError", "Unable to configure root logger") }
        let value: Value?
        do throws(Fault) {
            value = try resolver.value("root", of: document, at: "")
        } catch {
            return record(error)
        }
        guard let value, value.isTrue else { return }
        do throws(Fault) {
            let config = try gettable(value, at: "root", noun: "root logger")
            plan.root = common(config, name: "", incremental: incremental, at: "root", mark: value.mark, wrap)
            if let key = config.keyNode(for: "propagate") {
                doubt(
                    .unknownKey,
                    at: "root.propagate",
                    key.mark,
                    "the root has nowhere to propagate to, and 'propagate' is ignored"
                )
            }
            checkKeys(of: config, known: Planner.loggerKeys, noun: "logger", at: "root")
        } catch {
            record(wrap(error))
        }
    }

    /// An entry that is asked `entry.get(…)`.
    private func gettable(_ value: Value, at path: String, noun: String) throws(Fault) -> YAMLMapping {
        if let mapping = value.node?.mapping { return mapping }
        throw Fault(
            "AttributeError",
            value.missingAttribute("get"),
            code: .invalidEntry,
            path: path,
            mark: value.mark,
            problem: value.isNull ? "the \(noun) is empty" : "the \(noun) is not a mapping",
            hint: value.isNull ? "write '{}' for a \(noun) without settings" : nil
        )
    }

    /// What loggers and the root have in common.
    ///
    /// Source: CPython `DictConfigurator.common_logger_config`.
    private mutating func common(
        _ config: YAMLMapping,
        name: String,
        incremental: Bool,
        at path: String,
        mark: Mark,
        _ wrap: (Fault) -> Fault
    ) -> Plan.LoggerPlan {
        var logger = Plan.LoggerPlan(name: name, mark: mark)
        do throws(Fault) {
            if let value = try resolver.value("level", of: config, at: path), !value.isNull {
                logger.level = try level(value, at: path + ".level")
            }
        } catch {
            record(wrap(error))
        }
        guard !incremental else { return logger }
        do throws(Fault) {
            if let value = try resolver.value("handlers", of: config, at: path), value.isTrue {
                logger.handlers = try handlerNames(value, at: path + ".handlers", wrap)
            }
        } catch {
            record(wrap(error))
        }
        do throws(Fault) {
            if let value = try resolver.value("filters", of: config, at: path), value.isTrue {
                logger.filters = filterList(value, at: path + ".filters", wrap: wrap)
            }
        } catch {
            record(wrap(error))
        }
        return logger
    }

    private mutating func handlerNames(
        _ value: Value,
        at path: String,
        _ wrap: (Fault) -> Fault
    ) throws(Fault) -> [String] {
        var names: [String] = []
        var seen: Set<String> = []
        for (index, item) in try Planner.iterated(value, at: path, code: .invalidEntry).enumerated() {
            let place = value.node?.sequence == nil ? path : "\(path)[\(index)]"
            do throws(Fault) {
                let itemValue = Value(content: .node(item), mark: item.mark)
                let found = try lookUpHandler(itemValue, at: place, isConverted: false)
                if case .ready(let handler)? = found, seen.insert(handler.name).inserted { names.append(handler.name) }
            } catch {
                var fault = error
                if let text = value.string {
                    fault.problem = "'handlers' is the text '\(text)', and CPython reads it letter by letter"
                    fault.hint = "write a list: [\(text)]"
                }
                record(wrap(fault.causing("ValueError", "Unable to add handler \(item.pythonRepr)")))
                if value.string != nil { break }
            }
        }
        return names
    }

    /// Keys that CPython does not look at.
    mutating func checkKeys(of config: YAMLMapping, known: [String], noun: String, at path: String) {
        for (key, _) in config.entries where !known.contains(key.pythonStr) {
            let advice = KeyHome.advice(for: key.pythonStr, in: .logger)
            doubt(
                advice == nil ? .unknownKey : .misplacedKey,
                at: path + "." + key.pythonStr,
                key.mark,
                "a \(noun) has no key '\(key.pythonStr)', and it is ignored",
                hint: advice ?? EditDistance.suggestion(for: key.pythonStr, in: known)
            )
        }
    }
}
