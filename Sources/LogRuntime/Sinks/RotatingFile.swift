/// The file of a ``RotatingFileSink`` while its lock is held.
///
/// The size is counted along; the system is asked only near the limit and once in a while, as other programs may write, too.
struct RotatingFile: ~Copyable {
    /// How often a line follows other processes to the files that they have just made, before it is written where it is.
    private static let followLimit = 100

    private var file: LogFile
    private let maximumSize: Int
    private let backupCount: Int
    private let retention: Retention
    /// What ends the name of a compressed archive; `nil` where none is compressed.
    private let compressedSuffix: String?
    /// The file's size as far as this process knows.
    private var size = 0
    /// How the file is shared with other processes.
    private var sharing = FileSharing()
    private var retry = RetryDelay(limit: 60)
    /// Whether there may be archives to compress that nobody was told of.
    private var hasNews = false

    /// Takes a file over.
    init(file: consuming LogFile, maximumSize: Int, backupCount: Int, retention: Retention, compressedSuffix: String?) {
        self.compressedSuffix = compressedSuffix
        self.retention = retention
        self.file = file
        self.maximumSize = maximumSize
        self.backupCount = backupCount
        if self.file.isOpen { adopt(triesAlone: false) }
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

    /// Whether a timer must call ``endAloneIfIdle()`` from now on.
    mutating func needsWatch() -> Bool { file.isOpen && sharing.needsWatch() }

    /// Lets other processes put the file aside, if this one has not written for a while.
    ///
    /// - Returns: whether this is to be called again.
    mutating func endAloneIfIdle() -> Bool { sharing.endAloneIfIdle(file.claim) }

    /// Whether archives may have come since the last call.
    mutating func takeNews() -> Bool {
        defer { hasNews = false }
        return hasNews
    }

    /// Whether files are put aside at all.
    ///
    /// With a limit and no backups CPython opens the file again for each record, which shows in nothing.
    private var rotates: Bool { maximumSize > 0 && backupCount > 0 }

    /// Writes a line, if nothing has to be thought of first.
    ///
    /// - Returns: whether the line was written.
    /// - Throws: ``SinkError`` when the line is not, or not wholly, written.
    @inline(__always)
    mutating func writeQuickly(_ line: UnsafeRawBufferPointer, at time: WallTime) throws(SinkError) -> Bool {
        guard _fastPath(file.isOpen && rotates && sharing.isAlone && sharing.countDown(at: time)) else { return false }
        let added = try file.sizeInFile(of: line)
        guard _fastPath(size + added < maximumSize) else { return false }
        size += try file.write(line)
        return true
    }

    /// Writes a line, to a new file if it does not fit into the present one.
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
        if file.settings.compatibility == .python313 {
            try writeLikePython(line)
            return nil
        }
        let wasOpen = file.isOpen
        guard try file.prepare() else { return nil }
        if !wasOpen { adopt() }
        // An ordinary file alone has a size; everything else is just written to.
        guard rotates, file.status?.isRegular == true else {
            try file.write(line)
            return nil
        }
        return try writeAgreed(line, at: time)
    }

    /// Looks around, takes the turn if there are others, rotates if the line does not fit, and writes.
    private mutating func writeAgreed(
        _ line: UnsafeRawBufferPointer,
        at time: WallTime
    ) throws(SinkError) -> SinkError? {
        let added = try file.sizeInFile(of: line)
        var problem: SinkError?
        var hasTurn = false
        // A file that was closed on the way has given its turn back by that.
        defer { if sharing.hasLocks { file.claim.endTurn() } }
        for _ in 0..<RotatingFile.followLimit {
            sharing.lookAround(file.claim, at: time)
            hasTurn = sharing.isAlone ? !sharing.hasLocks : sharing.takeTurn(of: file.claim)
            guard followPath(at: time, &problem) else { continue }
            guard isDue(added), retry.allows(at: time), !sharing.mustWait(for: file.claim) else { break }
            if sharing.isAlone, sharing.hasLocks {
                guard sharing.takeTurn(of: file.claim) else { break }
                guard followPath(at: time, &problem) else { continue }
            } else if !hasTurn {
                break
            }
            if retry.isWaiting { counts.retries += 1 }
            do {
                try rotate()
                retry.succeed()
                if let failure = removeExpired(at: time) { problem = failure }
                // A new file that others may write has a turn of its own. One that others may compress must not have been put
                // aside again before this process has entered it.
                if sharing.isAlone, compressedSuffix == nil { break }
            } catch {
                if !retry.isWaiting { problem = error }
                retry.fail(at: time)
                break
            }
        }
        file.hasTurn = hasTurn
        defer { file.hasTurn = false }
        size += try file.write(line)
        // Without a turn, as somebody holds it for too long, the file may have been removed under the line.
        while sharing.hasLocks, !sharing.isAlone, !hasTurn, try file.refreshStatus().isRemoved {
            try file.open()
            adopt()
            size += try file.write(line)
        }
        return problem
    }

    /// Whether another file must be begun before so many bytes are written.
    ///
    /// CPython: `RotatingFileHandler.shouldRollover`; an empty file never is put aside.
    private func isDue(_ added: Int) -> Bool { size > 0 && size + added >= maximumSize }

    /// Opens the file that the path leads to now, if it is another one.
    ///
    /// - Parameters:
    ///   - time: the time of the line.
    ///   - problem: set when it cannot be opened; the old one is then written on.
    /// - Returns: `false` if another file was opened.
    private mutating func followPath(at time: WallTime, _ problem: inout SinkError?) -> Bool {
        if let present = FileStatus.ofExisting(file.settings.path), present.identity == file.status?.identity {
            size = present.size
            return true
        }
        guard retry.allows(at: time) else { return true }
        do {
            try file.open()
        } catch {
            if !retry.isWaiting { problem = error }
            retry.fail(at: time)
            return true
        }
        retry.succeed()
        adopt()
        return false
    }

    /// Learns about a file that was just opened.
    private mutating func adopt(triesAlone: Bool = true) {
        size = file.status?.size ?? 0
        hasNews = true
        let agrees = rotates && file.settings.compatibility == .standard && file.status?.isRegular == true
        sharing.adopt(file.claim, usesLocks: agrees, triesAlone: triesAlone)
    }

    /// Removes what the retention does not keep.
    ///
    /// - Returns: what went wrong.
    func removeExpired(at time: WallTime) -> SinkError? {
        guard !retention.isUnlimited else { return nil }
        let archives = RolloverArchives(of: file.settings.path, compressedSuffix: compressedSuffix)
        do {
            try archives.remove(archives.expired(by: retention, nil, at: time))
            return nil
        } catch {
            return error
        }
    }

    /// Puts the file aside and opens a new one.
    private mutating func rotate() throws(SinkError) {
        let path = file.settings.path
        let archives = RolloverArchives(of: path, compressedSuffix: compressedSuffix)
        for number in stride(from: backupCount - 1, to: 0, by: -1) {
            try archives.move("\(path).\(number)", to: "\(path).\(number + 1)")
        }
        if let compressedSuffix { try SystemCalls.remove("\(path).1\(compressedSuffix)") }
        try SystemCalls.rename(path, to: "\(path).1")
        counts.rollovers += 1
        try file.open()
        adopt()
    }
}

extension RotatingFile {
    /// Writes a line with CPython's rules, its defects included: the limit compares the size in bytes with the line in
    /// characters, the file is opened anew for each line if there are no backups, and a failed rename loses the line.
    ///
    /// CPython: `RotatingFileHandler.shouldRollover`, `doRollover`.
    fileprivate mutating func writeLikePython(_ line: UnsafeRawBufferPointer) throws(SinkError) {
        if !file.isOpen { try file.open() }
        if maximumSize > 0, try mustRollLikePython(line) {
            file.close()
            if backupCount > 0 {
                try renameLikePython()
                counts.rollovers += 1
            }
            if !file.settings.delay { try file.open() }
        }
        guard try file.prepare() else { return }
        try file.write(line)
    }

    private func mustRollLikePython(_ line: UnsafeRawBufferPointer) throws(SinkError) -> Bool {
        let path = file.settings.path
        guard let position = file.position() else {
            throw SinkError(
                "write",
                path,
                problem: "underlying stream is not seekable",
                pythonType: "io.UnsupportedOperation"
            )
        }
        let characters = line.count { $0 & 0xC0 != 0x80 }
        guard position > 0, position + characters >= maximumSize else { return false }
        return FileStatus.ofExisting(path)?.isRegular ?? true
    }

    private func renameLikePython() throws(SinkError) {
        let path = file.settings.path
        for number in stride(from: backupCount - 1, through: 0, by: -1) {
            let source = number == 0 ? path : "\(path).\(number)"
            let isPresent = FileStatus.ofExisting(source) != nil
            let target = "\(path).\(number + 1)"
            if isPresent || number == 0, FileStatus.ofExisting(target) != nil { try SystemCalls.remove(target) }
            if isPresent { try SystemCalls.rename(source, to: target) }
        }
    }
}
