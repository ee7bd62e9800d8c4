internal import LogRuntime
internal import YAMLTree

extension Planner {
    /// The class that an entry names.
    func handlerFactory(of config: YAMLMapping, at path: String, mark: Mark) throws(Fault) -> HandlerFactory {
        let key = config["()"] == nil ? "class" : "()"
        guard let node = config[key] else {
            throw Fault(
                "AttributeError",
                "'NoneType' object has no attribute 'split'",
                code: .missingClass,
                path: path,
                mark: mark,
                problem: "the handler has no 'class'",
                hint: EditDistance.nearest(to: "class", in: config.entries.compactMap(\.key.string))
                    .map { "did you mean 'class' in place of '\($0)'?" } ?? Planner.adviceOnSection(of: config)
            )
        }
        let entry = try callable(node, as: .handler, at: path + "." + key)
        if case .handler(let factory) = entry { return factory }
        throw Fault(
            "TypeError",
            key == "class" ? "issubclass() arg 1 must be a class" : "\(node.pythonRepr) is not a handler",
            code: .wrongClass,
            path: path + "." + key,
            mark: node.mark,
            problem: "'\(node.pythonStr)' is not a handler",
            hint: entry.adviceOnSection
        )
    }

    /// The arguments, checked.
    ///
    /// `stream` is tried again as `strm`, as CPython does for its past.
    mutating func handlerBlueprint(
        _ factory: HandlerFactory,
        _ config: YAMLMapping,
        flushLevel: Plan.LevelPlan?,
        at path: String,
        mark: Mark
    ) throws(Fault) -> HandlerBlueprint {
        var left = Planner.commonKeys
        // Beside `()`, `class` is an argument like any other.
        if config["()"] != nil { left.remove("class") }
        var call = Call()
        call.keywords = try keywords(
            of: config,
            except: left,
            role: { $0 == "stream" ? .stream : .object },
            known: factory.call.names,
            at: path
        )
        if let flushLevel, let index = call.keywords.firstIndex(where: { $0.name == "flushLevel" }) {
            // Python keeps the truth value that it takes for a level.
            let value: YAMLValue = flushLevel.shown == nil ? .int(YAMLInteger(flushLevel.level.rawValue)) : .bool(true)
            let number = Node(value, mark: call.keywords[index].value.mark)
            call.keywords[index].value = Value(content: .node(number), mark: number.mark)
        }
        var blueprint: HandlerBlueprint
        do throws(Fault) {
            blueprint = try made(factory, call, at: path, mark: mark) { try factory.make($0) }
        } catch {
            guard error.code == .unknownArgument, error.chain[0].message.contains("'stream'") else { throw error }
            guard let index = call.keywords.firstIndex(where: { $0.name == "stream" }) else {
                throw error.because(of: error.chain[0].type, error.chain[0].message).replacingFirst(
                    "KeyError",
                    "'stream'"
                )
            }
            // No class of this library takes `strm`: Python's second attempt fails in the same way.
            call.keywords[index].name = "strm"
            var second = error.chain[0].message
            do throws(CallError) {
                _ = try factory.call.bind(call)
            } catch let again {
                second = again.message
            }
            throw error.because(of: error.chain[0].type, error.chain[0].message).replacingFirst("TypeError", second)
        }
        let changed = self.call(call, changedBy: config["."], of: factory)
        if !changed.attributes.isEmpty {
            blueprint = try made(factory, changed, at: path, mark: mark) { try factory.make($0) }
        }
        blueprint.provenance = Provenance(factory.identity, className: factory.className, call)
        for item in blueprint.doubts {
            let node = config[item.argument]
            doubt(item.code, at: path + "." + item.argument, node?.mark ?? mark, item.problem, hint: item.hint)
        }
        return blueprint
    }

    /// What is wrong with the queue or the listener, which CPython looks at before the handlers behind them.
    func queueFault(
        _ factory: HandlerFactory,
        _ config: YAMLMapping,
        at path: String,
        mark: Mark
    ) -> Fault? {
        var trial = self
        do throws(Fault) {
            _ = try trial.handlerBlueprint(factory, config, flushLevel: nil, at: path, mark: mark)
            return nil
        } catch {
            return error.path == path + ".queue" || error.path == path + ".listener" ? error : nil
        }
    }
}

extension Fault {
    /// The same fault with another exception in the first place.
    fileprivate func replacingFirst(_ type: String, _ message: String) -> Fault {
        var fault = self
        fault.chain[0] = Link(type: type, message: message)
        return fault
    }
}
