public import LogRuntime

/// What a handler may need to know when it is made.
public struct HandlerContext: Sendable {
    /// The handler's name in the configuration.
    public let name: String
    /// The world as the tree sees it: file names, clock, time zone, network.
    public let environment: LogEnvironment
    /// Whose behaviour is wanted where CPython's is a defect.
    public let compatibility: Compatibility
    /// Where the tree's handlers report trouble.
    public let status: StatusChannel
    /// What the configuration sets under `.`.
    package let attributes: LogObject
    /// The handlers that were made before, by name.
    package let handlers: [String: Handler]

    /// Creates a context.
    package init(
        name: String,
        environment: LogEnvironment,
        compatibility: Compatibility,
        status: StatusChannel,
        attributes: LogObject,
        handlers: [String: Handler]
    ) {
        self.name = name
        self.environment = environment
        self.compatibility = compatibility
        self.status = status
        self.attributes = attributes
        self.handlers = handlers
    }

    /// A text that the configuration sets under `.`, or a default.
    package func attribute(_ name: String, default fallback: String) -> String {
        if case .string(let text)? = attributes[name] { text } else { fallback }
    }

    /// Whether what the configuration sets under `.` counts as true; `nil` when it sets nothing.
    package func flag(_ name: String) -> Bool? {
        switch attributes[name] {
        case nil: nil
        case .null?: false
        case .bool(let flag)?: flag
        case .int(let number)?: number != 0
        case .double(let number)?: number != 0
        case .string(let text)?: !text.isEmpty
        case .array(let items)?: !items.isEmpty
        case .object(let object)?: !object.isEmpty
        default: true
        }
    }
}
