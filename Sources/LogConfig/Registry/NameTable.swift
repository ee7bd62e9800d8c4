internal import LogRuntime
internal import YAMLTree

/// Finds what a dotted name stands for, and fails in CPython's words.
struct NameTable: Sendable {
    /// What is registered.
    let registry: Registry
    /// What stands in for names that nobody registered.
    let standIns: (@Sendable (_ role: Registry.Role, _ name: String) -> RegistryEntry?)?

    /// Finds a name.
    ///
    /// Source: CPython `BaseConfigurator.resolve`, which wraps what `__import__` says.
    func resolve(
        _ name: String,
        as role: Registry.Role,
        at path: String,
        mark: Mark?
    ) throws(Fault) -> RegistryEntry {
        do throws(Fault) {
            return try find(name, as: role, at: path, mark: mark)
        } catch {
            guard error.chain[0].type == "ModuleNotFoundError" else { throw error }
            throw error.causing(
                "ValueError",
                "Cannot resolve \(PythonText.repr(name)): \(error.chain[0].message)"
            )
        }
    }

    /// Finds a name.
    ///
    /// Source: CPython `logging.config._resolve`, which lets through what `__import__` says.
    func find(
        _ name: String,
        as role: Registry.Role,
        at path: String,
        mark: Mark?
    ) throws(Fault) -> RegistryEntry {
        if let entry = registry[name] {
            if case .unavailable(let advice) = entry {
                throw Fault(
                    "ModuleNotFoundError",
                    "\(PythonText.repr(name)) is not available here",
                    code: .unavailableClass,
                    path: path,
                    mark: mark,
                    problem: "'\(name)' is not available here",
                    hint: advice
                )
            }
            return entry
        }
        if let entry = standIns?(role, name) { return entry }
        if PythonModules.isModule(name) { return .external(.module) }
        let (type, message, context) = PythonModules.importFailure(of: name)
        let fault = Fault(
            type,
            message,
            code: .unknownClass,
            path: path,
            mark: mark,
            problem: name.isEmpty ? "the name of a class is empty" : "no \(role.noun) is named '\(name)'",
            hint: VariableSyntax.advice(for: name) ?? registry.advice(for: name, as: role)
        )
        throw context.map { fault.because(of: "AttributeError", $0) } ?? fault
    }
}

extension Registry.Role {
    /// What is looked for, in a sentence.
    var noun: String {
        switch self {
        case .formatter: "formatter class"
        case .filter: "filter class"
        case .handler: "handler class"
        case .stream: "stream"
        case .object: "object"
        }
    }

    /// What to do about a name that is not known.
    func advice(for name: String) -> String? {
        guard name.contains("."), !name.contains("$") else { return nil }
        return switch self {
        case .formatter: "register it with registry.formatter(\"\(name)\")"
        case .filter: "register it with registry.filter(\"\(name)\")"
        case .handler: "register it with registry.handler(\"\(name)\")"
        case .stream, .object: "register it with registry.external(\"\(name)\")"
        }
    }
}
