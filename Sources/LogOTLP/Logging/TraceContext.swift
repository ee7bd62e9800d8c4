#if OTLP
/// The trace and the span that the program is busy with, for records to say which ones they belong to.
///
/// Set by whoever traces, for example from the header `traceparent` of a request:
///
/// ```swift
/// try TraceContext(traceparent: header).map { context in
///     try TraceContext.$current.withValue(context) { try handle(request) }
/// }
/// ```
public struct TraceContext: Sendable, Hashable {
    /// The trace's identifier.
    public var traceID: UInt128
    /// The span's identifier.
    public var spanID: UInt64
    /// W3C trace flags: bit 0 says that the trace is sampled.
    public var flags: UInt8

    /// The context of the present task; `nil` when nothing is traced.
    @TaskLocal public static var current: TraceContext?

    /// Creates a context.
    ///
    /// - Parameters:
    ///   - traceID: the trace's identifier.
    ///   - spanID: the span's identifier.
    ///   - flags: W3C trace flags.
    public init(traceID: UInt128, spanID: UInt64, flags: UInt8 = 1) {
        self.traceID = traceID
        self.spanID = spanID
        self.flags = flags
    }

    /// Reads a header: `00-<32 hex digits>-<16 hex digits>-<2 hex digits>`; `nil` when it is none.
    ///
    /// Source: W3C Trace Context, "traceparent header field values".
    ///
    /// - Parameter traceparent: the header's value.
    public init?(traceparent: String) {
        let parts = traceparent.split(separator: "-", omittingEmptySubsequences: false)
        guard parts.count >= 4, parts[0].count == 2, parts[0] != "ff", parts[0] != "00" || parts.count == 4,
            parts[1].count == 32, parts[2].count == 16, parts[3].count == 2, UInt8(parts[0], radix: 16) != nil,
            let traceID = UInt128(parts[1], radix: 16), let spanID = UInt64(parts[2], radix: 16),
            let flags = UInt8(parts[3], radix: 16), traceID != 0, spanID != 0
        else { return nil }
        self.init(traceID: traceID, spanID: spanID, flags: flags)
    }
}
#endif
