#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

/// Compresses the archives of a log, one after the other, while processes go on writing and rotating it.
///
/// An archive `app.log.1` is read without holding anybody up, into a hidden file `.app.log.4711.gz.part` with the archive's inode
/// in its name. When that is safely on the disk it becomes `app.log.1.gz`, or whatever the archive is called by then, and the
/// archive is removed; only for these two steps the turn of ``FileClaim`` is held, which keeps others from renaming archives.
///
/// - An archive that somebody has open for writing is left for later: who has entered ``FileClaim`` before the rollover may
///   still write a line, and who enters after it finds the path leading elsewhere before writing.
/// - Where the file system has no locks, an archive is left alone until it is not the newest any more.
/// - Of several processes that want to compress one archive, one does: it holds the archive's byte *packing*.
/// - A process killed on the way leaves a hidden file, which is made anew, or both files. They then have the same time, to the
///   nanosecond, and the archive is removed: the compressed file was whole before it got its name. A compressed file with
///   another time is somebody else's; neither of the two is touched.
struct ArchivePacker: Sendable {
    /// What came of looking through the archives.
    struct Outcome: Sendable, Hashable {
        /// Whether some archive must wait for others.
        var isWaiting = false
        /// Whether some archive was compressed.
        var hasPacked = false
    }

    /// How an attempt at one archive ended.
    private enum Step {
        /// It is compressed.
        case packed
        /// It is to be tried again later.
        case waiting
        /// There is nothing to do, or it is not ours to do.
        case skipped
    }

    /// How many times another process may rotate the file before the turn is left to it.
    private static let turnLimit = 10
    private static let bufferSize = 1 << 16

    /// The current file.
    let path: String
    /// Makes files smaller.
    let compressor: any ArchiveCompressor
    /// Tells an archive by its name; `nil` for numbers.
    let schedule: RolloverSchedule?
    /// Keeps the handler from rotating, where processes cannot agree by locks.
    let exclusion: ArchiveExclusion

    private var archives: RolloverArchives { RolloverArchives(of: path, compressedSuffix: compressor.suffix) }

    /// Compresses what can be.
    ///
    /// - Returns: what is left for later.
    /// - Throws: ``SinkError`` for the first archive that cannot be compressed, after the others were tried.
    func pack() throws(SinkError) -> Outcome {
        let archives = archives
        try removeLeftovers(archives)
        var outcome = Outcome()
        var failure: SinkError?
        let names = try archives.plainNames(schedule)
        for name in names {
            do throws(SinkError) {
                switch try pack(archives.directory + name, isNewest: name == names.last) {
                case .packed: outcome.hasPacked = true
                case .waiting: outcome.isWaiting = true
                case .skipped: break
                }
            } catch {
                if failure == nil { failure = error }
            }
        }
        if let failure { throw failure }
        return outcome
    }

    /// Compresses one archive.
    private func pack(_ archive: String, isNewest: Bool) throws(SinkError) -> Step {
        guard let status = try? SystemCalls.status(ofLink: archive), status.isRegular else { return .skipped }
        let descriptor: Int32
        do throws(SinkError) {
            descriptor = try SystemCalls.open(archive, flags: O_RDWR | O_NOFOLLOW | O_CLOEXEC)
        } catch {
            // It was renamed or removed, which its successor is not.
            if error.errorNumber == ENOENT { return .waiting }
            throw ArchivePacker.error(error, archive)
        }
        defer { SystemCalls.close(descriptor) }
        let claim = FileClaim(descriptor: descriptor)
        if let isInUse = claim.isInUse {
            guard !isInUse, claim.takePacking() else { return .waiting }
        } else if isNewest {
            return .skipped
        }
        do throws(SinkError) {
            let status = try SystemCalls.status(of: descriptor, place: archive)
            return try compress(ArchiveInHand(path: archive, descriptor: descriptor, status: status))
        } catch {
            throw ArchivePacker.error(error, archive)
        }
    }

    private static func error(_ error: SinkError, _ archive: String) -> SinkError {
        error.errorNumber == 0
            ? SinkError("compress", archive, problem: error.problem)
            : SinkError("compress", archive, errorNumber: error.errorNumber)
    }

    /// Compresses an archive that nobody else is at.
    private func compress(_ archive: ArchiveInHand) throws(SinkError) -> Step {
        switch twin(of: archive.path, archive.status) {
        case .foreign: return .skipped
        case .same: return try replace(archive, by: nil)
        case .none: break
        }
        let part = archives.partPath(archive.status.identity.inode, compressor.suffix)
        try SystemCalls.remove(part)
        let flags = O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC
        let output = try SystemCalls.open(part, flags: flags, mode: 0o600)
        var isOpen = true
        defer { if isOpen { SystemCalls.close(output) } }
        do throws(SinkError) {
            let size = try copy(archive, to: output, part)
            guard size == archive.status.size, try archive.isUnchanged() else {
                // Somebody writes who does not ask.
                try SystemCalls.remove(part)
                return .waiting
            }
            try SystemCalls.synchronize(output, place: part)
            SystemCalls.close(output)
            isOpen = false
            let step = try replace(archive, by: part)
            if step != .packed { try SystemCalls.remove(part) }
            return step
        } catch {
            // The error that led here is told.
            try? SystemCalls.remove(part)
            throw error
        }
    }

    /// Writes the compressed bytes, and gives the file the archive's owner, permissions and times.
    ///
    /// - Returns: how many bytes the archive has.
    private func copy(_ archive: ArchiveInHand, to output: Int32, _ part: String) throws(SinkError) -> Int {
        var offset = 0
        try compressor.compress(
            from: { (buffer) throws(SinkError) in
                let count = try SystemCalls.read(buffer, from: archive.descriptor, at: offset, place: archive.path)
                offset += count
                return count
            },
            to: { (bytes) throws(SinkError) in try SystemCalls.writeAll(bytes, to: output, place: part) }
        )
        try SystemCalls.copyAttributes(from: archive.descriptor, to: output, place: part)
        return offset
    }

    /// Puts the compressed file in the archive's place.
    ///
    /// - Parameters:
    ///   - archive: the archive.
    ///   - part: the compressed file; `nil` when it has its name already.
    /// - Returns: whether it was done.
    /// - Throws: ``SinkError`` when the files cannot be renamed or removed.
    private func replace(_ archive: ArchiveInHand, by part: String?) throws(SinkError) -> Step {
        let claim = FileClaim(descriptor: archive.descriptor)
        return try withTurn { () throws(SinkError) -> Step in
            // Archives with numbers may have moved on, or out.
            guard let name = try presentName(of: archive) else { return .skipped }
            guard claim.isInUse != true, try archive.isUnchanged() else { return .waiting }
            switch (twin(of: name, archive.status), part) {
            case (.none, let part?): try SystemCalls.rename(part, to: name + compressor.suffix)
            case (.same, nil): break
            default: return .skipped
            }
            try SystemCalls.remove(name)
            return .packed
        } ?? .waiting
    }

    /// What an archive is called now; `nil` if it is gone.
    private func presentName(of archive: ArchiveInHand) throws(SinkError) -> String? {
        func isAt(_ path: String) -> Bool {
            (try? SystemCalls.status(ofLink: path))?.identity == archive.status.identity
        }
        if isAt(archive.path) { return archive.path }
        return try archives.plainNames(schedule).map { archives.directory + $0 }.first(where: isAt)
    }

    /// What is beside an archive under the name of its compressed file.
    private func twin(of archive: String, _ status: FileStatus) -> Twin {
        guard let other = try? SystemCalls.status(ofLink: archive + compressor.suffix) else { return .none }
        return other.isRegular && other.hasSameTime(as: status) ? .same : .foreign
    }

    /// A file with the name of an archive's compressed file.
    private enum Twin {
        /// There is none.
        case none
        /// It was made from the archive.
        case same
        /// It has another origin.
        case foreign
    }

    /// Removes hidden files of processes that were killed, whose archives are gone, too.
    private func removeLeftovers(_ archives: RolloverArchives) throws(SinkError) {
        guard try !archives.parts(compressor.suffix).isEmpty else { return }
        _ = try withTurn { () throws(SinkError) in
            // Nobody renames archives meanwhile: what is not found is not there.
            let present = try archives.plainNames(schedule).compactMap { name in
                try? SystemCalls.status(ofLink: archives.directory + name).identity.inode
            }
            for part in try archives.parts(compressor.suffix) where !present.contains(part.inode) {
                try SystemCalls.remove(archives.directory + part.name)
            }
        }
    }

    /// Does something while nobody rotates the log.
    ///
    /// - Parameter body: something short.
    /// - Returns: `nil` if the turn was not to be had, or there is no current file.
    /// - Throws: ``SinkError`` when the current file cannot be opened, and what the closure throws.
    private func withTurn<Result>(_ body: () throws(SinkError) -> Result) throws(SinkError) -> Result? {
        for _ in 0..<ArchivePacker.turnLimit {
            let descriptor: Int32
            do throws(SinkError) {
                descriptor = try SystemCalls.open(path, flags: O_RDWR | O_CLOEXEC)
            } catch {
                if error.errorNumber == ENOENT { return nil }
                throw error
            }
            defer { SystemCalls.close(descriptor) }
            let claim = FileClaim(descriptor: descriptor)
            guard claim.isInUse != nil else { return try exclusion.run(body) }
            guard claim.takeTurn() else { return nil }
            let status = try SystemCalls.status(of: descriptor, place: path)
            if FileStatus.ofExisting(path)?.identity == status.identity { return try body() }
        }
        return nil
    }
}

/// An archive that is being compressed.
private struct ArchiveInHand {
    /// What it was called when it was found.
    let path: String
    let descriptor: Int32
    /// How it was when it was found.
    let status: FileStatus

    /// Whether nothing was written to it since.
    func isUnchanged() throws(SinkError) -> Bool {
        let present = try SystemCalls.status(of: descriptor, place: path)
        return present.size == status.size && present.hasSameTime(as: status) && !present.isRemoved
    }
}
