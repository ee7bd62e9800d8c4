/// Why an argument of a class in a configuration cannot be used.
public struct ArgumentError: Error, Sendable, Hashable {
    /// The argument's name.
    public let argument: String
    /// What is wrong, in one line: lower case, the offending value in single quotes.
    public let problem: String
    /// What would probably help.
    public let hint: String?
    /// The Python exception that stands for the error.
    public let pythonType: String
    /// The Python exception's text.
    public let pythonMessage: String
    /// The Python exceptions behind the error.
    var causes: [LoggingConfigurationError.Link] = []
    /// Whether the argument is missing altogether.
    var isMissing = false
    /// The way from the argument's value to the part of it that is wrong.
    var parts: [ArgumentPart] = []
    /// What else is wrong with the same argument.
    var others: [ArgumentError] = []

    /// Creates an error.
    ///
    /// - Parameters:
    ///   - argument: the argument's name.
    ///   - problem: what is wrong, in one line.
    ///   - hint: what would probably help.
    ///   - pythonType: the Python exception that stands for the error.
    ///   - pythonMessage: the Python exception's text; `nil` for the problem.
    public init(
        _ argument: String,
        _ problem: String,
        hint: String? = nil,
        pythonType: String = "ValueError",
        pythonMessage: String? = nil
    ) {
        self.argument = argument
        self.problem = problem
        self.hint = hint
        self.pythonType = pythonType
        self.pythonMessage = pythonMessage ?? problem
    }
}

extension ArgumentError: CustomStringConvertible {
    /// The argument and what is wrong with it.
    public var description: String { "\(argument): \(problem)" }
}
