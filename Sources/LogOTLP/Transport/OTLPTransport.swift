#if OTLP
/// Brings requests to a collector: over HTTP, over gRPC, or wherever a test wants them.
///
/// A transport tries once. Trying again, and when, is for ``OTLPExporter``, which knows no transport.
public protocol OTLPTransport: Sendable {
    /// Sends a request and waits for the answer.
    ///
    /// Never called again before it has returned. When the calling task is cancelled, it returns soon.
    ///
    /// - Parameters:
    ///   - request: the request.
    ///   - timeout: seconds that it may take.
    /// - Returns: what the collector says, or why it says nothing.
    func send(_ request: OTLPRequest, timeout: Double) async -> OTLPAnswer

    /// Ends connections. Called once, after the last request.
    func close() async
}

/// A request as it travels: an encoded `ExportLogsServiceRequest`.
public struct OTLPRequest: Sendable, Hashable {
    /// The encoded message.
    public var bytes: [UInt8]
    /// How many records it holds.
    public var recordCount: Int

    /// Creates a request.
    public init(bytes: [UInt8], recordCount: Int) {
        self.bytes = bytes
        self.recordCount = recordCount
    }
}

/// What has become of a request.
public enum OTLPAnswer: Sendable, Hashable {
    /// The collector has taken it, all but some records that it will not take either when they come again.
    case accepted(rejected: Int, message: String)
    /// The collector has not taken it.
    case failed(OTLPFailure)
}

/// Why a request was not taken.
public struct OTLPFailure: Sendable, Hashable {
    /// The reason in one line.
    public var reason: String
    /// Whether the same request may succeed later.
    public var isRetryable: Bool
    /// Seconds after which the collector wants it again, if it has said so.
    public var retryAfter: Double?
    /// Whether the request is too large for the collector, so that its halves may be taken.
    public var isTooLarge: Bool
    /// Whether there was no answer because the connection broke, as it does when an idle one was closed by the other side.
    public var isBrokenConnection: Bool

    /// Creates a failure.
    public init(
        _ reason: String,
        isRetryable: Bool,
        retryAfter: Double? = nil,
        isTooLarge: Bool = false,
        isBrokenConnection: Bool = false
    ) {
        self.reason = reason
        self.isRetryable = isRetryable
        self.retryAfter = retryAfter
        self.isTooLarge = isTooLarge
        self.isBrokenConnection = isBrokenConnection
    }
}
#endif
