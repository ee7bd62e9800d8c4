/// Writes lines to a file, each with one system call, none of them torn.
///
/// Where the mode appends, several handlers and several processes can write the same file.
public final class FileSink: FileBackedSink {
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

    /// Writes the bytes, after opening the file if need be.
    ///
    /// - Throws: ``SinkError`` when the line is not, or not wholly, written.
    @inline(__always) public func write(_ bytes: UnsafeRawBufferPointer, at time: WallTime) throws(SinkError) {
        try file.withLock { (file) throws(SinkError) in
            guard try file.prepare() else { return }
            try file.write(bytes)
        }
    }

    /// Does nothing: nothing is held back.
    public func flush() throws(SinkError) {}

    /// Closes the file.
    ///
    /// A later record opens it again, except in mode `w`, which would empty it. CPython: `FileHandler.emit`.
    public func close() {
        file.withLock { $0.closeForGood() }
    }
}
