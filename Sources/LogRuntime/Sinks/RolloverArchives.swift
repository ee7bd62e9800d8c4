/// The old files of a log.
///
/// By the clock no old file is ever overwritten: `app.log.2024-06-01` is the first archive of that day. Should the day get
/// another one, because a second program had its own schedule or the clock was set back, that is `app.log.2024-06-01.1`, then `.2`.
/// By size `app.log.1` is the newest.
struct RolloverArchives {
    /// The directory, with a slash at the end.
    let directory: String
    /// The name of the current file.
    let baseName: String
    /// What ends the name of an archive that is compressed; `nil` where none is: such a file is somebody else's then.
    let compressedSuffix: String?

    /// The archives of a file.
    init(of path: String, compressedSuffix: String? = nil) {
        self.compressedSuffix = compressedSuffix
        let slash = path.utf8.lastIndex(of: UInt8(ascii: "/")).map { path.utf8.index(after: $0) } ?? path.startIndex
        directory = String(path[..<slash])
        baseName = String(path[slash...])
    }

    /// A path for an archive that no file has yet.
    func freeName(_ suffix: String) -> String {
        let wanted = directory + baseName + "." + suffix
        var name = wanted
        var number = 0
        while FileStatus.ofExisting(name) != nil || isTaken(name) {
            number += 1
            name = "\(wanted).\(number)"
        }
        return name
    }

    /// Whether there is a compressed archive of a name.
    private func isTaken(_ name: String) -> Bool {
        compressedSuffix.map { FileStatus.ofExisting(name + $0) != nil } ?? false
    }

    /// Removes the oldest archives of a schedule.
    ///
    /// - Parameters:
    ///   - count: how many stay.
    ///   - schedule: tells an archive by its name.
    /// - Throws: ``SinkError`` when the directory cannot be listed or a file not removed.
    func removeOldest(keeping count: Int, _ schedule: RolloverSchedule) throws(SinkError) {
        for name in try oldest(keeping: count, schedule) { try SystemCalls.remove(directory + name) }
    }

    /// The names of all archives of a schedule but the newest.
    ///
    /// - Parameters:
    ///   - count: how many are left out.
    ///   - schedule: tells an archive by its name.
    /// - Returns: these, the oldest first.
    /// - Throws: ``SinkError`` when the directory cannot be listed.
    func oldest(keeping count: Int, _ schedule: RolloverSchedule) throws(SinkError) -> [String] {
        try archives(of: schedule).dropLast(count).flatMap(\.names)
    }

    /// The names, without directory, under which there is an archive of a number.
    func names(ofNumber number: Int) -> [String] {
        let name = "\(baseName).\(number)"
        return ([name] + [compressedSuffix.map { name + $0 }].compactMap(\.self)).filter {
            FileStatus.ofExisting(directory + $0) != nil
        }
    }

    /// Removes what has to go.
    ///
    /// - Throws: ``SinkError`` when the directory cannot be listed or a file not removed.
    func remove(_ expired: [ArchiveFile]) throws(SinkError) {
        for archive in expired { try SystemCalls.remove(archive.path) }
    }

    /// The archives that have to go by a retention.
    ///
    /// - Parameters:
    ///   - retention: what stays.
    ///   - schedule: tells an archive by its name; `nil` for numbers.
    ///   - time: the present.
    /// - Returns: these, the oldest first.
    /// - Throws: ``SinkError`` when the directory cannot be listed.
    func expired(
        by retention: Retention,
        _ schedule: RolloverSchedule?,
        at time: WallTime
    ) throws(SinkError) -> [ArchiveFile] {
        guard !retention.isUnlimited else { return [] }
        let currentSize = FileStatus.ofExisting(directory + baseName)?.size ?? 0
        return retention.expired(try files(schedule), currentSize: currentSize, now: time.seconds)
    }

    /// The archives that are ordinary files, the oldest first.
    ///
    /// - Parameter schedule: tells an archive by its name; `nil` for numbers.
    /// - Returns: these.
    /// - Throws: ``SinkError`` when the directory cannot be listed.
    func files(_ schedule: RolloverSchedule?) throws(SinkError) -> [ArchiveFile] {
        try archives(of: schedule).flatMap(\.names).compactMap { name -> ArchiveFile? in
            let path = directory + name
            guard let status = try? SystemCalls.status(ofLink: path), status.isRegular else { return nil }
            return ArchiveFile(path: path, size: status.size, modified: status.modified)
        }
    }

    /// The names of archives that are not compressed, the oldest first.
    ///
    /// - Parameter schedule: tells an archive by its name; `nil` for numbers.
    /// - Returns: these.
    /// - Throws: ``SinkError`` when the directory cannot be listed.
    func plainNames(_ schedule: RolloverSchedule?) throws(SinkError) -> [String] {
        try archives(of: schedule).compactMap(\.plainName)
    }

    /// The archives of a schedule, or those with numbers if there is none, the oldest first.
    private func archives(of schedule: RolloverSchedule?) throws(SinkError) -> [RolloverArchive] {
        var found: [RolloverArchive.Position: RolloverArchive] = [:]
        for name in try SystemCalls.fileNames(in: directory) where name.hasPrefix(baseName + ".") {
            var suffix = name.dropFirst(baseName.count + 1)
            var isCompressed = false
            if let compressedSuffix, suffix.hasSuffix(compressedSuffix) {
                suffix = suffix.dropLast(compressedSuffix.count)
                isCompressed = true
            }
            guard let position = position(String(suffix), schedule) else { continue }
            if isCompressed {
                found[position, default: RolloverArchive()].compressedName = name
            } else {
                found[position, default: RolloverArchive()].plainName = name
            }
        }
        return found.sorted { $0.key < $1.key }.map(\.value)
    }

    /// Where an archive is among the others, by what its name has behind the log's; `nil` if it is none.
    private func position(_ text: String, _ schedule: RolloverSchedule?) -> RolloverArchive.Position? {
        guard let schedule else {
            // Written as this program writes numbers: a file `app.log.007` is somebody else's.
            guard let number = Int(text), number > 0, String(number) == text else { return nil }
            return RolloverArchive.Position(time: "", number: -number)
        }
        let parts = text.split(separator: ".", maxSplits: 1, omittingEmptySubsequences: false)
        guard let first = parts.first, schedule.isArchiveSuffix(String(first)) else { return nil }
        guard let number = parts.count == 1 ? 0 : Int(parts[1]), number >= 0 else { return nil }
        return RolloverArchive.Position(time: String(first), number: number)
    }
}

/// An old file of a log, which for a moment can be there twice: as it was, and compressed.
private struct RolloverArchive {
    /// Where it is among the others.
    struct Position: Hashable, Comparable {
        /// The time in its name; empty for archives with numbers.
        var time: String
        /// Its number; negative for archives with numbers alone, of which the highest is the oldest.
        var number: Int

        static func < (first: Position, second: Position) -> Bool {
            (first.time, first.number) < (second.time, second.number)
        }
    }

    var plainName: String?
    var compressedName: String?

    /// The names that there are.
    var names: [String] { [plainName, compressedName].compactMap(\.self) }
}
