#if OTLP
/// What has become of the records given to an exporter.
public struct OTLPStatistics: Sendable, Hashable {
    /// Records that the collector has taken, those included that were found on disk.
    public var accepted = 0
    /// Records that the collector has refused while it took the rest of their request.
    public var rejected = 0
    /// Records for which there was no room in the queue.
    public var dropped = 0
    /// Records that could not be sent.
    public var lost = 0
    /// Records found on disk, of an earlier run or another program, that the collector has refused or that had to make room.
    public var lostOfOthers = 0
    /// Records that were put on disk; they count again when they are sent.
    public var spooled = 0
    /// Requests sent, each attempt counted.
    public var requests = 0
    /// Requests sent again.
    public var retries = 0

    /// Creates counts of nothing.
    public init() {}
}
#endif
