/// Writes to a file descriptor that belongs to somebody else.
public final class StreamSink: Sink {
    /// Standard output.
    public static let standardOutput = StreamSink(descriptor: 1, name: "<stdout>")
    /// Standard error.
    public static let standardError = StreamSink(descriptor: 2, name: "<stderr>")

    private let descriptor: Int32
    private let name: String
    // Keeps the lines of threads apart where one write is not enough (a full pipe).
    private let turn = Lock(())

    /// Creates a sink.
    ///
    /// - Parameters:
    ///   - descriptor: an open file descriptor; it is not closed by the sink.
    ///   - name: what errors call it.
    public init(descriptor: Int32, name: String) {
        self.descriptor = descriptor
        self.name = name
    }

    /// The sink of a standard stream: one for the process, so that handlers on it share its lock.
    static func of(_ stream: StreamHandler.Stream) -> StreamSink {
        switch stream {
        case .standardOutput: standardOutput
        case .standardError: standardError
        }
    }

    /// Writes the bytes.
    ///
    /// - Throws: ``SinkError`` when the system refuses them.
    public func write(_ bytes: UnsafeRawBufferPointer, at time: WallTime) throws(SinkError) {
        try turn.withLock { _ throws(SinkError) in
            try SystemCalls.writeAll(bytes, to: descriptor, place: name)
        }
    }

    /// Does nothing: nothing is held back.
    public func flush() throws(SinkError) {}

    /// Does nothing: the descriptor belongs to somebody else.
    public func close() {}
}
