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
}
