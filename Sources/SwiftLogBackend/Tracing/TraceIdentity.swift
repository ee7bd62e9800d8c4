/// The numbers of the trace and the span that a record belongs to, as lower-case hexadecimal digits.
public struct TraceIdentity: Sendable, Hashable {
    /// The trace's number: 32 digits, not all zero.
    public let traceIdentifier: String
    /// The span's number: 16 digits, not all zero.
    public let spanIdentifier: String

    /// Reads the header `traceparent`: `00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01`.
    ///
    /// Source: W3C Trace Context §3.2. A version above 00 may have further parts; `ff` is none.
    ///
    /// Anything else makes `nil`.
    ///
    /// - Parameter traceparent: the header's value.
    public init?(traceparent: String) {
        let parts = traceparent.split(separator: "-", omittingEmptySubsequences: false)
        guard parts.count >= 4, parts[0].utf8.count == 2, TraceIdentity.isHexadecimal(parts[0]), parts[0] != "ff",
            parts[0] != "00" || parts.count == 4, parts[3].utf8.count == 2, TraceIdentity.isHexadecimal(parts[3])
        else { return nil }
        self.init(trace: parts[1], span: parts[2])
    }

    /// Reads the header `b3`: `80f198ee56343ba864fe8b2a57d3eff7-e457b5a2e4d86bd1-1-05e3ac9a4f6e3b90`.
    ///
    /// Source: B3 Propagation, "Single Header". A trace of 64 bits is filled up with zeros.
    ///
    /// Anything else, and a decision without a span, makes `nil`.
    ///
    /// - Parameter b3: the header's value.
    public init?(b3: String) {
        let parts = b3.split(separator: "-", omittingEmptySubsequences: false)
        guard parts.count >= 2 else { return nil }
        self.init(b3Trace: String(parts[0]), span: String(parts[1]))
    }

    /// Reads the headers `X-B3-TraceId` and `X-B3-SpanId`.
    init?(b3Trace: String, span: String) {
        let missing = 32 - b3Trace.utf8.count
        guard missing == 0 || missing == 16 else { return nil }
        self.init(trace: String(repeating: "0", count: missing) + b3Trace, span: span)
    }

    private init?(trace: some StringProtocol, span: some StringProtocol) {
        guard trace.utf8.count == 32, TraceIdentity.isHexadecimal(trace), trace.utf8.contains(where: { $0 != 0x30 }),
            span.utf8.count == 16, TraceIdentity.isHexadecimal(span), span.utf8.contains(where: { $0 != 0x30 })
        else { return nil }
        traceIdentifier = String(trace)
        spanIdentifier = String(span)
    }

    private static func isHexadecimal(_ text: some StringProtocol) -> Bool {
        text.utf8.allSatisfy { (0x30...0x39).contains($0) || (0x61...0x66).contains($0) }
    }
}
