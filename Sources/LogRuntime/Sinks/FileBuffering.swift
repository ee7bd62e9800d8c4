/// How a file's lines are gathered before they are written: fewer system calls for a weaker promise.
///
/// A line that is held back is lost when the process is killed or crashes; written lines are not. Lines are written, whole
/// and in order, when the memory is full, when the oldest has waited for ``interval``, with a record at ``flushLevel`` or
/// above, at `flush()` and `close()`, and when a configured process ends normally.
public struct FileBuffering: Sendable, Hashable {
    /// How many bytes are gathered at most (`bufferSize`).
    public var size: Int
    /// How long a line waits at most, in seconds (`flushInterval`).
    public var interval: Double
    /// The least level whose records are written at once, with everything before them (`flushLevel`).
    public var flushLevel: Level

    /// Describes a buffer.
    ///
    /// - Parameters:
    ///   - size: how many bytes are gathered at most.
    ///   - interval: how long a line waits at most, in seconds.
    ///   - flushLevel: the least level whose records are written at once.
    public init(size: Int = 1 << 16, interval: Double = 1, flushLevel: Level = .error) {
        self.size = size
        self.interval = interval
        self.flushLevel = flushLevel
    }
}
