/// Writes lines to a file, and opens it again when the path has come to lead to another file.
///
/// Before each line the path is examined, which costs a system call. Source: CPython `WatchedFileHandler`.
public final class WatchedFileSink: BatchSink, CountingSink {
    /// Which file, and how it is written.
    public let settings: FileSettings
    /// The file, and which one it was when CPython's handler last looked.
    private struct Watched: ~Copyable {
        var file: LogFile
        var identity: FileStatus.Identity?
    }

    // Keeps the lines of threads apart, and opening and closing out of the middle of them.
    private let watched: Lock<Watched>

    /// Creates a sink, and opens the file unless `delay` is set.
    ///
    /// - Parameter settings: which file, and how it is written.
    /// - Throws: ``SinkError`` when the file cannot be opened, or mode or encoding do not exist.
    public init(_ settings: FileSettings) throws(SinkError) {
        self.settings = settings
        let file = try LogFile(settings)
        let identity = file.status?.identity
        watched = Lock(Watched(file: file, identity: identity))
    }

    /// Whether the file is open now.
    public var isOpen: Bool { watched.withLock { $0.file.isOpen } }

    var counts: SinkCounts { watched.withLock { $0.file.counts } }

    var countsIfFree: SinkCounts? {
        var counts: SinkCounts?
        _ = watched.withLockIfFree { counts = $0.file.counts }
        return counts
    }

    /// Writes the bytes to the file that the path leads to now.
    ///
    /// If that file cannot be opened, the line goes to the one that is open: rather an odd place than none. CPython loses the
    /// line, and so does ``Compatibility/python313``.
    ///
    /// - Throws: ``SinkError`` when the line is not, or not wholly, written.
    public func write(_ bytes: UnsafeRawBufferPointer, at time: WallTime) throws(SinkError) {
        try watched.withLock { (watched) throws(SinkError) in
            try follow(&watched)
            guard try watched.file.prepare() else { return }
            try watched.file.write(bytes)
            watched.file.counts.add(bytes.count)
        }
    }

    /// Opens the path again if it leads elsewhere now.
    private func follow(_ watched: inout Watched) throws(SinkError) {
        guard watched.file.isOpen else { return }
        if settings.compatibility == .python313 {
            try WatchedFileSink.followLikePython(&watched)
        } else if FileStatus.ofExisting(settings.path)?.identity != watched.file.status?.identity {
            try? watched.file.open()
        }
    }

    /// Writes lines to the file that the path leads to now: it is examined once for all of them.
    func write(_ batch: LineBatch) -> SinkError? {
        watched.withLock { watched in
            do throws(SinkError) {
                try follow(&watched)
            } catch {
                return error
            }
            return watched.file.write(batch).failure
        }
    }

    var hasTornLine: Bool { watched.withLock { $0.file.hasTornLine } }

    /// Opens the path again if it leads elsewhere than CPython's handler remembers.
    ///
    /// It does not look at a file that a record has opened: with `delay` the second record opens the file again, which in mode
    /// `w` empties it. CPython: `WatchedFileHandler.reopenIfNeeded`.
    private static func followLikePython(_ watched: inout Watched) throws(SinkError) {
        let present = try SystemCalls.status(ofPath: watched.file.settings.path)?.identity
        if let present, present == watched.identity { return }
        watched.file.close()
        try watched.file.open()
        watched.identity = watched.file.status?.identity
    }

    /// Does nothing: nothing is held back.
    public func flush() throws(SinkError) {}

    /// Closes the file.
    ///
    /// A later record opens it again, except in mode `w`.
    public func close() {
        watched.withLock { $0.file.closeForGood() }
    }
}
