/// Where a watcher looks for its file.
package protocol ConfigurationFileSystem: Sendable {
    /// What there is at a path, symbolic links followed.
    func look(at path: String) -> FileLook

    /// The bytes of a file.
    func bytes(of path: String) throws(LoggingConfigurationError) -> [UInt8]

    /// Who else may write a file.
    func exposure(of path: String) -> FileExposure?
}

/// What a look at a path has shown.
package enum FileLook: Sendable, Hashable {
    /// A file, told apart by what changes when it is written, replaced, or another link leads to it.
    case present(device: UInt64, inode: UInt64, size: Int64, seconds: Int64, nanoseconds: Int64)
    /// Nothing.
    case missing
    /// The system does not say.
    case refused(errorNumber: Int32)
}
