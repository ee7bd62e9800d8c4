internal import LogRuntime
internal import YAMLTree

/// What `.` sets once an object is made.
///
/// Source: CPython's `setattr` of each item, as it is written: references are not followed there.
extension Planner {
    /// The attributes that `.` sets.
    func attributes(_ value: Value?, at path: String) throws(Fault) -> LogObject {
        LogObject(try attributeEntries(value, at: path).map { ($0.key.pythonStr, $0.value.logValue) })
    }

    /// The same with their places.
    private func attributeEntries(
        _ value: Value?,
        at path: String
    ) throws(Fault) -> [(key: Node, value: Node)] {
        guard let value, value.isTrue else { return [] }
        guard let mapping = value.node?.mapping else {
            throw Fault(
                "AttributeError",
                value.missingAttribute("items"),
                code: .invalidEntry,
                path: path + "..",
                mark: value.mark,
                problem: "'.' takes a mapping of attributes"
            )
        }
        for (key, _) in mapping.entries where key.string == nil {
            throw Fault(
                "TypeError",
                "attribute name must be string, not '\(key.value.pythonTypeName)'",
                code: .invalidEntry,
                path: path + "..",
                mark: key.mark,
                problem: "the name of an attribute is a text, not \(key.pythonRepr)"
            )
        }
        return mapping.entries
    }

    // MARK: Handlers

    /// The arguments as `.` changes them once the handler is there.
    ///
    /// CPython looks at these attributes with every record, so that what is set afterwards counts from the first one on.
    func call(_ call: Call, changedBy node: Node?, of factory: HandlerFactory) -> Call {
        var call = call
        for (key, value) in node?.mapping?.entries ?? [] {
            guard let name = key.string, factory.attributes.contains(name), isUsable(value, as: name) else { continue }
            call.attributes.append((name, Value(content: .node(value), mark: value.mark)))
        }
        return call
    }

    /// Does to a handler what `.` asks for, and refuses what this library has no counterpart for.
    ///
    /// - Parameters:
    ///   - value: what stands under `.`.
    ///   - handler: the handler, its level, formatter and filters set already.
    ///   - factory: the class of the handler.
    ///   - path: where the handler stands.
    /// - Throws: ``Fault`` for an attribute that cannot be set.
    mutating func setAttributes(
        _ value: Value?,
        of handler: inout Plan.HandlerPlan,
        _ factory: HandlerFactory,
        at path: String
    ) throws(Fault) {
        let read = StandardAttributes.read(byClassNamed: factory.className)
        for (key, value) in try attributeEntries(value, at: path) {
            let name = key.pythonStr
            switch name {
            case "level" where value.integer != nil:
                handler.level = Plan.LevelPlan(level: Level(rawValue: value.integer ?? 0), shown: nil)
            case "formatter" where !value.isTrue: handler.formatter = nil
            case "filters" where value.isEmptyCollection: handler.filters = []
            case "name": break
            case "terminator" where factory.attributes.contains(name) && value.string == nil && isPython:
                let message = "can only concatenate str (not \"\(value.value.pythonTypeName)\") to str"
                handler.refusal = FormattingError("TypeError", message)
            case _ where factory.attributes.contains(name) && isUsable(value, as: name): break
            case _ where value.isNull && StandardAttributes.nothingAtFirst.contains(name): break
            case _ where read.contains(name) || factory.attributes.contains(name):
                throw refusal(of: key, value, noun: "handler", followed: factory.attributes, at: path)
            default: noteIneffective(key, known: factory.attributes, of: "handler", at: path)
            }
        }
    }

    /// Whether a value is one that an attribute can have.
    private func isUsable(_ value: Node, as name: String) -> Bool {
        switch name {
        case "terminator", "ident", "suffix": return value.string != nil
        case "maxBytes", "backupCount":
            if case .float(let number) = value.value { return number.isFinite }
            return value.integer != nil
        case "capacity", "flushLevel": return value.integer != nil
        case "use_colors":
            if case .bool = value.value { return true }
            return false
        default: return true
        }
    }

    // MARK: Formatters and filters

    /// The arguments of a formatter as `.` changes them.
    func call(_ call: Call, changedBy value: Value?, of factory: FormatterFactory, at path: String) throws(Fault)
        -> Call
    {
        var call = call
        let read = StandardAttributes.read(byClassNamed: factory.className)
        for (key, value) in try attributeEntries(value, at: path) {
            guard factory.attributes.contains(key.pythonStr), isUsable(value, as: key.pythonStr) else {
                guard read.contains(key.pythonStr) else { continue }
                throw refusal(of: key, value, noun: "formatter", followed: factory.attributes, at: path)
            }
            call.attributes.append((key.pythonStr, Value(content: .node(value), mark: value.mark)))
        }
        return call
    }

    /// What `.` sets: names that mean nothing to the object are doubtful.
    mutating func checkAttributes(
        _ node: Node?,
        known: Set<String>,
        readBy className: String = "",
        of noun: String,
        at path: String
    ) {
        let read = StandardAttributes.read(byClassNamed: className)
        for (key, _) in node?.mapping?.entries ?? [] {
            guard !known.contains(key.pythonStr), !read.contains(key.pythonStr) else { continue }
            noteIneffective(key, known: known, of: noun, at: path)
        }
    }

    private mutating func noteIneffective(_ key: Node, known: Set<String>, of noun: String, at path: String) {
        doubt(
            .attributeWithoutEffect,
            at: path + ".." + key.pythonStr,
            key.mark,
            "attribute '\(key.pythonStr)' has no effect on this \(noun)",
            hint: EditDistance.suggestion(for: key.pythonStr, in: known)
        )
    }

    private func refusal(
        of key: Node,
        _ value: Node,
        noun: String,
        followed: Set<String>,
        at path: String
    ) -> Fault {
        let name = key.pythonStr
        let problem =
            followed.contains(name)
            ? "attribute '\(name)' cannot be \(value.pythonRepr)"
            : "attribute '\(name)' of a \(noun) cannot be set to \(value.pythonRepr) by '.'"
        return Fault(
            "TypeError",
            problem,
            code: .invalidEntry,
            path: path + ".." + name,
            mark: value.mark,
            problem: problem,
            hint: ["level", "formatter", "filters"].contains(name) ? "write '\(name)' beside 'class'" : nil
        )
    }
}

extension Node {
    /// Whether the value is a collection, or a text, that Python walks over without meeting anything.
    fileprivate var isEmptyCollection: Bool {
        switch value {
        case .string, .sequence, .set, .mapping, .omap, .pairs, .bytes: !isTrue
        default: false
        }
    }
}
