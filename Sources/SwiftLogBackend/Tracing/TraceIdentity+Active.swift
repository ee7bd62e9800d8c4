internal import Instrumentation

extension TraceIdentity {
    /// What the tracer of the process, if there is one, says of the span in which this task runs.
    ///
    /// The tracer is asked for the headers with which it would hand the span on to another service, for those are the one
    /// thing that all tracers write: `traceparent`, `b3`, or `X-B3-TraceId` and `X-B3-SpanId`.
    public static var active: TraceIdentity? {
        guard let context = InstrumentationContext.current else { return nil }
        var headers = TraceHeaders()
        InstrumentationSystem.instrument.inject(context, into: &headers, using: TraceHeaders.Writer())
        if let traceparent = headers.traceparent { return TraceIdentity(traceparent: traceparent) }
        if let single = headers.b3 { return TraceIdentity(b3: single) }
        guard let trace = headers.b3Trace, let span = headers.b3Span else { return nil }
        return TraceIdentity(b3Trace: trace, span: span)
    }
}

/// The headers that name a span.
private struct TraceHeaders: Sendable {
    var traceparent: String?
    var b3: String?
    var b3Trace: String?
    var b3Span: String?

    /// Keeps the headers that count.
    struct Writer: Injector {
        func inject(_ value: String, forKey key: String, into carrier: inout TraceHeaders) {
            switch key.lowercased() {
            case "traceparent": carrier.traceparent = value
            case "b3": carrier.b3 = value
            case "x-b3-traceid": carrier.b3Trace = value
            case "x-b3-spanid": carrier.b3Span = value
            default: break
            }
        }
    }
}
