public import LogRuntime

/// An argument of a class, described for people and editors: the JSON Schema of configurations is made of these.
///
/// ```swift
/// registry.handler(
///     "shop.AuditHandler",
///     arguments: [ArgumentDescription("table", .text, "The table that rows go to.", isRequired: true)]
/// ) { arguments in … }
/// ```
public struct ArgumentDescription: Sendable, Hashable {
    /// What values an argument takes.
    public enum Kind: Sendable, Hashable {
        /// A text.
        case text
        /// An integer.
        case integer
        /// A number, with or without a fraction.
        case number
        /// A truth value.
        case boolean
        /// A text or a list of texts.
        case texts
        /// A mapping.
        case mapping
        /// A level, by name or number.
        case level
        /// A stream, named by `ext://`.
        case stream
        /// One of these texts.
        case choice([String])
        /// Anything.
        case anything
    }

    /// The argument's name.
    public let name: String
    /// What values it takes.
    public let kind: Kind
    /// What it is for, in a sentence.
    public let summary: String
    /// The value that counts when it is absent.
    public let defaultValue: LogValue?
    /// Whether it must be given.
    public let isRequired: Bool

    /// Describes an argument.
    ///
    /// - Parameters:
    ///   - name: the argument's name.
    ///   - kind: what values it takes.
    ///   - summary: what it is for, in a sentence.
    ///   - defaultValue: the value that counts when it is absent.
    ///   - isRequired: whether it must be given.
    public init(
        _ name: String,
        _ kind: Kind,
        _ summary: String,
        default defaultValue: LogValue? = nil,
        isRequired: Bool = false
    ) {
        self.name = name
        self.kind = kind
        self.summary = summary
        self.defaultValue = defaultValue
        self.isRequired = isRequired
    }
}
