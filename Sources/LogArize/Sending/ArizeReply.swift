#if Arize
internal import AsyncHTTPClient
internal import LogExport
internal import LogMonitor
internal import NIOCore
internal import NIOHTTP1

/// What comes back for a request, as far as it comes.
///
/// Once there is a status it counts, whatever becomes of the rest: a row that was taken is not sent again because the answer
/// breaks off behind its head.
final class ArizeReply: HTTPClientResponseDelegate, @unchecked Sendable /* used on the event loop alone */ {
    typealias Response = Void

    /// As much of a body is kept as is told of it.
    private static let bodyLimit = 1024

    private var head: HTTPResponseHead?
    private var body = NIOCore.ByteBuffer()
    private var bodySize = 0

    func didReceiveHead(task: HTTPClient.Task<Void>, _ head: HTTPResponseHead) -> EventLoopFuture<Void> {
        self.head = head
        return task.eventLoop.makeSucceededVoidFuture()
    }

    func didReceiveBodyPart(task: HTTPClient.Task<Void>, _ buffer: NIOCore.ByteBuffer) -> EventLoopFuture<Void> {
        let room = ArizeReply.bodyLimit - body.readableBytes
        if let part = buffer.getSlice(at: buffer.readerIndex, length: min(room, buffer.readableBytes)) {
            body.writeImmutableBuffer(part)
        }
        bodySize += buffer.readableBytes
        guard bodySize <= ReceiverText.answerLimit else {
            let error = ResponseAccumulator.ResponseTooBigError(maxBodySize: ReceiverText.answerLimit)
            return task.eventLoop.makeFailedFuture(error)
        }
        return task.eventLoop.makeSucceededVoidFuture()
    }

    func didFinishRequest(task: HTTPClient.Task<Void>) {}

    /// What the reply means.
    ///
    /// - Parameter result: how the request has ended.
    /// - Returns: what has become of the row.
    func answer(_ result: Result<Void, any Error>) -> ArizeAnswer {
        if let head { return ArizeAnswer(head, body: body, now: .now()) }
        switch result {
        case .failure(let error): return ArizeAnswer(error)
        case .success: return ArizeAnswer(HTTPClientError.remoteConnectionClosed)
        }
    }
}
#endif
