/// What a sink has done since it was opened; guarded by the sink's lock.
struct SinkCounts: Sendable, Hashable {
    /// How many lines were taken: written, or held back to be written.
    var records = 0
    /// How many bytes these were, in UTF-8.
    var bytes = 0
    /// How many lines were passed over without a word, as CPython does with a file that was closed for good.
    var discarded = 0
    /// How often the file was put aside for a new one.
    var rollovers = 0
    /// How often something was done again that had failed before.
    var retries = 0

    /// Counts lines.
    @inline(__always) mutating func add(_ size: Int, records count: Int = 1) {
        records &+= count
        bytes &+= size
    }
}

/// A sink that counts its lines under the lock that it holds anyway.
protocol CountingSink: Sink {
    /// What the sink has done since it was opened.
    var counts: SinkCounts { get }
    /// The same, unless a thread is writing, which may take long; then `nil`.
    var countsIfFree: SinkCounts? { get }
}
