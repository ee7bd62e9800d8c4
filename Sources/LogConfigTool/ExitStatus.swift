import LogConfig
import LogRuntime

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

/// How the tool ends, thrown by a command once it has said why.
enum ExitStatus: Int32, Error {
    /// The file or the data is wrong.
    case wrongData = 1
    /// The tool was called wrongly.
    case usage = 2
    /// The environment failed: something cannot be read, written or reached.
    case environment = 3

    /// Ends the process.
    func leave() -> Never {
        exit(rawValue)
    }

    /// The status for a monitor that cannot be made.
    init(ofMonitor error: any Error) {
        if let error = error as? LoggingConfigurationError {
            self.init(of: error)
        } else {
            self = error is SinkError ? .environment : .wrongData
        }
    }

    /// The status for a configuration that was refused: what cannot be read or opened is the environment's fault.
    init(of error: LoggingConfigurationError) {
        let errors = error.diagnostics.filter { $0.severity == .error }
        let isEnvironmental =
            !errors.isEmpty && errors.allSatisfy { ["cannot-open", "unreadable-file"].contains($0.code) }
        self = isEnvironmental ? .environment : .wrongData
    }
}
