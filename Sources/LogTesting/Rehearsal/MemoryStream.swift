internal import LogRuntime

/// A stream that keeps what is written to it.
final class MemoryStream: Sink {
    private let content = Lock<[UInt8]>([])

    func write(_ bytes: UnsafeRawBufferPointer, at time: WallTime) throws(SinkError) {
        let copy = Array(bytes)
        content.withLock { $0 += copy }
    }

    func flush() throws(SinkError) {}

    func close() {}

    /// What was written so far.
    var text: String { String(decoding: content.withLock { $0 }, as: UTF8.self) }
}
