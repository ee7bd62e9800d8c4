internal import Synchronization

/// Writes lines to a file, each with one system call or gathered by ``FileBuffering``, none of them torn.
///
/// Where the mode appends, several handlers and several processes can write the same file.
public final class FileSink: GatheringSink, BatchSink, LinesSink, TimedTask {
    /// Which file, and how it is written.
    public let settings: FileSettings
    // Keeps the lines of threads apart, and opening and closing out of the middle of them.
    private let file: Lock<LogFile>
    private let trouble = SinkTrouble()
    /// Whether the timer has the sink already: a sink that is full many times a second is there once all the same.
    private let isTimed = Atomic<Bool>(false)

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

    var counts: SinkCounts { file.withLock { $0.counts } }

    var countsIfFree: SinkCounts? {
        var counts: SinkCounts?
        _ = file.withLockIfFree { counts = $0.counts }
        return counts
    }

    /// Writes the bytes, after opening the file if need be.
    ///
    /// - Throws: ``SinkError`` when the line is not, or not wholly, written.
    @inline(__always) public func write(_ bytes: UnsafeRawBufferPointer, at time: WallTime) throws(SinkError) {
        let isFirstHeld = try file.withLock { (file) throws(SinkError) -> Bool in
            guard try file.prepare() else { return false }
            try file.write(bytes)
            file.counts.add(bytes.count)
            return file.heldLines == 1
        }
        if _slowPath(isFirstHeld) { startTimer() }
    }

    func write(_ lines: RenderedLines, at time: WallTime) -> (done: Int, problem: SinkError?) {
        let (result, isFirstHeld) = file.withLock { file in
            let wasEmpty = file.heldLines == 0
            return (file.write(lines), wasEmpty && file.heldLines > 0)
        }
        if isFirstHeld { startTimer() }
        return result
    }

    /// Has the lines that are held back from now on written in time.
    @inline(never) private func startTimer() {
        guard let interval = settings.buffering?.interval else { return }
        guard !isTimed.exchange(true, ordering: .acquiringAndReleasing) else { return }
        BackgroundTimer.shared.add(self, after: interval)
    }

    /// Writes what is held back.
    ///
    /// - Throws: ``SinkError`` when the system does not take it; it is held back then for another try.
    public func flush() throws(SinkError) {
        try file.withLock { (file) throws(SinkError) in try file.flush() }
    }

    /// Writes what is held back, and tries again later when that fails.
    func runWhenDue() {
        // Before the lines are looked at: whoever holds one back after that asks for the timer again.
        _ = isTimed.exchange(false, ordering: .acquiringAndReleasing)
        do {
            try flush()
        } catch {
            file.withLock { $0.counts.retries += 1 }
            trouble.report(error)
            startTimer()
        }
    }

    /// Gathers lines until they are flushed or are too many.
    ///
    /// - Parameter limit: how many bytes are held back at most.
    package func gather(_ limit: Int) {
        file.withLock { $0.gather(limit) }
    }

    func write(_ batch: LineBatch) -> SinkError? {
        file.withLock { $0.write(batch).failure }
    }

    var hasTornLine: Bool { file.withLock { $0.hasTornLine } }

    /// Forgets the lines that are held back.
    ///
    /// - Returns: how many they were.
    package func dropHeld() -> Int {
        file.withLock { file in
            let dropped = file.dropHeld()
            file.counts.records -= dropped
            return dropped
        }
    }

    /// Writes what is held back and closes the file.
    ///
    /// A later record opens it again, except in mode `w`, which would empty it. CPython: `FileHandler.emit`.
    public func close() {
        file.withLock { $0.closeForGood() }
    }

    /// Sets who is told of trouble that costs no line: a file that does not take what is held back, for the time being.
    package func setTroubleHook(_ hook: @escaping @Sendable (SinkError) -> Void) {
        trouble.setHook(hook)
    }
}
