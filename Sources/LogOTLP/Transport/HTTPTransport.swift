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

    private let thread: ExporterThread
    private let configuration: HTTPClient.Configuration
    // Guards the client, which the first request makes.
    private let made = Lock<HTTPClient?>(nil)
    private let url: String
    private let headers: HTTPHeaders
    private let compresses: Bool

    /// Prepares to post; connects with the first request.
    ///
    /// - Parameters:
    ///   - settings: where to, and how.
    ///   - thread: has the clock that ends requests; the exporter's own.
    /// - Throws: `SinkError` for a certificate or key that cannot be read.
    init(_ settings: OTLPSettings, thread: ExporterThread) throws(SinkError) {
        self.thread = thread
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
        var post = HTTPClientRequest(url: url)
        post.method = .POST
        post.headers = headers
        if compresses {
            guard let compressed = Gzip.compress(request.bytes) else {
                return .failed(OTLPFailure("cannot compress the request", isRetryable: true))
            }
            post.body = .bytes(compressed, length: .known(Int64(compressed.count)))
        } else {
            post.body = .bytes(request.bytes, length: .known(Int64(request.bytes.count)))
        }
        let client = made.withLock { made -> HTTPClient in
            if let made { return made }
            let client = HTTPClient(eventLoopGroupProvider: .singleton, configuration: configuration)
            made = client
            return client
        }
        do {
            let deadline = MonotonicTime.deadline(after: timeout)
            let sent = post
            let answer = try await within(deadline) {
                try await client.execute(sent, deadline: .distantFuture)
            }
            // The status has decided: a body that breaks off, is too long or does not end does not take back that the records
            // were taken.
            let body = try? await within(deadline) {
                try await answer.body.collect(upTo: ReceiverText.answerLimit)
            }
            return HTTPTransport.judge(answer, body: body.map { Array($0.readableBytesView) } ?? [])
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

    /// Does something that may take until a moment.
    ///
    /// The client's own deadline ends with the head of an answer, and hangs on an event loop that others use, too; the exporter's
    /// thread has nothing else to do meanwhile.
    ///
    /// - Throws: `HTTPClientError.deadlineExceeded` when it takes longer, or what is thrown meanwhile.
    private func within<Result: Sendable>(
        _ deadline: Int64,
        _ body: @escaping @Sendable () async throws -> Result
    ) async throws -> Result {
        try await withThrowingTaskGroup(of: Result?.self) { group in
            group.addTask { try await body() }
            group.addTask { [thread] in
                // Whoever calls for the exporter ends a sleep early.
                while MonotonicTime.now < deadline, !Task.isCancelled { await thread.sleep(until: deadline) }
                try Task.checkCancellation()
                return nil
            }
            defer {
                group.cancelAll()
                thread.call()
            }
            guard case .some(.some(let result)) = try await group.next() else { throw HTTPClientError.deadlineExceeded }
            return result
        }
    }

    /// What an answer means.
    private static func judge(_ answer: HTTPClientResponse, body: [UInt8]) -> OTLPAnswer {
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
        case is CancellationError: "no answer before the end"
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
        try? await client?.shutdown()
    }
}
#endif
