internal import LogRuntime

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

/// Finds out whether a handler's file could be opened, without opening or making it.
enum FileProbe {
    /// The fault that opening the handler's file would have.
    static func fault(
        of handler: Plan.HandlerPlan,
        files: FileNaming,
        stage: LoggingConfigurationError.Stage
    ) -> Fault? {
        guard let file = handler.blueprint.file, !file.delay else { return nil }
        let path = files.absolutePath(of: file.filename)
        guard let number = errorNumber(path, mode: file.mode, makesDirectories: files.makesDirectories) else {
            return nil
        }
        return Fault.opening(handler, failed: SinkError("open", path, errorNumber: number), stage: stage)
    }

    /// The error that `open(2)` would have; `nil` if it would succeed.
    private static func errorNumber(_ path: String, mode: String, makesDirectories: Bool) -> Int32? {
        var status = stat()
        if stat(path, &status) == 0 {
            if mode.contains("x") { return EEXIST }
            if status.st_mode & S_IFMT == S_IFDIR { return EISDIR }
            return access(path, mode.contains("r") && !mode.contains("+") ? R_OK : W_OK) == 0 ? nil : errno
        }
        guard errno == ENOENT, !mode.contains("r") else { return errno }
        var directory = Substring(path)
        repeat {
            directory = directory.lastIndex(of: "/").map { directory[..<$0] } ?? ""
            let name = directory.isEmpty ? "/" : String(directory)
            if stat(name, &status) == 0 {
                guard status.st_mode & S_IFMT == S_IFDIR else { return ENOTDIR }
                return access(name, W_OK | X_OK) == 0 ? nil : errno
            }
            guard errno == ENOENT, makesDirectories else { return errno }
        } while !directory.isEmpty
        return nil
    }
}
