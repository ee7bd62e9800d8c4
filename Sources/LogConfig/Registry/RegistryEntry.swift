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
            case .stream, .input: "_io.TextIOWrapper"
            case .value(let value): PythonTypeName.of(value)
            case .type: "type"
            case .module: "module"
            case .time: "datetime.time"
            case .opaque: object.shown.flatMap(\.lastWord) ?? "object"
            }
        }
    }

    /// Whether Python could call the object.
    var isCallable: Bool {
        guard case .external(let object) = self else { return true }
        return switch object.kind {
        case .type, .opaque: true
        case .stream, .input, .value, .module, .time: false
        }
    }

    /// The object as Python's `repr` would show it, in essence.
    func pythonRepr(name: String) -> String {
        guard case .external(let object) = self else { return "<class '\(name)'>" }
        switch object.kind {
        case .value(let value): return PythonText.repr(value)
        case .type: return "<class '\(name)'>"
        case .stream:
            let stream = name.split(separator: ".").last.map { $0.filter { $0 != "_" } } ?? ""
            return "<_io.TextIOWrapper name='<\(stream)>' mode='w' encoding='utf-8'>"
        case .input: return "<_io.TextIOWrapper name='<stdin>' mode='r' encoding='utf-8'>"
        case .module: return "<module '\(name)'>"
        case .opaque, .time: return "<\(name)>"
        }
    }

    /// What Python says about an attribute that the object has not.
    func missingAttribute(_ attribute: String, name: String) -> String {
        if pythonTypeName == "module" { return "module '\(name)' has no attribute '\(attribute)'" }
        guard pythonTypeName == "type" else { return "'\(pythonTypeName)' object has no attribute '\(attribute)'" }
        let type = name.split(separator: ".").last.map(String.init) ?? name
        return "type object '\(type)' has no attribute '\(attribute)'"
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
            case .input: return .string("object \(pythonTypeName)")
            case .stream, .opaque, .module, .time: return .string("object \(name)")
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

extension LogValue {
    /// The last word of a dotted text, such as `function` of `object builtins.function`.
    fileprivate var lastWord: String? {
        guard case .string(let text) = self else { return nil }
        return text.split { $0 == "." || $0 == " " }.last.map(String.init)
    }
}
