public import Logging

extension Logging.Logger.MetadataProvider {
    /// Adds `trace_id` and `span_id` of the span in which a record is logged, when a tracer is there.
    ///
    /// Any tracer of swift-distributed-tracing will do whose instrument writes the headers of W3C Trace Context or B3; none is
    /// needed. Outside of spans nothing is added.
    ///
    /// ```json
    /// {"message": "order paid", "trace_id": "4bf92f3577b34da6a3ce929d0e0e4736", "span_id": "00f067aa0ba902b7"}
    /// ```
    public static let trace = Logging.Logger.MetadataProvider {
        guard let identity = TraceIdentity.active else { return [:] }
        return ["trace_id": .string(identity.traceIdentifier), "span_id": .string(identity.spanIdentifier)]
    }
}
