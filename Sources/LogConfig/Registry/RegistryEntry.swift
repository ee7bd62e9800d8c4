internal import LogRuntime

/// What a registered name stands for.
package enum RegistryEntry: Sendable {
    /// A handler class.
    case handler(HandlerFactory)
    /// A formatter class.
    case formatter(FormatterFactory)
    /// A filter class.
    case filter(FilterFactory)
    /// An object.
    case external(ExternalObject)
    /// A name of Python's library that this library does not serve, and what to use in its place.
    case unavailable(advice: String?)

    /// The name of the object's Python type, for messages.
    var pythonTypeName: String {
        switch self {
        case .handler, .formatter, .filter, .unavailable: "type"
        case .external(let object):
            switch object.kind {
            case .stream: "_io.TextIOWrapper"
            case .value(let value): PythonTypeName.of(value)
            case .type: "type"
            case .opaque: "object"
            }
        }
    }

    /// The object as Python's `repr` would show it, in essence.
    func pythonRepr(name: String) -> String {
        switch self {
        case .handler, .formatter, .filter, .unavailable: "<class '\(name)'>"
        case .external(let object):
            if case .value(let value) = object.kind { PythonText.repr(value) } else { "<\(name)>" }
        }
    }

    /// The object as descriptions show it.
    func shown(name: String) -> LogValue {
        switch self {
        case .handler, .formatter, .filter, .unavailable: return .string("class \(name)")
        case .external(let object):
            if let shown = object.shown { return shown }
            switch object.kind {
            case .value(let value): return value
            case .type: return .string("class \(name)")
            case .stream, .opaque: return .string("object \(name)")
            }
        }
    }
}

/// The names of Python's types.
enum PythonTypeName {
    /// The name of the type that holds a value.
    static func of(_ value: LogValue) -> String {
        switch value {
        case .null: "NoneType"
        case .bool: "bool"
        case .int, .uint, .digits: "int"
        case .double: "float"
        case .string: "str"
        case .array: "list"
        case .object: "dict"
        }
    }
}
