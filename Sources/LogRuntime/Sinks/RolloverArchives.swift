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

    /// The archives of a file.
    init(of path: String) {
        let slash = path.utf8.lastIndex(of: UInt8(ascii: "/")).map { path.utf8.index(after: $0) } ?? path.startIndex
        directory = String(path[..<slash])
        baseName = String(path[slash...])
    }

    /// A path for an archive that no file has yet.
    func freeName(_ suffix: String) -> String {
        let wanted = directory + baseName + "." + suffix
        var name = wanted
        var number = 0
        while FileStatus.ofExisting(name) != nil {
            number += 1
            name = "\(wanted).\(number)"
        }
        return name
    }

    /// Removes the oldest archives of a schedule.
    ///
    /// - Parameters:
    ///   - count: how many stay.
    ///   - schedule: tells an archive by its name.
    /// - Throws: ``SinkError`` when the directory cannot be listed or a file not removed.
    func removeOldest(keeping count: Int, _ schedule: RolloverSchedule) throws(SinkError) {
        for name in try names(of: schedule).dropLast(count) { try SystemCalls.remove(directory + name) }
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
        let found = if let schedule { try names(of: schedule) } else { try numberedNames() }
        let archives = found.compactMap { name -> ArchiveFile? in
            let path = directory + name
            guard let status = try? SystemCalls.status(ofLink: path), status.isRegular else { return nil }
            return ArchiveFile(path: path, size: status.size, modified: status.modified)
        }
        let currentSize = FileStatus.ofExisting(directory + baseName)?.size ?? 0
        return retention.expired(archives, currentSize: currentSize, now: time.seconds)
    }

    /// The archives of a schedule, the oldest first.
    private func names(of schedule: RolloverSchedule) throws(SinkError) -> [String] {
        var archives: [(name: String, suffix: String, number: Int)] = []
        for name in try SystemCalls.fileNames(in: directory) where name.hasPrefix(baseName + ".") {
            let rest = name.dropFirst(baseName.count + 1)
            let parts = rest.split(separator: ".", maxSplits: 1, omittingEmptySubsequences: false)
            guard let first = parts.first, schedule.isArchiveSuffix(String(first)) else { continue }
            guard let number = parts.count == 1 ? 0 : Int(parts[1]), number >= 0 else { continue }
            archives.append((name, String(first), number))
        }
        archives.sort { ($0.suffix, $0.number) < ($1.suffix, $1.number) }
        return archives.map(\.name)
    }

    /// The archives that have numbers, the oldest first.
    private func numberedNames() throws(SinkError) -> [String] {
        var archives: [(name: String, number: Int)] = []
        for name in try SystemCalls.fileNames(in: directory) where name.hasPrefix(baseName + ".") {
            let suffix = name.dropFirst(baseName.count + 1)
            // Written as this program writes numbers: a file `app.log.007` is somebody else's.
            guard let number = Int(suffix), number > 0, String(number) == suffix else { continue }
            archives.append((name, number))
        }
        archives.sort { $0.number > $1.number }
        return archives.map(\.name)
    }
}
