/// A receiver of HTTP that runs at once and answers by a ``PeerScript``.
public struct ScriptedReceiver: Sendable {
    private let peer: ComingAndGoingPeer
    private let script: PeerScript

    /// Starts a receiver.
    ///
    /// - Parameter answers: one a request, the last one for good.
    /// - Throws: errors of listening.
    public init(_ answers: [PeerAnswer]) throws {
        let script = PeerScript(answers)
        self.script = script
        peer = try ComingAndGoingPeer(.http { script.answer(to: $0) })
        try peer.start()
    }

    /// Where it listens on the loopback interface.
    public var port: Int { peer.port }

    /// The bodies of the requests so far.
    public var bodies: [[UInt8]] { script.bodies }

    /// Waits until no connection is left.
    ///
    /// - Returns: whether that came to pass.
    public func waitForEnd() -> Bool { peer.waitForConnections(atMost: 0) }

    /// Ends it.
    public func stop() { peer.stop() }
}
