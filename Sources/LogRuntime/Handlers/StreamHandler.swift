/// Writes records to standard output or standard error, each at once and whole.
///
/// Source: CPython `logging.StreamHandler`.
///
/// ## Configuration keys
/// - `stream` (`ext://sys.stdout` or `ext://sys.stderr`, default standard error): where to write.
public final class StreamHandler: SinkHandler, @unchecked Sendable /* no state beyond the sink's */ {
    /// A stream that every process has.
    public enum Stream: Sendable {
        /// Standard output.
        case standardOutput
        /// Standard error.
        case standardError
    }

    /// Creates a handler.
    ///
    /// - Parameters:
    ///   - stream: where to write.
    ///   - level: records below are not taken.
    ///   - formatter: how records become text; `nil` for the message alone.
    public convenience init(
        stream: Stream = .standardError,
        level: Level = .notSet,
        formatter: (any Formatter)? = nil
    ) {
        self.init(sink: StreamSink.of(stream), level: level, formatter: formatter)
    }

    package override func makeSuccessor() -> Handler? { StreamHandler(sink: sink, terminator: terminatorString) }
}
