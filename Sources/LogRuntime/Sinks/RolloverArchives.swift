/// The old files of a file that is put aside by the clock, where no old file is ever overwritten.
///
/// `app.log.2024-06-01` is the first archive of that day. Should the day get another one, because a second program had its own
/// schedule or the clock was set back, that is `app.log.2024-06-01.1`, then `.2`.
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

    /// Removes the oldest archives.
    ///
    /// - Parameters:
    ///   - count: how many stay.
    ///   - schedule: tells an archive by its name.
    /// - Throws: ``SinkError`` when the directory cannot be listed or a file not removed.
    func removeOldest(keeping count: Int, _ schedule: RolloverSchedule) throws(SinkError) {
        var archives: [(name: String, suffix: String, number: Int)] = []
        for name in try SystemCalls.fileNames(in: directory) where name.hasPrefix(baseName + ".") {
            let rest = name.dropFirst(baseName.count + 1)
            let parts = rest.split(separator: ".", maxSplits: 1, omittingEmptySubsequences: false)
            guard let first = parts.first, schedule.isArchiveSuffix(String(first)) else { continue }
            guard let number = parts.count == 1 ? 0 : Int(parts[1]), number >= 0 else { continue }
            archives.append((name, String(first), number))
        }
        archives.sort { ($0.suffix, $0.number) < ($1.suffix, $1.number) }
        for archive in archives.dropLast(count) { try SystemCalls.remove(directory + archive.name) }
    }
}
