public import LogRuntime

/// Which old files a handler of a ``ConfigurationDocument`` keeps, and how.
public struct ArchiveOptions: Sendable, Hashable {
    /// How many are kept (`backupCount`).
    public var count: Int
    /// How old they may be, and what they may take together (`maxAge`, `maxTotalSize`).
    public var retention: Retention
    /// What compresses them (`compress`), such as `gzip` or `zstd` of the library `LogCompression`; `nil` leaves them as they are.
    public var compression: String?

    /// Creates options.
    ///
    /// - Parameters:
    ///   - count: how many are kept.
    ///   - retention: how old they may be, and what they may take together.
    ///   - compression: what compresses them.
    public init(count: Int, retention: Retention = Retention(), compression: String? = nil) {
        self.count = count
        self.retention = retention
        self.compression = compression
    }

    /// Adds the keys.
    func add(to arguments: inout LogObject) {
        arguments.add("maxAge", retention.maximumAge.map { .double($0) })
        arguments.add("maxTotalSize", retention.maximumTotalSize.map { .int(Int64($0)) })
        arguments.add("compress", compression)
    }
}
