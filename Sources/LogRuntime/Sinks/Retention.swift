/// For how long a log's old files are kept, beside their number.
///
/// Applied when a file is put aside and when the log is opened. The current file is never removed, nor is anything whose name
/// is not exactly that of an archive of this log, nor what is no ordinary file.
public struct Retention: Sendable, Hashable {
    /// Seconds after its last line at which an archive is removed (`maxAge`); `nil` for never.
    public var maximumAge: Double?
    /// The bytes that all files of the log together may take, the current one included (`maxTotalSize`); `nil` for any number.
    public var maximumTotalSize: Int?

    /// Describes limits.
    ///
    /// - Parameters:
    ///   - maximumAge: seconds after its last line at which an archive is removed; `nil` for never.
    ///   - maximumTotalSize: the bytes that all files of the log together may take; `nil` for any number.
    public init(maximumAge: Double? = nil, maximumTotalSize: Int? = nil) {
        self.maximumAge = maximumAge
        self.maximumTotalSize = maximumTotalSize
    }

    /// Whether there is no limit.
    var isUnlimited: Bool { maximumAge == nil && maximumTotalSize == nil }

    /// The archives that have to go.
    ///
    /// - Parameters:
    ///   - archives: all archives, the oldest first.
    ///   - currentSize: the size of the current file in bytes.
    ///   - now: the present, in seconds since the epoch.
    /// - Returns: these, the oldest first.
    func expired(_ archives: [ArchiveFile], currentSize: Int, now: Int64) -> [ArchiveFile] {
        zip(archives, reasons(to: archives, currentSize: currentSize, now: now)).filter { !$0.1.isEmpty }.map(\.0)
    }

    /// Why archives have to go; no reason for those that stay.
    ///
    /// - Parameters:
    ///   - archives: all archives, the oldest first.
    ///   - currentSize: the size of the current file in bytes.
    ///   - now: the present, in seconds since the epoch.
    /// - Returns: the reasons of each.
    func reasons(to archives: [ArchiveFile], currentSize: Int, now: Int64) -> [[ArchiveReview.Reason]] {
        var total = archives.reduce(currentSize) { $0 + $1.size }
        return archives.map { archive in
            var reasons: [ArchiveReview.Reason] = []
            if let maximumAge, Double(now - archive.modified) > maximumAge { reasons.append(.age) }
            if let maximumTotalSize, total > maximumTotalSize { reasons.append(.totalSize) }
            if !reasons.isEmpty { total -= archive.size }
            return reasons
        }
    }
}
