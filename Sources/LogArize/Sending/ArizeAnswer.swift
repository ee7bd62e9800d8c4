#if Arize
internal import AsyncHTTPClient
internal import LogExport
internal import LogMonitor
internal import NIOCore
internal import NIOHTTP1

/// What has become of a request.
enum ArizeAnswer: Sendable {
    /// Arize has taken the row.
    case accepted
    /// Arize has not taken it.
    case failed(ArizeFailure)

    /// What an answer means.
    ///
    /// Redirections are not followed and are no success.
    init(_ head: HTTPResponseHead, body: NIOCore.ByteBuffer, now: WallTime) {
        let code = head.status.code
        guard !(200..<300).contains(code) else {
            self = .accepted
            return
        }
        var failure = ArizeFailure("Arize answers \(code) \(head.status.reasonPhrase)")
        if let text = ArizeAnswer.excerpt(body) { failure.reason += ": \(text)" }
        switch code {
        case 408, 425, 429, 502, 503, 504:
            // Arize as a whole is busy or away: there is no use in sending it other rows meanwhile.
            failure.isRetryable = true
            failure.isOutage = true
        case 500:
            // Perhaps it is this row only.
            failure.isRetryable = true
        default: break
        }
        if failure.isRetryable {
            let header = head.headers.first(name: "retry-after")
            failure.retryAfter = header.flatMap { RetryAfter.seconds($0, now: now) }
            if failure.retryAfter != nil { failure.isOutage = true }
        }
        self = .failed(failure)
    }

    /// What it means that there is no answer: the row may have arrived, and is sent again under its own identifier.
    init(_ error: any Error) {
        let reason =
            switch error {
            case let error as HTTPClientError where error == .deadlineExceeded: "no answer in time"
            case let error as HTTPClientError where error == .connectTimeout: "no connection in time"
            case let error as HTTPClientError where error == .cancelled: "no answer before the end"
            case let error as HTTPClientError: error.shortDescription
            default: "\(error)"
            }
        var failure = ArizeFailure(reason)
        failure.isRetryable = true
        failure.isOutage = true
        failure.isBrokenConnection = (error as? HTTPClientError) == .remoteConnectionClosed || error is IOError
        self = .failed(failure)
    }

    /// The beginning of a body, in one line.
    private static func excerpt(_ body: NIOCore.ByteBuffer) -> String? {
        guard body.readableBytes > 0 else { return nil }
        return ReceiverText.excerpt(String(decoding: body.readableBytesView, as: UTF8.self))
    }
}

/// Why Arize has not taken a row.
struct ArizeFailure: Sendable {
    /// The reason in one line.
    var reason: String
    /// Whether the same request may succeed later.
    var isRetryable = false
    /// Whether other requests would fail, too.
    var isOutage = false
    /// Seconds after which Arize wants the request again, if it has said so.
    var retryAfter: Double?
    /// Whether there was no answer because the connection broke.
    var isBrokenConnection = false

    /// Creates a failure for good.
    init(_ reason: String) {
        self.reason = reason
    }
}
#endif
