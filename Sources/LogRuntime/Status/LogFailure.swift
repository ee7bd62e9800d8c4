/// A record that a handler could not deliver, or another trouble of the library itself.
public struct LogFailure: Sendable {
    /// The handler's name in the configuration, or its class' name.
    public var handler: String
    /// What the line on standard error begins with; `nil` for the handler in quotes.
    public var subject: String?
    /// What went wrong; in one line, save for what a configuration file is refused for.
    public var message: String
    /// The Python exception that stands for the error, where CPython has the same error.
    public var pythonType: String?
    /// The text of that exception, where it is not the message.
    public var pythonMessage: String?
    /// Whether a record was lost by it.
    public var isLoss: Bool

    /// Creates a failure.
    ///
    /// - Parameters:
    ///   - handler: the handler's name.
    ///   - message: what went wrong, in one line.
    ///   - pythonType: the Python exception that stands for the error.
    ///   - pythonMessage: the text of that exception, where it is not the message.
    ///   - isLoss: whether a record was lost by it.
    public init(
        handler: String,
        message: String,
        pythonType: String? = nil,
        pythonMessage: String? = nil,
        isLoss: Bool = true
    ) {
        self.handler = handler
        self.message = message
        self.pythonType = pythonType
        self.pythonMessage = pythonMessage
        self.isLoss = isLoss
    }
}
