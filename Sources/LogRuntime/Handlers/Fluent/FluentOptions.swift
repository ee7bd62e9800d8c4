/// How a ``FluentHandler`` sends records.
public struct FluentOptions: Sendable, Hashable {
    /// What becomes of records when the buffer is full.
    public enum Policy: String, Sendable, Hashable, CaseIterable {
        /// The oldest ones go.
        case dropOldest = "drop_oldest"
        /// The new one goes.
        case dropNewest = "drop_newest"
        /// The call waits for room, for ``FluentOptions/timeout`` at most; then its record goes.
        case block
    }

    /// Where the receiver is.
    public enum Address: Sendable, Hashable {
        /// A host by name or number, and a port.
        case internet(host: String, port: Int)
        /// A socket in the file system.
        case unix(path: String)
    }

    /// The receiver (`host`, `port`; a host `unix:///run/fluent.sock` is a socket's path).
    public var address = Address.internet(host: "localhost", port: 24224)
    /// Seconds that connecting may take, and a call that waits for room (`timeout`).
    public var timeout = 3.0
    /// How many bytes of records may wait (`bufmax`).
    public var bufferLimit = 1 << 20
    /// What becomes of records when the buffer is full (`policy`).
    public var policy = Policy.dropOldest
    /// Whether times have nanoseconds; else they are whole seconds (`nanosecond_precision`).
    public var hasNanoseconds = false
    /// Whether floating point numbers are sent with 32 bits (`msgpack_kwargs: {use_single_float: true}`).
    public var usesSingleFloats = false
    /// Whether the receiver says what it has got, and what it has not is sent again (`ack`).
    public var awaitsAcknowledgement = false
    /// Seconds that it may take to say so (`ack_timeout`).
    public var acknowledgementTimeout = 30.0
    /// Seconds that flushing and closing may take (`drain_limit`).
    public var drainLimit = 5.0

    /// The options that count when nothing is said.
    public init() {}
}
