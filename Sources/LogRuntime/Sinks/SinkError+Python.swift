#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

extension SinkError {
    /// The subclass of `OSError` that Python raises for an error number.
    ///
    /// Source: CPython `Objects/exceptions.c`, the table that PEP 3151 describes.
    static func pythonType(forErrorNumber errorNumber: Int32) -> String {
        switch errorNumber {
        case ENOENT: "FileNotFoundError"
        case EEXIST: "FileExistsError"
        case EISDIR: "IsADirectoryError"
        case ENOTDIR: "NotADirectoryError"
        case EACCES, EPERM: "PermissionError"
        case EINTR: "InterruptedError"
        case EAGAIN, EALREADY, EINPROGRESS: "BlockingIOError"
        case EPIPE, ESHUTDOWN: "BrokenPipeError"
        case ECONNABORTED: "ConnectionAbortedError"
        case ECONNREFUSED: "ConnectionRefusedError"
        case ECONNRESET: "ConnectionResetError"
        case ETIMEDOUT: "TimeoutError"
        case ECHILD: "ChildProcessError"
        case ESRCH: "ProcessLookupError"
        default: "OSError"
        }
    }

    /// A text as Python's `repr` shows a string: quoted, with control characters escaped.
    static func pythonQuoted(_ text: String) -> String {
        let quote: Unicode.Scalar = text.contains("'") && !text.contains("\"") ? "\"" : "'"
        var result = String(quote)
        for scalar in text.unicodeScalars {
            switch scalar {
            case quote, "\\": result += "\\" + String(scalar)
            case "\n": result += "\\n"
            case "\r": result += "\\r"
            case "\t": result += "\\t"
            default:
                if isPrintable(scalar) {
                    result.unicodeScalars.append(scalar)
                } else {
                    result += pythonEscaped(scalar)
                }
            }
        }
        return result + String(quote)
    }

    /// Whether Python's `repr` shows a character as it is.
    private static func isPrintable(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.properties.generalCategory {
        case .control, .format, .surrogate, .privateUse, .unassigned, .lineSeparator, .paragraphSeparator: false
        case .spaceSeparator: scalar == " "
        default: true
        }
    }

    /// A character as Python's `backslashreplace` shows it: `\xe9`, `\u20ac`, `\U0001f600`.
    static func pythonEscaped(_ scalar: Unicode.Scalar) -> String {
        let (letter, width) = scalar.value < 0x100 ? ("x", 2) : scalar.value < 0x10000 ? ("u", 4) : ("U", 8)
        let digits = String(scalar.value, radix: 16)
        return "\\" + letter + String(repeating: "0", count: width - digits.count) + digits
    }
}
