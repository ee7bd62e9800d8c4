internal import CLogRuntime

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

/// Writes to a file descriptor that belongs to somebody else.
///
/// A descriptor that does not block is waited for. A pipe whose reader is gone makes the line fail and is reported; it does not
/// end the program: where `SIGPIPE` would, it is held back from the thread for the write, which costs a few system calls. The
/// process' own signal settings are left alone; a program that ignores `SIGPIPE` pays nothing. (CPython ignores it always.)
public final class StreamSink: Sink {
    /// Standard output.
    public static let standardOutput = StreamSink(descriptor: 1, name: "<stdout>")
    /// Standard error.
    public static let standardError = StreamSink(descriptor: 2, name: "<stderr>")

    /// What was found out about the descriptor.
    private struct Manner {
        /// The second in which the program's dealing with `SIGPIPE` was looked up.
        var second: Int64 = .min
        /// Whether `SIGPIPE` is held back for each write.
        var sparesSignal = true
    }

    private let descriptor: Int32
    private let name: String
    // Keeps the lines of threads apart where one write is not enough (a full pipe), and guards the manner of writing.
    private let turn = Lock(Manner())

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

    /// Whether a terminal shows what is written.
    package var isTerminal: Bool { isatty(descriptor) == 1 }

    /// Writes the bytes.
    ///
    /// - Throws: ``SinkError`` when the system refuses them: the descriptor is closed, or the pipe's reader gone.
    public func write(_ bytes: UnsafeRawBufferPointer, at time: WallTime) throws(SinkError) {
        try turn.withLock { (manner) throws(SinkError) in
            if _slowPath(manner.second != time.seconds) {
                manner.second = time.seconds
                manner.sparesSignal = needsCare()
            }
            try SystemCalls.writeAll(bytes, to: descriptor, sparesSignal: manner.sparesSignal, place: name)
        }
    }

    /// Whether a write could end the program.
    private func needsCare() -> Bool {
        guard clogruntime_sigpipe_kills() != 0 else { return false }
        // A descriptor that cannot be examined is closed; the write will tell.
        return (try? SystemCalls.status(of: descriptor, place: name))?.isStream ?? false
    }

    /// Does nothing: nothing is held back.
    public func flush() throws(SinkError) {}

    /// Does nothing: the descriptor belongs to somebody else.
    public func close() {}
}
