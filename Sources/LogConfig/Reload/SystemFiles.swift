#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

/// The files of the machine.
struct SystemFiles: ConfigurationFileSystem {
    /// How many bytes of a file are read; one more shows that it is too large.
    let sizeLimit: Int

    func look(at path: String) -> FileLook {
        var status = stat()
        guard stat(path, &status) == 0 else {
            return errno == ENOENT || errno == ENOTDIR ? .missing : .refused(errorNumber: errno)
        }
        #if canImport(Darwin)
        let modified = status.st_mtimespec
        #else
        let modified = status.st_mtim
        #endif
        return .present(
            device: UInt64(truncatingIfNeeded: status.st_dev),
            inode: UInt64(truncatingIfNeeded: status.st_ino),
            size: Int64(status.st_size),
            seconds: Int64(modified.tv_sec),
            nanoseconds: Int64(modified.tv_nsec)
        )
    }

    func bytes(of path: String) throws(LoggingConfigurationError) -> [UInt8] {
        try ConfigurationReader.bytes(ofFile: path, limit: sizeLimit)
    }

    func exposure(of path: String) -> FileExposure? { FileExposure.ofFile(at: path) }

    /// A path that stays right when the working directory changes; links in it are kept, so that they can be swapped.
    static func absolute(_ path: String) -> String {
        if path.hasPrefix("/") { return path }
        guard let directory = getcwd(nil, 0) else { return path }
        defer { free(directory) }
        return String(cString: directory) + "/" + path
    }
}
