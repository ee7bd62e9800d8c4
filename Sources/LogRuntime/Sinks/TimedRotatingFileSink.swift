/// Writes lines to a file and starts a new one when its time is over.
///
/// `app.log` is put aside as `app.log.2024-06-01`. The time that counts is that of the records. Several processes can write the
/// same file. Source: CPython `TimedRotatingFileHandler`; the times and names are those of ``RolloverSchedule``.
public final class TimedRotatingFileSink: GatheringSink, BatchSink, LinesSink, ArchiveExclusion.Owner {
    /// Which file, and how it is written.
    public let settings: FileSettings
    /// When files are put aside, and how they are called then.
    public let schedule: RolloverSchedule
    /// How many old files are kept; 0 keeps all.
    public let backupCount: Int
    /// For how long old files are kept, beside their number.
    public var retention: Retention { care.retention }
    /// What ends the names of old files that were compressed; `nil` where none is.
    public var compressedSuffix: String? { care.compressedSuffix }
    // Keeps the lines of threads apart, and rotation out of the middle of them.
    private let file: Lock<TimedRotatingFile>
    private let care: ArchiveCare

    /// Creates a sink, and opens the file unless `delay` is set.
    ///
    /// - Parameters:
    ///   - settings: which file, and how it is written; the mode becomes `a`, as in CPython.
    ///   - schedule: when files are put aside.
    ///   - backupCount: how many old files are kept; 0 keeps all.
    ///   - retention: for how long they are kept; of no effect with ``Compatibility/python313``.
    ///   - compressor: what compresses old files, in the background; `nil` leaves them as they are. Of no effect with
    ///     ``Compatibility/python313``.
    ///   - environment: the clock. Where it is not the system's, the time of an existing file counts as the present.
    /// - Throws: ``SinkError`` when the file cannot be opened, or the encoding does not exist.
    public init(
        _ settings: FileSettings,
        schedule: RolloverSchedule,
        backupCount: Int,
        retention: Retention = Retention(),
        compressor: (any ArchiveCompressor)? = nil,
        environment: LogEnvironment = .system
    ) throws(SinkError) {
        var settings = settings
        settings.mode = "a"
        self.settings = settings
        self.schedule = schedule
        self.backupCount = backupCount
        care = ArchiveCare(settings, schedule: schedule, retention: retention, compressor: compressor)
        file = Lock(
            TimedRotatingFile(
                file: try LogFile(settings),
                schedule: schedule,
                backupCount: backupCount,
                retention: care.retention,
                compressedSuffix: care.compressedSuffix,
                environment: environment
            )
        )
        care.setOwner(self)
        // What cannot be removed now is told of when the file is put aside.
        file.withLock { if $0.isOpen { _ = $0.removeExpired(at: environment.now()) } }
    }

    /// The old files that would be removed now because of ``retention``, the oldest first.
    ///
    /// - Parameter time: the present.
    /// - Returns: their paths.
    /// - Throws: ``SinkError`` when the directory cannot be listed.
    public func expiredArchives(at time: WallTime = .now()) throws(SinkError) -> [String] {
        try care.expired(at: time)
    }

    /// Whether the file is open now.
    public var isOpen: Bool { file.withLock { $0.isOpen } }

    /// When the file is put aside next, in seconds since the epoch (CPython: `rolloverAt`).
    public var rolloverDeadline: Int64 { file.withLock { $0.deadline } }

    var counts: SinkCounts { file.withLock { $0.counts } }

    var countsIfFree: SinkCounts? {
        var counts: SinkCounts?
        _ = file.withLockIfFree { counts = $0.counts }
        return counts
    }

    /// Writes the bytes, to a new file if the time of the present one is over.
    ///
    /// A file that cannot be put aside is written on; that is reported, and tried again after a while.
    ///
    /// - Throws: ``SinkError`` when the line is not, or not wholly, written.
    public func write(_ bytes: UnsafeRawBufferPointer, at time: WallTime) throws(SinkError) {
        let isWritten = try file.withLock { (file) throws(SinkError) -> Bool in
            guard try file.writeQuickly(bytes, at: time) else { return false }
            file.counts.add(bytes.count)
            return true
        }
        if _slowPath(!isWritten) { try writeCarefully(bytes, at: time) }
    }

    func write(_ lines: RenderedLines, at time: WallTime) -> (done: Int, problem: SinkError?) {
        file.withLock { $0.writeQuickly(lines, at: time) }
    }

    @inline(never)
    private func writeCarefully(_ bytes: UnsafeRawBufferPointer, at time: WallTime) throws(SinkError) {
        let outcome = try file.withLock { (file) throws(SinkError) -> WriteOutcome in
            let discarded = file.counts.discarded
            let problem = try file.writeCarefully(bytes, at: time)
            if file.counts.discarded == discarded { file.counts.add(bytes.count) }
            return WriteOutcome(problem: problem, hasNews: file.takeNews())
        }
        if outcome.hasNews { care.wake() }
        if let problem = outcome.problem { care.trouble.report(problem) }
    }

    /// Puts the file aside if its time is over, for a record that cannot be formatted, where CPython's behaviour is wanted.
    ///
    /// CPython: `BaseRotatingHandler.emit` rolls over before it formats.
    func rollOverBeforeFailure() {
        guard settings.compatibility == .python313 else { return }
        file.withLock { file in
            // The record's own failure is what is told.
            _ = try? file.writeCarefully(UnsafeRawBufferPointer(start: nil, count: 0), at: WallTime(seconds: 0))
        }
    }

    /// Writes what is held back.
    ///
    /// - Throws: ``SinkError`` when the system does not take it; it is held back then for another try.
    public func flush() throws(SinkError) {
        try file.withLock { (file) throws(SinkError) in try file.flush() }
    }

    /// Gathers lines until they are flushed or are too many.
    ///
    /// - Parameter limit: how many bytes are held back at most.
    package func gather(_ limit: Int) {
        file.withLock { $0.gather(limit) }
    }

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

    func write(_ batch: LineBatch) -> SinkError? {
        let (outcome, hasNews) = file.withLock { ($0.write(batch), $0.takeNews()) }
        if hasNews { care.wake() }
        if let problem = outcome.trouble { care.trouble.report(problem) }
        return outcome.failure
    }

    var hasTornLine: Bool { file.withLock { $0.hasTornLine } }

    /// Closes the file.
    ///
    /// A later record opens it again.
    public func close() {
        file.withLock { $0.close() }
    }

    func holdFile(during body: () -> Void) {
        file.withLock { _ in body() }
    }

    /// Sets who is told of trouble that costs no line, such as a file that cannot be put aside.
    package func setTroubleHook(_ hook: @escaping @Sendable (SinkError) -> Void) {
        care.trouble.setHook(hook)
    }
}
