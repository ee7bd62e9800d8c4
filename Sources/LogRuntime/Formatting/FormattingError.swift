/// Why a record could not be turned into text, in CPython's words where CPython has the same error.
public struct FormattingError: Error, Sendable, Hashable, CustomStringConvertible {
    /// The Python exception that stands for this error, such as `TypeError`.
    public let pythonType: String
    /// What is wrong.
    public let message: String

    /// Creates an error.
    ///
    /// - Parameters:
    ///   - pythonType: the Python exception that stands for this error.
    ///   - message: what is wrong.
    public init(_ pythonType: String, _ message: String) {
        self.pythonType = pythonType
        self.message = message
    }

    /// The error as Python would print it.
    public var description: String { "\(pythonType): \(message)" }
}
