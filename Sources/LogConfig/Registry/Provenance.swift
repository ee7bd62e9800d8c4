internal import LogRuntime

/// What something was made of: a class and its arguments.
///
/// Two things of one provenance are alike, so that one of them can go on in the other's place.
struct Provenance: Sendable, Equatable {
    /// One argument.
    private struct Argument: Sendable, Equatable {
        let name: String
        let value: LogValue
        /// The place to write to, where the argument names one.
        let sink: ObjectIdentifier?
    }

    private let factory: FactoryIdentity
    private let className: String
    private let arguments: [Argument]

    /// Describes a call.
    init(_ factory: FactoryIdentity, className: String, _ call: Call) {
        self.factory = factory
        self.className = className
        let positional = call.positional.map { (name: "", value: $0) }
        arguments = (positional + call.keywords).map { name, value in
            var sink: ObjectIdentifier?
            if case .object(.external(let object), _) = value.content, case .stream(let stream) = object.kind {
                sink = ObjectIdentifier(stream)
            }
            return Argument(name: name, value: value.shown, sink: sink)
        }
    }

    static func == (left: Provenance, right: Provenance) -> Bool {
        left.factory === right.factory && left.className == right.className && left.arguments == right.arguments
    }
}
