#if OTLP
internal import AsyncHTTPClient
internal import LogExport
internal import LogRuntime
internal import NIOCore
internal import NIOHTTP1
internal import NIOSSL
internal import SwiftProtobuf

/// Posts requests over HTTP, protocol buffers in their bodies.
///
/// Source: OTLP specification, "OTLP/HTTP". 429, 502, 503, 504 and broken connections may succeed later; redirections are not
/// followed and are no success.
final class HTTPTransport: OTLPTransport {
    /// What a collector may answer when it wants the same request again.
    private static let retryableStatuses: Set<UInt> = [429, 502, 503, 504]

    /// A request may take so many seconds at most: beyond it no clock counts nanoseconds.
    private static let longestTimeout = 1e9

    private let configuration: HTTPClient.Configuration
    // Guards the client, which the first request makes.
    private let made = Lock<(client: HTTPClient, loop: any EventLoop)?>(nil)
    private let url: String
    private let headers: HTTPHeaders
    private let compresses: Bool

    /// Prepares to post; connects with the first request.
    ///
    /// - Parameter settings: where to, and how.
    /// - Throws: `SinkError` for a certificate or key that cannot be read.
    init(_ settings: OTLPSettings) throws(SinkError) {
        var configuration = HTTPClient.Configuration()
        if settings.endpoint.isSecure {
            configuration.tlsConfiguration = try TLSMaterial(settings.certificates).clientConfiguration
        }
        configuration.redirectConfiguration = .disallow
        configuration.httpVersion = .http1Only
        // One request at a time, and the exporter says when to try again.
        configuration.connectionPool.concurrentHTTP1ConnectionsPerHostSoftLimit = 1
        configuration.connectionPool.retryConnectionEstablishment = false
        self.configuration = configuration
        url = settings.endpoint.url
        compresses = settings.compresses
        var headers = HTTPHeaders()
        headers.add(name: "content-type", value: "application/x-protobuf")
        headers.add(name: "user-agent", value: UserAgent.text)
        if settings.compresses { headers.add(name: "content-encoding", value: "gzip") }
        for header in settings.headers { headers.replaceOrAdd(name: header.name, value: header.value) }
        self.headers = headers
    }

    func send(_ request: OTLPRequest, timeout: Double) async -> OTLPAnswer {
        var body = request.bytes
        if compresses {
            guard let compressed = Gzip.compress(request.bytes) else {
                return .failed(OTLPFailure("cannot compress the request", isRetryable: true))
            }
            body = compressed
        }
        do {
            let post = try HTTPClient.Request(url: url, method: .POST, headers: headers, body: .bytes(body))
            let (client, loop) = made.withLock { made in
                if let made { return made }
                let client = HTTPClient(eventLoopGroupProvider: .singleton, configuration: configuration)
                let fresh = (client, client.eventLoopGroup.any())
                made = fresh
                return fresh
            }
            let reply = HTTPReply()
            // Everything on one event loop, the clock included. Not the client's asynchronous functions: what they leave to
            // Swift's own pool, cancelling among it, does not come to pass while callers of `flush()` sit on all its threads.
            let task = client.execute(
                request: post,
                delegate: reply,
                eventLoop: .delegateAndChannel(on: loop),
                deadline: .now() + .nanoseconds(Int64(min(timeout, HTTPTransport.longestTimeout) * 1e9))
            )
            let ended = await withTaskCancellationHandler {
                await withCheckedContinuation { continuation in
                    task.futureResult.whenComplete { continuation.resume(returning: $0) }
                }
            } onCancel: {
                task.cancel()
            }
            if let head = reply.head { return HTTPTransport.judge(head, body: reply.body) }
            try ended.get()
            throw HTTPClientError.remoteConnectionClosed
        } catch {
            return .failed(
                OTLPFailure(
                    HTTPTransport.describe(error),
                    isRetryable: true,
                    isBrokenConnection: (error as? HTTPClientError) == .remoteConnectionClosed || error is IOError
                )
            )
        }
    }

    /// What an answer means.
    private static func judge(_ answer: HTTPResponseHead, body: [UInt8]) -> OTLPAnswer {
        let status = answer.status
        guard (200..<300).contains(status.code) else {
            let delay = answer.headers.first(name: "retry-after").flatMap { RetryAfter.seconds($0, now: .now()) }
            let isRetryable = retryableStatuses.contains(status.code)
            return .failed(
                OTLPFailure(
                    "the collector answers \(status.code) \(ReceiverText.excerpt(status.reasonPhrase))",
                    isRetryable: isRetryable,
                    retryAfter: isRetryable ? delay : nil,
                    isTooLarge: status.code == 413
                )
            )
        }
        // An empty body is a message without fields; anything unreadable says nothing against the success.
        let response = try? Opentelemetry_Proto_Collector_Logs_V1_ExportLogsServiceResponse(serializedBytes: body)
        let partial = response?.partialSuccess
        return .accepted(rejected: Int(partial?.rejectedLogRecords ?? 0), message: partial?.errorMessage ?? "")
    }

    /// An error of the connection in one line.
    private static func describe(_ error: any Error) -> String {
        switch error {
        case let error as HTTPClientError where error == .deadlineExceeded: "no answer in time"
        case let error as HTTPClientError where error == .connectTimeout: "no connection in time"
        case let error as HTTPClientError where error == .cancelled: "no answer before the end"
        case let error as HTTPClientError: error.shortDescription
        default: "\(error)"
        }
    }

    func close() async {
        let client = made.withLock { made in
            defer { made = nil }
            return made
        }
        // Shutting down fails only for requests that run, and there are none.
        try? await client?.client.shutdown()
    }
}
#endif
