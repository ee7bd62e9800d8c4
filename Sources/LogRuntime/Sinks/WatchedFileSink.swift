/// Writes lines to a file, and opens it again when the path has come to lead to another file.
///
/// Before each line the path is examined, which costs a system call. Source: CPython `WatchedFileHandler`.
public final class WatchedFileSink: FileBackedSink {
    /// Which file, and how it is written.
    public let settings: FileSettings
    // Keeps the lines of threads apart, and opening and closing out of the middle of them.
    private let file: Lock<LogFile>

    /// Creates a sink, and opens the file unless `delay` is set.
    ///
    /// - Parameter settings: which file, and how it is written.
    /// - Throws: ``SinkError`` when the file cannot be opened, or mode or encoding do not exist.
    public init(_ settings: FileSettings) throws(SinkError) {
        self.settings = settings
        file = Lock(try LogFile(settings))
    }

    /// Whether the file is open now.
    public var isOpen: Bool { file.withLock { $0.isOpen } }

    /// Writes the bytes to the file that the path leads to now.
    ///
    /// If that file cannot be opened, the line goes to the one that is open: rather an odd place than none. CPython loses the
    /// line, and so does ``Compatibility/python313``.
    ///
    /// - Throws: ``SinkError`` when the line is not, or not wholly, written.
    public func write(_ bytes: UnsafeRawBufferPointer, at time: WallTime) throws(SinkError) {
        try file.withLock { (file) throws(SinkError) in
            if file.isOpen, try WatchedFileSink.hasMoved(file) {
                if settings.compatibility == .python313 {
                    file.close()
                    try file.open()
                } else {
                    try? file.open()
                }
            }
            guard try file.prepare() else { return }
            try file.write(bytes)
        }
    }

    private static func hasMoved(_ file: borrowing LogFile) throws(SinkError) -> Bool {
        do {
            return try SystemCalls.status(ofPath: file.settings.path)?.identity != file.status?.identity
        } catch {
            if file.settings.compatibility == .python313 { throw error }
            return false
        }
    }

    /// Does nothing: nothing is held back.
    public func flush() throws(SinkError) {}

    /// Closes the file.
    ///
    /// A later record opens it again, except in mode `w`.
    public func close() {
        file.withLock { $0.closeForGood() }
    }
}
