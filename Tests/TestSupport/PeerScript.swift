import LogRuntime

/// What a ``ComingAndGoingPeer`` answers, request by request, and what it was asked.
public final class PeerScript: Sendable {
    private let state: Lock<(answers: [PeerAnswer], bodies: [[UInt8]])>

    /// Creates a script.
    ///
    /// - Parameter answers: one a request, the last one for good.
    public init(_ answers: [PeerAnswer]) {
        state = Lock((answers, []))
    }

    /// The bodies of the requests so far.
    public var bodies: [[UInt8]] { state.withLock { $0.bodies } }

    /// The answer to the next request.
    ///
    /// - Parameter body: the request's body.
    /// - Returns: the answer.
    public func answer(to body: [UInt8]) -> PeerAnswer {
        state.withLock { state in
            state.bodies.append(body)
            return state.answers.count > 1 ? state.answers.removeFirst() : state.answers[0]
        }
    }
}
