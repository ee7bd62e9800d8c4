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

    /// Creates an error from the system's error number.
    ///
    /// - Parameters:
    ///   - operation: what was tried.
    ///   - place: the path or the address.
    ///   - errorNumber: `errno` after the call.
    public init(_ operation: String, _ place: String, errorNumber: Int32) {
        self.operation = operation
        self.place = place
        self.errorNumber = errorNumber
        self.problem = String(cString: strerror(errorNumber))
    }

    /// Creates an error that is not the system's.
    ///
    /// - Parameters:
    ///   - operation: what was tried.
    ///   - place: the path or the address.
    ///   - problem: what is wrong.
    public init(_ operation: String, _ place: String, problem: String) {
        self.operation = operation
        self.place = place
        self.errorNumber = 0
        self.problem = problem
    }

    /// The error in one line, such as `cannot write '/var/log/app.log': No space left on device`.
    public var description: String { "cannot \(operation) '\(place)': \(problem)" }
}
