public import LogRuntime

/// What the names in a configuration mean: classes, factories and objects.
///
/// ``standard`` knows Python's names for what this library has. A program adds its own; a name that is not registered
/// cannot be reached from a file, so that a configuration is data and never code.
///
/// ```swift
/// var registry = Registry.standard
/// registry.handler("shop.AuditHandler") { arguments in
///     let table = try arguments.string("table")
///     return { context in try AuditHandler(table: table) }
/// }
/// ```
public struct Registry: Sendable {
    /// What a name is wanted for.
    package enum Role: Sendable, Hashable {
        /// `class` or `()` of a formatter.
        case formatter
        /// `()` of a filter.
        case filter
        /// `class` or `()` of a handler.
        case handler
        /// `stream` of a handler.
        case stream
        /// Anything else behind `ext://`.
        case object
    }

    /// Opens what a handler needs and makes the handler; called when the configuration is applied, not when it is checked.
    public typealias HandlerOpening = @Sendable (_ context: HandlerContext) throws -> Handler

    private var entries: [String: RegistryEntry]
    /// What compresses old files, by the names that `compress` gives them.
    private(set) var compressors: [String: any ArchiveCompressor] = [:]

    /// A registry that knows nothing.
    public init() {
        entries = [:]
    }

    /// Python's names for what this library has.
    public static let standard: Registry = StandardNames.registry()

    /// Registers a handler class.
    ///
    /// - Parameters:
    ///   - name: the name that `class` or `()` gives it: dotted.
    ///   - arguments: the arguments described, for the JSON Schema; with none, the schema takes any.
    ///   - read: reads and checks the arguments without opening anything; a key that it does not ask for is an error of
    ///     the configuration. The closure it returns makes the handler; level, formatter and filters are set by us.
    public mutating func handler(
        _ name: String,
        arguments: [ArgumentDescription] = [],
        _ read: @escaping @Sendable (_ arguments: Arguments) throws -> HandlerOpening
    ) {
        var factory = HandlerFactory(className: name, call: .anything) { arguments in
            HandlerBlueprint(opening: try read(arguments))
        }
        factory.arguments = arguments
        entries[name] = .handler(factory)
    }

    /// Registers a formatter class.
    ///
    /// - Parameters:
    ///   - name: the name that `class` or `()` gives it: dotted.
    ///   - arguments: the arguments described, for the JSON Schema; with none, the schema takes any.
    ///   - read: reads the arguments and makes the formatter; a key that it does not ask for is an error of the
    ///     configuration. `format` may also be written `fmt`.
    public mutating func formatter(
        _ name: String,
        arguments: [ArgumentDescription] = [],
        _ read: @escaping @Sendable (_ arguments: Arguments) throws -> any Formatter
    ) {
        var factory = FormatterFactory(className: name, call: .anything) { arguments in
            FormatterBlueprint(formatter: try read(arguments), settings: LogObject())
        }
        factory.arguments = arguments
        entries[name] = .formatter(factory)
    }

    /// Registers a filter class.
    ///
    /// - Parameters:
    ///   - name: the name that `()` gives it: dotted.
    ///   - arguments: the arguments described, for the JSON Schema; with none, the schema takes any.
    ///   - read: reads the arguments and makes the filter; a key that it does not ask for is an error of the
    ///     configuration.
    public mutating func filter(
        _ name: String,
        arguments: [ArgumentDescription] = [],
        _ read: @escaping @Sendable (_ arguments: Arguments) throws -> any Filter
    ) {
        var factory = FilterFactory(className: name, call: .anything, make: read)
        factory.arguments = arguments
        entries[name] = .filter(factory)
    }

    /// Registers an object that `ext://name` stands for.
    public mutating func external(_ name: String, _ object: ExternalObject) {
        entries[name] = .external(object)
    }

    /// Registers what compresses the old files of handlers that rotate.
    ///
    /// - Parameters:
    ///   - name: the name that the key `compress` gives it, such as `gzip`.
    ///   - compressor: compresses a file.
    public mutating func compressor(_ name: String, _ compressor: any ArchiveCompressor) {
        compressors[name] = compressor
    }

    /// Registers whatever a name stands for.
    package mutating func register(_ name: String, _ entry: RegistryEntry) {
        entries[name] = entry
    }

    /// What a name stands for.
    package subscript(name: String) -> RegistryEntry? { entries[name] }

    /// All names, for suggestions.
    package var names: [String] { entries.keys.sorted() }
}
