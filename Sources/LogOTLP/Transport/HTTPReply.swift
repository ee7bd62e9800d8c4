#if OTLP
internal import AsyncHTTPClient
internal import LogExport
internal import NIOCore
internal import NIOHTTP1

/// What comes back for a request, as far as it comes.
///
/// Once there is a status it counts, whatever becomes of the rest: records that were taken are not sent again because the answer
/// breaks off behind its head, does not end, or is too long.
final class HTTPReply: HTTPClientResponseDelegate, @unchecked Sendable /* used on the event loop alone */ {
    typealias Response = Void

    private(set) var head: HTTPResponseHead?
    private(set) var body: [UInt8] = []

    func didReceiveHead(task: HTTPClient.Task<Void>, _ head: HTTPResponseHead) -> EventLoopFuture<Void> {
        self.head = head
        return task.eventLoop.makeSucceededVoidFuture()
    }

    func didReceiveBodyPart(task: HTTPClient.Task<Void>, _ buffer: NIOCore.ByteBuffer) -> EventLoopFuture<Void> {
        guard body.count + buffer.readableBytes <= ReceiverText.answerLimit else {
            let error = ResponseAccumulator.ResponseTooBigError(maxBodySize: ReceiverText.answerLimit)
            return task.eventLoop.makeFailedFuture(error)
        }
        body.append(contentsOf: buffer.readableBytesView)
        return task.eventLoop.makeSucceededVoidFuture()
    }

    func didFinishRequest(task: HTTPClient.Task<Void>) {}
}
#endif
