/// What every handler that writes a file is told about it.
///
/// Two sinks with equal settings of the same class can stand in for one another when a configuration is loaded anew.
public struct FileSettings: Sendable, Hashable {
    /// The absolute path; fixed when the handler is made, so that a later change of the working directory does not matter.
    public let path: String
    /// The mode in the letters of Python's `open`.
    public internal(set) var mode: String
    /// The encoding's name as given; `nil` for UTF-8.
    public let encoding: String?
    /// What happens to characters that the encoding lacks, as given; `nil` for `strict`.
    public let errors: String?
    /// Whether the file is opened by the first record.
    public let delay: Bool
    /// Whether missing directories are made.
    public let makesDirectories: Bool
    /// Whose behaviour the sink has.
    public let compatibility: Compatibility
    /// How lines are gathered; `nil` writes each one at once.
    public let buffering: FileBuffering?
    /// Whether a rotating file keeps mode `w` beside a limit, as it does in CPython when the limit is set after the handler was
    /// made.
    package var keepsMode = false
    /// Who may do what with a new file, as `chmod(2)` takes it; `nil` leaves it to the process' mask.
    public let permissions: UInt32?

    /// Creates settings.
    ///
    /// - Parameters:
    ///   - filename: the file; a relative name starts at the working directory.
    ///   - mode: the mode in the letters of Python's `open`.
    ///   - encoding: the encoding by any of Python's names; `nil` for UTF-8.
    ///   - delay: whether the file is opened by the first record.
    ///   - errors: what happens to characters that the encoding lacks; `nil` for `strict`.
    ///   - environment: how file names become paths.
    ///   - compatibility: whose behaviour the sink has.
    ///   - buffering: how lines are gathered; `nil` writes each one at once.
    ///   - permissions: who may do what with a new file, such as `0o640`; `nil` leaves it to the process' mask.
    public init(
        filename: String,
        mode: String = "a",
        encoding: String? = nil,
        delay: Bool = false,
        errors: String? = nil,
        environment: LogEnvironment = .system,
        compatibility: Compatibility = .standard,
        buffering: FileBuffering? = nil,
        permissions: UInt32? = nil
    ) {
        path = environment.files.absolutePath(of: filename)
        makesDirectories = environment.files.makesDirectories
        self.mode = mode
        self.encoding = encoding
        self.delay = delay
        self.errors = errors
        self.compatibility = compatibility
        self.buffering = buffering
        self.permissions = permissions
    }
}
