internal import LogRuntime
internal import YAMLTree

extension Planner {
    /// The level of a record that sends all on their way; CPython takes names for it in this one place.
    func flushLevel(
        of config: YAMLMapping,
        _ factory: HandlerFactory,
        at path: String
    ) throws(Fault) -> Plan.LevelPlan? {
        let isOurs = !isPython && factory.call.keywordOnly.contains("flushLevel")
        guard factory.references == .target || isOurs else { return nil }
        guard let value = try resolver.value("flushLevel", of: config, at: path) else { return nil }
        return try level(value, at: path + ".flushLevel")
    }

    /// The handlers that must be there before; `nil` when one of them is faulty.
    func handlerReferences(
        of config: YAMLMapping,
        _ factory: HandlerFactory,
        at path: String
    ) throws(Fault) -> [String]? {
        let items: [Value]
        let sentence: (Value) -> String
        switch factory.references {
        case .none: return []
        case .target:
            do throws(Fault) {
                guard let value = try resolver.value("target", of: config, at: path) else { return [] }
                items = [value]
            } catch {
                // CPython means to name the handler in question, and does not know it.
                throw error.causing(
                    "UnboundLocalError",
                    "cannot access local variable 'tn' where it is not associated with a value"
                )
            }
            sentence = { "Unable to set target handler \($0.pythonRepr)" }
        case .handlers:
            do throws(Fault) {
                guard let value = try resolver.value("handlers", of: config, at: path) else { return [] }
                items = try Planner.iterated(value, at: path + ".handlers", code: .invalidEntry)
                    .map { Value(content: .node($0), mark: $0.mark) }
            } catch {
                // CPython means to name the handler in question, and there is none.
                throw error.causing(
                    "UnboundLocalError",
                    "cannot access local variable 'hn' where it is not associated with a value"
                )
            }
            sentence = { "Unable to set required handler \($0.pythonRepr)" }
        }
        let place = path + (factory.references == .target ? ".target" : ".handlers")
        var names: [String] = []
        var isFaulty = false
        for item in items {
            do throws(Fault) {
                switch try lookUpHandler(item, at: place, isConverted: factory.references == .target) {
                case .ready(let handler)?: names.append(handler.name)
                case .faulty?: isFaulty = true
                case nil:
                    let message =
                        factory.references == .target
                        ? "target not configured yet"
                        : "Required handler \(item.pythonRepr) is not configured yet"
                    var fault = Fault(
                        "TypeError",
                        message,
                        code: .handlerOrder,
                        path: place,
                        mark: item.mark,
                        problem: "handler \(item.pythonRepr) comes later than the handler that needs it",
                        hint:
                            "CPython makes handlers in the order of their names, with one more turn for those that wait"
                    )
                    fault.awaited = item.node.map { SectionKey($0).identity }
                    throw fault
                }
            } catch {
                throw error.causing("ValueError", sentence(item))
            }
        }
        return isFaulty ? nil : names
    }

    /// Finds a handler by name; `nil` when it is not planned yet.
    func lookUpHandler(
        _ value: Value,
        at path: String,
        isConverted: Bool
    ) throws(Fault) -> Outcome<Plan.HandlerPlan>? {
        if let identity = value.node.map({ SectionKey($0).identity }), handlers[identity] == nil,
            handlerIdentities.contains(identity)
        {
            return nil
        }
        return try lookUp(
            value,
            in: handlers,
            section: "handlers",
            noun: "handler",
            .unknownHandler,
            isConverted: isConverted,
            at: path
        )
    }
}
