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

    /// How much of a refusal's text is told, in characters.
    private static let excerptLimit = 200

    /// What an answer means.
    ///
    /// Redirections are not followed and are no success.
    init(_ response: HTTPClient.Response, now: WallTime) {
        let code = response.status.code
        guard !(200..<300).contains(code) else {
            self = .accepted
            return
        }
        var failure = ArizeFailure("Arize answers \(code) \(response.status.reasonPhrase)")
        if let text = ArizeAnswer.excerpt(response.body) { failure.reason += ": \(text)" }
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
            let header = response.headers.first(name: "retry-after")
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
    private static func excerpt(_ body: NIOCore.ByteBuffer?) -> String? {
        guard let body, body.readableBytes > 0 else { return nil }
        let scalars = String(decoding: body.readableBytesView, as: UTF8.self).unicodeScalars.prefix(excerptLimit)
        var text = String.UnicodeScalarView()
        for scalar in scalars { text.append(scalar.properties.generalCategory == .control ? " " : scalar) }
        return String(text)
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
