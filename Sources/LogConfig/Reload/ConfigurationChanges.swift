/// What a configuration changes in the one before it.
public struct ConfigurationChanges: Sendable, Hashable {
    /// What changes among handlers, or among loggers.
    public struct Names: Sendable, Hashable {
        /// Those that are new.
        public var added: [String] = []
        /// Those that are no more.
        public var removed: [String] = []
        /// Those whose settings are others.
        public var changed: [String] = []

        /// Whether there are none.
        public var isEmpty: Bool { added.isEmpty && removed.isEmpty && changed.isEmpty }
    }

    /// Handlers by their names, in the order of the files.
    public var handlers = Names()
    /// Loggers by their names, in the order of the files, `root` the last.
    public var loggers = Names()

    /// Whether nothing changes.
    public var isEmpty: Bool { handlers.isEmpty && loggers.isEmpty }

    /// Compares two plans.
    init(from old: Plan, to new: Plan) {
        handlers = ConfigurationChanges.names(
            from: old.handlerNames.compactMap(old.handler(named:)),
            to: new.handlerNames.compactMap(new.handler(named:)),
            name: \.name,
            isAlike: { $0.isAlike($1) }
        )
        loggers = ConfigurationChanges.names(
            from: Array(old.loggers) + [old.root].compactMap(\.self),
            to: Array(new.loggers) + [new.root].compactMap(\.self),
            name: { $0.name.isEmpty ? "root" : $0.name },
            isAlike: { $0.isAlike($1) }
        )
    }

    private static func names<Item>(
        from old: [Item],
        to new: [Item],
        name: (Item) -> String,
        isAlike: (Item, Item) -> Bool
    ) -> Names {
        var names = Names()
        let last = Dictionary(old.map { (name($0), $0) }) { $1 }
        let kept = Set(new.map(name))
        for item in new {
            guard let before = last[name(item)] else {
                names.added.append(name(item))
                continue
            }
            if !isAlike(before, item) { names.changed.append(name(item)) }
        }
        names.removed = old.map(name).filter { !kept.contains($0) }
        return names
    }
}

extension ConfigurationChanges: CustomStringConvertible {
    /// `handlers: added 'a'; changed 'b'; loggers: removed 'c'`.
    public var description: String {
        let parts = [("handlers", handlers), ("loggers", loggers)].filter { !$0.1.isEmpty }.map { noun, names in
            let kinds = [("added", names.added), ("removed", names.removed), ("changed", names.changed)]
            let texts = kinds.filter { !$0.1.isEmpty }.map { kind, names in
                kind + " " + names.map { "'\($0)'" }.joined(separator: ", ")
            }
            return noun + ": " + texts.joined(separator: "; ")
        }
        return parts.isEmpty ? "no handler and no logger changed" : parts.joined(separator: "; ")
    }
}
