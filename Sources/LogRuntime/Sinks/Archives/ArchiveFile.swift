/// An old file of a log.
package struct ArchiveFile: Sendable, Hashable {
    /// Where it is.
    package var path: String
    /// Its size in bytes.
    package var size: Int
    /// When it was written last, in seconds since the epoch.
    package var modified: Int64
}
