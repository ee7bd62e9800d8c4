/// What a ``ComingAndGoingPeer`` answers to a request over HTTP, byte by byte.
public struct PeerAnswer: Sendable {
    /// What comes behind it, again and again.
    public enum Rest: Sendable {
        /// Nothing: the answer is whole, and the next request may come.
        case nothing
        /// Nothing, although the answer is not whole.
        case silence
        /// A little every few milliseconds.
        case drops(String)
        /// As much as the other end takes.
        case flood([UInt8])
    }

    /// The answer, as far as it comes at once.
    public var bytes: [UInt8]
    /// What comes behind it.
    public var rest: Rest

    /// Begins an answer.
    ///
    /// - Parameters:
    ///   - text: its beginning.
    ///   - rest: what comes behind that.
    public init(_ text: String, then rest: Rest) {
        bytes = Array(text.utf8)
        self.rest = rest
    }

    /// A whole answer.
    ///
    /// - Parameters:
    ///   - status: number and words.
    ///   - headers: lines of the head, without their ends.
    ///   - body: the body.
    /// - Returns: the answer.
    public static func whole(_ status: String, headers: [String] = [], body: [UInt8] = []) -> PeerAnswer {
        let lines = ["HTTP/1.1 \(status)"] + headers + ["Content-Length: \(body.count)", "", ""]
        var answer = PeerAnswer(lines.joined(separator: "\r\n"), then: .nothing)
        answer.bytes += body
        return answer
    }
}
