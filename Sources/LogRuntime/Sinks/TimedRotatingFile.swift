/// The file of a ``TimedRotatingFileSink`` while its lock is held.
///
/// Processes that share the file each know the schedule. At the deadline the first one puts the file aside, holding the turn
/// of ``FileClaim``; the others find that the path leads to a new file and follow. Between deadlines nobody asks; a file that is
/// put aside stays for a whole interval at least, so a line that comes late is in it and not lost.
struct TimedRotatingFile: ~Copyable {
    /// How often a line follows other processes to the files that they have just made, before it is written where it is.
    private static let followLimit = 100

    private var file: LogFile
    private let schedule: RolloverSchedule
    private let backupCount: Int
    private let retention: Retention
    /// What ends the name of a compressed archive; `nil` where none is compressed.
    private let compressedSuffix: String?
    private let environment: LogEnvironment
    /// Whether CPython's ways are kept, defects included.
    private let isPython: Bool
    /// When the file is put aside next, in seconds since the epoch.
    private(set) var deadline: Int64
    /// When this process looks next whether another has put the file aside.
    private var sharing = FileSharing()
    private var retry = RetryDelay(limit: 60)
    /// Whether there may be archives to compress that nobody was told of.
    private var hasNews = true

    /// Takes a file over and computes its first deadline.
    init(
        file: consuming LogFile,
        schedule: RolloverSchedule,
        backupCount: Int,
        retention: Retention,
        compressedSuffix: String?,
        environment: LogEnvironment
    ) {
        self.retention = retention
        self.compressedSuffix = compressedSuffix
        isPython = file.settings.compatibility == .python313
        self.file = file
        self.schedule = schedule
        self.backupCount = backupCount
        self.environment = environment
        deadline = 0
        deadline = schedule.computeRollover(after: startOfFile(now: environment.now().seconds))
        enter()
    }

    /// Says that this process may write to the file, which is not compressed as long as it can.
    private mutating func enter() {
        hasNews = true
        if file.isOpen, !isPython { _ = file.claim.enter() }
    }

    /// Whether archives may have come since the last call.
    mutating func takeNews() -> Bool {
        defer { hasNews = false }
        return hasNews
    }

    private var archives: RolloverArchives {
        RolloverArchives(of: file.settings.path, compressedSuffix: compressedSuffix)
    }

    /// Whether the file is open.
    var isOpen: Bool { file.isOpen }

    /// Whether part of a line is still to be written before anything else.
    var hasTornLine: Bool { file.hasTornLine }

    /// Combines the lines of a batch; without one, writes them and ends it.
    mutating func combine(_ batch: LineBatch?) throws(SinkError) {
        try file.combine(batch)
    }

    /// What the sink has done.
    var counts: SinkCounts {
        @inline(__always) get { file.counts }
        @inline(__always) _modify { yield &file.counts }
    }

    /// Closes the file for its handler.
    mutating func close() {
        file.closeForGood()
    }

    /// Writes what is held back.
    mutating func flush() throws(SinkError) { try file.flush() }

    /// Gathers lines until they are flushed or are too many.
    mutating func gather(_ limit: Int) { file.gather(limit) }

    /// Forgets the lines that are held back.
    mutating func dropHeld() -> Int { file.dropHeld() }

    /// When the interval of the present file began.
    ///
    /// CPython takes the time of the last write. A program that is started anew within each interval would then never put its
    /// file aside, so the time at which the file was made counts here, if that is earlier and the file system keeps it. With an
    /// injected clock the file's times mean nothing: the present counts.
    private func startOfFile(now: Int64) -> Int64 {
        guard environment.injectedClock == nil, let status = FileStatus.ofExisting(file.settings.path) else {
            return now
        }
        if isPython { return status.modified }
        return min(status.modified, SystemCalls.birthTime(ofPath: file.settings.path) ?? status.modified)
    }

    /// Writes a line, if nothing has to be thought of first.
    ///
    /// - Returns: whether the line was written.
    /// - Throws: ``SinkError`` when the line is not, or not wholly, written.
    @inline(__always)
    mutating func writeQuickly(_ line: UnsafeRawBufferPointer, at time: WallTime) throws(SinkError) -> Bool {
        guard _fastPath(file.isOpen && time.seconds < deadline && sharing.countDown(at: time) && !isPython) else {
            return false
        }
        try file.write(line)
        return true
    }

    /// Writes lines at once, if nothing has to be thought of first.
    ///
    /// - Returns: see ``LinesSink/write(_:at:)``.
    mutating func writeQuickly(_ lines: RenderedLines, at time: WallTime) -> (done: Int, problem: SinkError?) {
        guard time.seconds < deadline, !isPython, sharing.countDown(at: time, lines: lines.count) else {
            return (0, nil)
        }
        return file.write(lines)
    }

    /// Writes a line, to a new file if it is time for one.
    ///
    /// - Returns: trouble that did not keep the line from being written.
    /// - Throws: ``SinkError`` when the line is not, or not wholly, written.
    @inline(never)
    mutating func writeCarefully(
        _ line: UnsafeRawBufferPointer,
        at time: WallTime
    ) throws(SinkError) -> SinkError? {
        // Which file is the right one is decided for the lines to come.
        try file.settle()
        if isPython {
            try writeLikePython(line)
            return nil
        }
        let wasOpen = file.isOpen
        guard try file.prepare() else { return nil }
        if !wasOpen { enter() }
        var problem: SinkError?
        if file.status?.isRegular == true {
            problem = bringUpToDate(at: time)
        } else if time.seconds >= deadline {
            // Only an ordinary file is put aside.
            deadline = schedule.computeRollover(after: time.seconds)
        }
        try file.write(line)
        return problem
    }

    /// Follows the path to the file that another process has made, and puts the file aside if it is due.
    ///
    /// - Returns: what went wrong.
    private mutating func bringUpToDate(at time: WallTime) -> SinkError? {
        defer { file.claim.endTurn() }
        var problem: SinkError?
        for _ in 0..<TimedRotatingFile.followLimit {
            sharing.lookAround(file.claim, at: time)
            if let present = FileStatus.ofExisting(file.settings.path), present.identity == file.status?.identity {
                guard time.seconds >= deadline, retry.allows(at: time) else { return problem }
            } else {
                guard retry.allows(at: time) else { return problem }
                if let problem = attempt(at: time, { (file) throws(SinkError) in try file.open() }) { return problem }
                enter()
                deadline = schedule.computeRollover(after: startOfFile(now: time.seconds))
                continue
            }
            // Where there are no locks, processes hope for the best.
            guard sharing.takeTurn(of: file.claim) || !file.claim.enter() else { return problem }
            guard FileStatus.ofExisting(file.settings.path)?.identity == file.status?.identity else { continue }
            problem = rotate(at: time) ?? problem
            // The new file must not have been put aside again before this process has entered it.
            enter()
        }
        return problem
    }

    /// Does something with the file that may fail, and notes how it went.
    ///
    /// - Returns: the error, if it is the first after a success.
    private mutating func attempt(
        at time: WallTime,
        _ body: (inout LogFile) throws(SinkError) -> Void
    ) -> SinkError? {
        if retry.isWaiting { counts.retries += 1 }
        do {
            try body(&file)
            retry.succeed()
            return nil
        } catch {
            let isNew = !retry.isWaiting
            retry.fail(at: time)
            return isNew ? error : nil
        }
    }

    /// Puts the file aside, opens a new one and removes what is too old.
    ///
    /// - Returns: what went wrong.
    private mutating func rotate(at time: WallTime) -> SinkError? {
        let suffix = schedule.archiveSuffix(forRolloverAt: deadline, now: time.seconds)
        let archives = archives
        let problem = attempt(at: time) { (file) throws(SinkError) in
            try SystemCalls.rename(file.settings.path, to: archives.freeName(suffix))
            file.counts.rollovers += 1
            try file.open()
        }
        guard !retry.isWaiting else { return problem }
        // An interval of nothing must not make a file of each line.
        deadline = max(schedule.computeRollover(after: time.seconds), time.seconds + 1)
        do {
            if backupCount > 0 {
                try archives.removeOldest(keeping: backupCount, schedule)
            }
            return removeExpired(at: time)
        } catch {
            return error
        }
    }

    /// Removes what the retention does not keep.
    ///
    /// - Returns: what went wrong.
    func removeExpired(at time: WallTime) -> SinkError? {
        guard !retention.isUnlimited else { return nil }
        do {
            try archives.remove(archives.expired(by: retention, schedule, at: time))
            return nil
        } catch {
            return error
        }
    }
}

extension TimedRotatingFile {
    /// Writes a line with CPython's rules, its defects included: an archive that exists already ends all rotation, and a failed
    /// rename loses the line.
    ///
    /// CPython: `TimedRotatingFileHandler.shouldRollover`, `doRollover`.
    fileprivate mutating func writeLikePython(_ line: UnsafeRawBufferPointer) throws(SinkError) {
        let now = environment.now().seconds
        if now >= deadline {
            if FileStatus.ofExisting(file.settings.path)?.isRegular == false {
                deadline = schedule.computeRollover(after: now)
            } else {
                try rotateLikePython(at: now)
            }
        }
        guard try file.prepare() else { return }
        try file.write(line)
    }

    private mutating func rotateLikePython(at now: Int64) throws(SinkError) {
        let path = file.settings.path
        let archive = "\(path).\(schedule.archiveSuffix(forRolloverAt: deadline, now: now))"
        guard FileStatus.ofExisting(archive) == nil else { return }
        file.close()
        if FileStatus.ofExisting(path) != nil {
            try SystemCalls.rename(path, to: archive)
            counts.rollovers += 1
        }
        if backupCount > 0 {
            let archives = RolloverArchives(of: path)
            let names = try SystemCalls.fileNames(in: archives.directory)
            for name in schedule.archivesToRemove(among: names, baseName: archives.baseName, backupCount: backupCount) {
                try SystemCalls.remove(archives.directory + name)
            }
        }
        if !file.settings.delay { try file.open() }
        deadline = schedule.computeRollover(after: now)
    }
}
