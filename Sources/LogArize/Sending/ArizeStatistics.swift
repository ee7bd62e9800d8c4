#if Arize
/// What has become of the rows given to a sender.
struct ArizeStatistics: Sendable, Hashable {
    /// Rows that Arize has taken.
    var accepted = 0
    /// Rows for which there was no room in the queue.
    var dropped = 0
    /// Rows that could not be sent.
    var lost = 0
    /// Requests sent, each attempt counted.
    var requests = 0
    /// Rows put back to be sent again.
    var retries = 0
}
#endif
