extension Registry {
    /// What to do about a name that is not known: the nearest one that is, and how to register it.
    ///
    /// A name in Python's own library that is nearly one of ours is misspelled, and nobody's to register.
    ///
    /// - Parameters:
    ///   - name: the name that was looked for.
    ///   - role: what it is wanted for.
    /// - Returns: the advice; `nil` if there is none.
    func advice(for name: String, as role: Role) -> String? {
        let nearest = nearestName(to: name, for: role).map { "did you mean '\($0)'?" }
        guard let registering = role.advice(for: name) else { return nearest }
        guard let nearest else { return registering }
        if PythonModules.isStandardLibrary(name.prefix { $0 != "." }) { return nearest }
        return "\(nearest) otherwise \(registering)"
    }

    /// The nearest name that serves a role: the nearest in full, else one with the same, or nearly the same, last part.
    private func nearestName(to name: String, for role: Role) -> String? {
        let candidates = names.filter { self[$0]?.serves(role) ?? false }
        if let nearest = EditDistance.nearest(to: name, in: candidates) { return nearest }
        guard let last = name.split(separator: ".").last.map(String.init), !last.isEmpty else { return nil }
        // The shortest of several is the most usual.
        let byLastPart = Dictionary(
            candidates.map { (String($0.split(separator: ".").last ?? ""), $0) },
            uniquingKeysWith: { $0.utf8.count <= $1.utf8.count ? $0 : $1 }
        )
        if let same = byLastPart[last] { return same }
        return EditDistance.nearest(to: last, in: byLastPart.keys.sorted()).flatMap { byLastPart[$0] }
    }
}

extension RegistryEntry {
    /// Whether an entry can be used for a role.
    fileprivate func serves(_ role: Registry.Role) -> Bool {
        switch (self, role) {
        case (.handler, .handler), (.formatter, .formatter), (.filter, .filter): return true
        case (.external(let object), .stream):
            if case .stream = object.kind { return true }
            return false
        case (_, .object): return true
        default: return false
        }
    }
}
