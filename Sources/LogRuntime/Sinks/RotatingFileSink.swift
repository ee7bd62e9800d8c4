/// Writes lines to a file and starts a new one when the size limit would be passed.
///
/// `app.log` → `app.log.1` → … → `app.log.5`. Several processes can write the same file: see `FileClaim` for how they agree.
/// Source: CPython `RotatingFileHandler`.
public final class RotatingFileSink: BatchSink, CountingSink, TimedTask, ArchiveExclusion.Owner {
    /// Which file, and how it is written.
    public let settings: FileSettings
    /// The size that a file stays below, in bytes; 0 for no limit.
    public let maximumSize: Int
    /// How many old files are kept.
    public let backupCount: Int
    /// For how long old files are kept, beside their number.
    public var retention: Retention { care.retention }
    /// What ends the names of old files that were compressed; `nil` where none is.
    public var compressedSuffix: String? { care.compressedSuffix }
    // Keeps the lines of threads apart, and rotation out of the middle of them.
    private let file: Lock<RotatingFile>
    private let care: ArchiveCare

    /// Creates a sink, and opens the file unless `delay` is set.
    ///
    /// - Parameters:
    ///   - settings: which file, and how it is written; with a limit the mode becomes `a`, as in CPython.
    ///   - maximumSize: the size that a file stays below, in bytes (with ``Compatibility/python313`` characters are counted
    ///     for the line to come, as CPython does); 0 for no limit.
    ///   - backupCount: how many old files are kept; with 0 the file grows for good.
    ///   - retention: for how long they are kept; of no effect with ``Compatibility/python313``.
    ///   - compressor: what compresses old files, in the background; `nil` leaves them as they are. Of no effect with
    ///     ``Compatibility/python313``.
    /// - Throws: ``SinkError`` when the file cannot be opened, or mode or encoding do not exist.
    public init(
        _ settings: FileSettings,
        maximumSize: Int,
        backupCount: Int,
        retention: Retention = Retention(),
        compressor: (any ArchiveCompressor)? = nil
    ) throws(SinkError) {
        var settings = settings
        if maximumSize > 0, !settings.keepsMode { settings.mode = "a" }
        self.settings = settings
        self.maximumSize = maximumSize
        self.backupCount = backupCount
        care = ArchiveCare(settings, schedule: nil, retention: retention, compressor: compressor)
        file = Lock(
            RotatingFile(
                file: try LogFile(settings),
                maximumSize: maximumSize,
                backupCount: backupCount,
                retention: care.retention,
                compressedSuffix: care.compressedSuffix
            )
        )
        care.setOwner(self)
        // What cannot be removed now is told of when the file is put aside.
        file.withLock { if $0.isOpen { _ = $0.removeExpired(at: .now()) } }
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

    var counts: SinkCounts { file.withLock { $0.counts } }

    var countsIfFree: SinkCounts? {
        var counts: SinkCounts?
        _ = file.withLockIfFree { counts = $0.counts }
        return counts
    }

    /// Writes the bytes, to a new file if the present one would reach its limit.
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

    @inline(never)
    private func writeCarefully(_ bytes: UnsafeRawBufferPointer, at time: WallTime) throws(SinkError) {
        let outcome = try file.withLock { (file) throws(SinkError) -> WriteOutcome in
            let discarded = file.counts.discarded
            let problem = try file.writeCarefully(bytes, at: time)
            if file.counts.discarded == discarded { file.counts.add(bytes.count) }
            return WriteOutcome(problem: problem, needsWatch: file.needsWatch(), hasNews: file.takeNews())
        }
        if outcome.hasNews { care.wake() }
        if outcome.needsWatch { BackgroundTimer.shared.add(self, after: FileClaim.idleInterval) }
        if let problem = outcome.problem { care.trouble.report(problem) }
    }

    /// Lets other processes put the file aside once this one writes no more.
    func runWhenDue() {
        var goesOn = true
        // Whoever has the lock is writing.
        _ = file.withLockIfFree { goesOn = $0.endAloneIfIdle() }
        if goesOn { BackgroundTimer.shared.add(self, after: FileClaim.idleInterval) }
    }

    func write(_ batch: LineBatch) -> SinkError? {
        let (outcome, needsWatch, hasNews) = file.withLock { ($0.write(batch), $0.needsWatch(), $0.takeNews()) }
        if hasNews { care.wake() }
        if needsWatch { BackgroundTimer.shared.add(self, after: FileClaim.idleInterval) }
        if let problem = outcome.trouble { care.trouble.report(problem) }
        return outcome.failure
    }

    var hasTornLine: Bool { file.withLock { $0.hasTornLine } }

    /// Does nothing: nothing is held back.
    public func flush() throws(SinkError) {}

    /// Closes the file.
    ///
    /// A later record opens it again, except in mode `w`.
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
