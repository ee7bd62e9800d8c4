internal import LogRuntime

/// A registered class with its arguments, for the JSON Schema and the documentation.
package struct ClassDescription: Sendable {
    /// The name that a configuration gives it.
    package let name: String
    /// What each argument is for: all that the class has a name for.
    package let arguments: [ArgumentDescription]
    /// Whether it takes no other arguments.
    package let isClosed: Bool

    init(name: String, call: CallSignature, described: [ArgumentDescription]) {
        self.name = name
        let own = Set(described.map(\.name))
        let required = Set(call.parameters.prefix(call.required))
        let others = call.names.filter { !own.contains($0) }.map { argument in
            let known = StandardArguments.description(of: argument, in: name)
            return ArgumentDescription(
                argument,
                known?.kind ?? .anything,
                known?.summary ?? "",
                default: known?.defaultValue,
                isRequired: required.contains(argument)
            )
        }
        arguments = described + others
        isClosed = !call.takesAnything || !described.isEmpty
    }
}

extension Registry {
    /// The classes that serve a purpose, sorted by name.
    package func classes(_ role: Role) -> [ClassDescription] {
        names.compactMap { name in
            switch (role, self[name]) {
            case (.handler, .handler(let factory)?):
                ClassDescription(name: name, call: factory.call, described: factory.arguments)
            case (.formatter, .formatter(let factory)?):
                ClassDescription(name: name, call: factory.call, described: factory.arguments)
            case (.filter, .filter(let factory)?):
                ClassDescription(name: name, call: factory.call, described: factory.arguments)
            default: nil
            }
        }
    }
}
