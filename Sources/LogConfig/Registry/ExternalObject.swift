public import LogRuntime

/// An object that a configuration can name with `ext://`.
public struct ExternalObject: Sendable {
    /// The kinds of objects.
    enum Kind: Sendable {
        /// A place to write to.
        case stream(any Sink)
        /// Standard input, to which nothing can be written.
        case input
        /// A value, such as a level's number.
        case value(LogValue)
        /// A class that other classes take as an argument, such as `queue.Queue`.
        case type
        /// A time of the day, such as `datetime.time.min`.
        case time(TimeOfDay)
        /// A module of Python, which this library has no use for.
        case module
        /// Something without use for this library.
        case opaque
    }

    let kind: Kind
    /// How descriptions show the object; `nil` for the usual way.
    let shown: LogValue?

    private init(_ kind: Kind, shown: LogValue?) {
        self.kind = kind
        self.shown = shown
    }

    /// A place to write to: `stream: ext://name`.
    public static func stream(_ sink: any Sink) -> ExternalObject { ExternalObject(.stream(sink), shown: nil) }

    /// A value.
    public static func value(_ value: LogValue) -> ExternalObject { ExternalObject(.value(value), shown: nil) }

    /// A place to write to that descriptions show under a name of its own.
    package static func stream(_ sink: any Sink, shown: LogValue) -> ExternalObject {
        ExternalObject(.stream(sink), shown: shown)
    }

    /// A value that descriptions show under a name of its own.
    package static func value(_ value: LogValue, shown: LogValue) -> ExternalObject {
        ExternalObject(.value(value), shown: shown)
    }

    /// A class that other classes take as an argument.
    package static let type = ExternalObject(.type, shown: nil)

    /// A time of the day.
    static func time(_ time: TimeOfDay, shown: String) -> ExternalObject {
        ExternalObject(.time(time), shown: .string(shown))
    }

    /// Standard input.
    static let input = ExternalObject(.input, shown: nil)

    /// A module of Python.
    static let module = ExternalObject(.module, shown: "object builtins.module")

    /// Something without use for this library.
    package static func opaque(shown: LogValue) -> ExternalObject { ExternalObject(.opaque, shown: shown) }
}
