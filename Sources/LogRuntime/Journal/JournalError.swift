/// Why a file cannot be recovered as a journal.
package enum JournalError: Error, Sendable, Hashable, CustomStringConvertible {
    /// It does not begin as journals do.
    case noJournal
    /// It was written by a version of this library that is not known.
    case unknownVersion(UInt32)
    /// What its first bytes say cannot be right.
    case damagedHeader
    /// The process that writes it is alive.
    case inUse
    /// Another process has recovered and removed it.
    case gone
    /// The system refuses something.
    case system(SinkError)

    /// What is wrong, in one line.
    package var description: String {
        switch self {
        case .noJournal: "it is not a journal"
        case .unknownVersion(let version): "it has the unknown version '\(version)'"
        case .damagedHeader: "its header is damaged"
        case .inUse: "it belongs to a process that is running"
        case .gone: "it was recovered by another process"
        case .system(let error): "\(error)"
        }
    }
}
