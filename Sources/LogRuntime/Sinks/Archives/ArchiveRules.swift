/// Which of its old files a log keeps.
package struct ArchiveRules: Sendable {
    /// How old files are called.
    package enum Naming: Sendable {
        /// `app.log.1`, the newest, and so on.
        case numbers
        /// `app.log.2024-06-01`.
        case times(RolloverSchedule)
    }

    private let naming: Naming
    /// How many old files are kept; 0 if their number counts for nothing.
    private let backupCount: Int
    private let retention: Retention
    private let compressedSuffix: String?
    private let compatibility: Compatibility

    /// Describes rules.
    ///
    /// - Parameters:
    ///   - naming: how old files are called.
    ///   - backupCount: how many old files are kept; 0 if their number counts for nothing.
    ///   - retention: for how long they are kept.
    ///   - compressedSuffix: what ends the names of compressed ones; `nil` where none is.
    ///   - compatibility: whose behaviour counts.
    package init(
        _ naming: Naming,
        backupCount: Int,
        retention: Retention = Retention(),
        compressedSuffix: String? = nil,
        compatibility: Compatibility
    ) {
        self.naming = naming
        self.backupCount = max(backupCount, 0)
        self.retention = retention
        self.compressedSuffix = compressedSuffix
        self.compatibility = compatibility
    }

    /// Looks at the old files of a log, and says which of them go when the log is put aside next.
    ///
    /// Nothing is changed.
    ///
    /// - Parameters:
    ///   - path: the log.
    ///   - time: when that happens.
    /// - Returns: the old files, the oldest first; at the end the log itself, should it not even outlast being put aside.
    /// - Throws: ``SinkError`` when the directory cannot be listed.
    package func review(_ path: String, at time: WallTime) throws(SinkError) -> [ArchiveReview] {
        let archives = RolloverArchives(of: path, compressedSuffix: compressedSuffix)
        let files = try archives.files(schedule)
        let current = FileStatus.ofExisting(path)
        let surplus = try surplus(in: archives)
        // The number counts first; what it takes away does not weigh any more.
        var kept = files.filter { !surplus.contains($0.path) }
        if let current { kept.append(ArchiveFile(path: path, size: current.size, modified: time.seconds)) }
        let reasons = Dictionary(
            uniqueKeysWithValues: zip(
                kept.map(\.path),
                retention.reasons(to: kept, currentSize: 0, now: time.seconds)
            )
        )
        let old = files.map { file in
            ArchiveReview(archive: file, reasons: reasons[file.path] ?? [.count])
        }
        guard let current, let own = reasons[path], !own.isEmpty else { return old }
        return old + [
            ArchiveReview(
                archive: ArchiveFile(path: path, size: current.size, modified: current.modified),
                reasons: own
            )
        ]
    }

    private var schedule: RolloverSchedule? {
        guard case .times(let schedule) = naming else { return nil }
        return schedule
    }

    /// The paths of the files that are too many once the log is one of them.
    private func surplus(in archives: RolloverArchives) throws(SinkError) -> Set<String> {
        guard backupCount > 0 else { return [] }
        let names: [String]
        switch naming {
        case .numbers:
            // The last one gives way to the one before it; a gap ends the moving up.
            let isPushed = backupCount == 1 || !archives.names(ofNumber: backupCount - 1).isEmpty
            names = isPushed ? archives.names(ofNumber: backupCount) : []
        case .times(let schedule) where compatibility == .python313:
            names = schedule.archivesToRemove(
                among: try SystemCalls.fileNames(in: archives.directory),
                baseName: archives.baseName,
                backupCount: backupCount - 1
            )
        case .times(let schedule):
            names = try archives.oldest(keeping: backupCount - 1, schedule)
        }
        return Set(names.map { archives.directory + $0 })
    }
}
