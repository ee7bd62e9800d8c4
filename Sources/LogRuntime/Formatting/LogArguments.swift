/// What is merged into a message by `%`.
public enum LogArguments: Sendable, Hashable {
    /// Values taken in order.
    case positional([LogValue])
    /// Values taken by name, `%(name)s`.
    case mapping(LogObject)
}
