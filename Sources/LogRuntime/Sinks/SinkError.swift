#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

/// Why bytes could not be delivered.
public struct SinkError: Error, Sendable, Hashable, CustomStringConvertible {
    /// What was tried, such as `open` or `write`.
    public let operation: String
    /// The path or the address.
    public let place: String
    /// The system's error number; zero when the error is not the system's.
    public let errorNumber: Int32
    /// What is wrong.
    public let problem: String
    /// The Python exception that CPython raises in the same situation, with its module unless it is built in, such as
    /// `FileNotFoundError` or `socket.gaierror`.
    public let pythonType: String
    /// The text of that exception, such as `[Errno 2] No such file or directory: '/var/log/app.log'`.
    public let pythonMessage: String

    /// Creates an error from the system's error number.
    ///
    /// - Parameters:
    ///   - operation: what was tried; for `open` and `rename` Python's text names the place.
    ///   - place: the path or the address.
    ///   - errorNumber: `errno` after the call.
    public init(_ operation: String, _ place: String, errorNumber: Int32) {
        self.operation = operation
        self.place = place
        self.errorNumber = errorNumber
        self.problem = String(cString: strerror(errorNumber))
        self.pythonType = SinkError.pythonType(forErrorNumber: errorNumber)
        let text = "[Errno \(errorNumber)] \(problem)"
        let namesPlace = operation == "open" || operation == "rename"
        self.pythonMessage = namesPlace ? "\(text): \(SinkError.pythonQuoted(place))" : text
    }

    /// Creates an error that is not the system's.
    ///
    /// - Parameters:
    ///   - operation: what was tried.
    ///   - place: the path or the address.
    ///   - problem: what is wrong.
    ///   - pythonType: the Python exception for the same situation.
    ///   - pythonMessage: that exception's text; `nil` when it is the problem's.
    public init(
        _ operation: String,
        _ place: String,
        problem: String,
        pythonType: String = "OSError",
        pythonMessage: String? = nil
    ) {
        self.operation = operation
        self.place = place
        self.errorNumber = 0
        self.problem = problem
        self.pythonType = pythonType
        self.pythonMessage = pythonMessage ?? problem
    }

    /// The few words under which losses by this error are counted, such as `write: No space left on device`.
    var reason: String { errorNumber == 0 ? operation : "\(operation): \(problem)" }

    /// The error in one line, such as `cannot write '/var/log/app.log': No space left on device`.
    public var description: String { "cannot \(operation) '\(place)': \(problem)" }
}
