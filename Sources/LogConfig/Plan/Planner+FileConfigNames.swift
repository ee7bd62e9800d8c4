internal import LogRuntime
internal import YAMLTree

extension Planner {
    /// Modules that CPython's `logging` has as attributes, so that an expression can name them.
    private static let visibleModules: Set<String> = [
        "collections", "io", "os", "re", "string", "sys", "threading", "time", "traceback", "types", "warnings",
        "weakref",
    ]

    /// The value of an expression.
    ///
    /// Source: CPython evaluates it where the names of the module `logging` are known.
    func literal(_ text: SectionText, as role: Registry.Role = .object) throws(Fault) -> Literal {
        try LiteralReader.read(text.value, at: text.path, place: text.mark) { (parts, mark) throws(Fault) in
            try named(parts, as: role, at: text.path, mark: mark)
        }
    }

    /// What a dotted name in an expression stands for.
    private func named(
        _ parts: [String],
        as role: Registry.Role,
        at path: String,
        mark: Mark
    ) throws(Fault) -> Value {
        let name = parts.joined(separator: ".")
        if let (entry, found) = visible(parts) {
            return Value(content: .object(entry, name: found), mark: mark)
        }
        let (type, message) = failure(of: parts)
        throw Fault(
            type,
            message,
            code: .invalidLiteral,
            path: path,
            mark: mark,
            problem: "no \(role.noun) is named '\(name)'",
            hint: EditDistance.suggestion(for: "logging." + name, in: registeredNames)
                .map { $0.replacing("'logging.", with: "'") }
        )
    }

    /// The registered name that an expression means.
    func visible(_ parts: [String]) -> (entry: RegistryEntry, name: String)? {
        let name = parts.joined(separator: ".")
        var candidates = ["logging." + name]
        if Planner.visibleModules.contains(parts[0]) { candidates.append(name) }
        // The modules that `logging.handlers` imports.
        if parts.count > 2, parts[0] == "handlers" { candidates.append(parts.dropFirst().joined(separator: ".")) }
        if !isPython, parts[0] == "logging" { candidates.append(name) }
        for candidate in candidates {
            if let entry = names.registry[candidate] { return (entry, candidate) }
        }
        return nil
    }

    private var registeredNames: [String] { names.registry.names }

    /// What Python says about a name that an expression cannot use.
    func failure(of parts: [String]) -> (type: String, message: String) {
        let first = parts[0]
        let isModule = first == "handlers" || first == "config" || Planner.visibleModules.contains(first)
        let isKnown = isModule || names.registry["logging." + first] != nil
        guard parts.count > 1, isKnown else { return ("NameError", "name \(PythonText.repr(first)) is not defined") }
        var known = parts.count - 1
        while known > 1, visible(Array(parts[..<known])) == nil { known -= 1 }
        let owner = isModule && first != "handlers" ? first : "logging." + first
        let missing = PythonText.repr(parts[known])
        if known == 1, isModule {
            return ("AttributeError", "module \(PythonText.repr(owner)) has no attribute \(missing)")
        }
        return ("AttributeError", "type object \(PythonText.repr(parts[known - 1])) has no attribute \(missing)")
    }

    /// The class that `class` of a handler names.
    ///
    /// Source: CPython evaluates it, and imports it when it is not a name of `logging`.
    func handlerClass(_ text: SectionText) throws(Fault) -> HandlerFactory {
        let parts = text.value.split(separator: ".", omittingEmptySubsequences: false).map(String.init)
        let isName = parts.allSatisfy(Planner.isIdentifier) && !["None", "True", "False"].contains(text.value)
        let entry: RegistryEntry
        if let (found, name) = isName ? visible(parts) : nil {
            if case .unavailable = found {
                entry = try names.find(name, as: .handler, at: text.path, mark: text.mark)
            } else {
                entry = found
            }
        } else {
            if !isName { try checkExpression(text) }
            do throws(Fault) {
                entry = try names.find(text.value, as: .handler, at: text.path, mark: text.mark)
            } catch {
                throw evaluated(error, parts)
            }
        }
        if case .handler(let factory) = entry { return factory }
        if case .external(let object) = entry, case .value(let value) = object.kind {
            throw notCallable(PythonTypeName.of(value), text)
        }
        throw Fault(
            "TypeError",
            "issubclass() arg 1 must be a class",
            code: .wrongClass,
            path: text.path,
            mark: text.mark,
            problem: "'\(text.value)' is not a handler"
        )
    }

    /// Anything but a name: CPython evaluates it, too, and imports it when that does not lead to an object.
    private func checkExpression(_ text: SectionText) throws(Fault) {
        let literal: Literal
        do throws(Fault) {
            literal = try self.literal(text, as: .handler)
        } catch {
            guard ["NameError", "AttributeError"].contains(error.chain[0].type) else { throw error }
            let (type, message, _) = PythonModules.importFailure(of: text.value)
            throw error.causing(type, message)
        }
        throw notCallable(literal.typeName, text)
    }

    private func notCallable(_ type: String, _ text: SectionText) -> Fault {
        Fault(
            "TypeError",
            "'\(type)' object is not callable",
            code: .wrongClass,
            path: text.path,
            mark: text.mark,
            problem: "'\(text.value)' is not a handler"
        )
    }

    /// The failure of an import with those that came before it.
    private func evaluated(_ fault: Fault, _ parts: [String]) -> Fault {
        if fault.chain[0].message.contains("is not a package") { return fault }
        let (type, message) = failure(of: parts)
        return fault.because(of: type, message)
    }
}
