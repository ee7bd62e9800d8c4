/// Why a configuration was refused: everything that is wrong with it, and what CPython would have said first.
///
/// Nothing has changed when this error is thrown: the configuration that was in force goes on.
public struct LoggingConfigurationError: Error, Sendable {
    /// The part of the work that failed.
    public enum Stage: String, Sendable, Hashable {
        /// The file could not be read, or is not YAML.
        case yaml
        /// The file is not JSON, as its name says.
        case json
        /// The document is not a configuration, or a destination cannot be opened.
        case dictConfig
        /// The file is an INI file, and not a configuration, or a destination cannot be opened.
        case fileConfig
    }

    /// One exception of a chain of causes, as Python names it.
    public struct Link: Sendable, Hashable, CustomStringConvertible {
        /// The exception's class, such as `ValueError`.
        public let type: String
        /// Its text, such as `Unable to configure handler 'file'`.
        public let message: String

        /// Creates a link.
        public init(type: String, message: String) {
            self.type = type
            self.message = message
        }

        /// The exception as Python prints it.
        public var description: String { message.isEmpty ? type : "\(type): \(message)" }
    }

    /// The part of the work that failed.
    public let stage: Stage
    /// The error that CPython raises first, and its causes, outermost first.
    public let chain: [Link]
    /// Everything that is wrong or doubtful, in the order of the file.
    public let diagnostics: [Diagnostic]

    /// Creates an error.
    package init(stage: Stage, chain: [Link], diagnostics: [Diagnostic]) {
        self.stage = stage
        self.chain = chain
        self.diagnostics = diagnostics
    }
}

extension LoggingConfigurationError: CustomStringConvertible {
    /// CPython's sentence and its causes, then every diagnostic on a line of its own.
    public var description: String {
        var text = chain.first?.message ?? "the configuration was refused"
        for cause in chain.dropFirst() { text += ": \(cause.message)" }
        for diagnostic in diagnostics { text += "\n\(diagnostic)" }
        return text
    }
}
