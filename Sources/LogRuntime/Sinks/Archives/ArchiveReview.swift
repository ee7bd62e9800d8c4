/// What becomes of an old file of a log when the log is put aside next.
package struct ArchiveReview: Sendable, Hashable {
    /// Why an old file is removed.
    package enum Reason: String, Sendable {
        /// There are as many as `backupCount` allows.
        case count
        /// It is older than `maxAge`.
        case age
        /// All together take more than `maxTotalSize`.
        case totalSize = "total size"
    }

    /// The file.
    package let archive: ArchiveFile
    /// Why it is removed; none if it stays.
    package let reasons: [Reason]
}
