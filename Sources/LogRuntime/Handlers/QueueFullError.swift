/// There is no room for a record in the queue of a ``QueueHandler``.
///
/// Source: CPython `queue.Full`, which has no text.
public struct QueueFullError: Error, Sendable, Hashable, CustomStringConvertible {
    /// Creates the error.
    package init() {}

    /// What has happened, in one line.
    public var description: String { "the queue is full" }
}
