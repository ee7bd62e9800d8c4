#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

/// Who else may say what a configuration file says: whoever may write it decides which files the process writes and removes.
///
/// Rights of a group are nobody's fault: on many systems each user has a group alone, and files are made writable for it.
package enum FileExposure: Sendable, Hashable {
    /// Every user may write the file.
    case file
    /// Every user may put another file in its place.
    case directory(String)

    /// Looks at a file and at the directory that it lies in.
    ///
    /// - Parameter path: the file; a symbolic link is followed.
    /// - Returns: `nil` if the file and its place are nobody else's, or there is no file.
    package static func ofFile(at path: String) -> FileExposure? {
        var status = stat()
        // What is no ordinary file, such as a pipe, was made by who started the program.
        guard stat(path, &status) == 0, status.st_mode & S_IFMT == S_IFREG else { return nil }
        if status.st_mode & S_IWOTH != 0 { return .file }
        guard let resolved = realpath(path, nil) else { return nil }
        defer { free(resolved) }
        let parts = String(cString: resolved).split(separator: "/").dropLast()
        let directory = "/" + parts.joined(separator: "/")
        guard stat(directory, &status) == 0 else { return nil }
        // With the sticky bit, as in /tmp, everybody may only replace what is their own.
        let isOpenToAll = status.st_mode & S_IWOTH != 0 && status.st_mode & S_ISVTX == 0
        return isOpenToAll ? .directory(directory) : nil
    }

    /// The warning about it.
    ///
    /// - Parameters:
    ///   - file: what diagnostics call the file.
    ///   - isStrict: whether warnings are errors.
    /// - Returns: the warning.
    package func diagnostic(file: String, isStrict: Bool = false) -> Diagnostic {
        let problem: String
        let hint: String
        switch self {
        case .file:
            problem = "every user of this machine may change the file"
            hint = "take that right away with 'chmod o-w'"
        case .directory(let directory):
            problem =
                "every user of this machine may replace the file: its directory '\(directory)' is writable for all"
            hint = "take that right away with 'chmod o-w'"
        }
        return Diagnostic(
            severity: isStrict ? .error : .warning,
            code: DiagnosticCode.writableByAll.rawValue,
            path: "",
            message: problem,
            file: file,
            line: nil,
            column: nil,
            hint: hint
        )
    }
}
