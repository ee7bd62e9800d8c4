/// Answers of a ``ComingAndGoingPeer`` that do not come to an end by themselves.
public enum UnfinishedAnswer: String, CaseIterable, Sendable {
    /// There is none.
    case silence
    /// A head that grows line by line.
    case headInDrops
    /// A head whose body stays away.
    case bodyAway
    /// A body that comes byte by byte.
    case bodyInDrops
    /// A body that comes as fast as it can.
    case bodyInFloods

    /// Those of which no head comes.
    public static let headless: [UnfinishedAnswer] = [.silence, .headInDrops]
    /// Those of which a head comes.
    public static let headed: [UnfinishedAnswer] = [.bodyAway, .bodyInDrops, .bodyInFloods]

    /// The answer.
    ///
    /// - Parameters:
    ///   - status: number and words.
    ///   - headers: lines of the head, without their ends.
    /// - Returns: the answer.
    public func answer(_ status: String = "200 OK", headers: [String] = []) -> PeerAnswer {
        let head = (["HTTP/1.1 \(status)"] + headers).joined(separator: "\r\n") + "\r\n"
        switch self {
        case .silence: return PeerAnswer("", then: .silence)
        case .headInDrops: return PeerAnswer(head, then: .drops("X-More: 1\r\n"))
        case .bodyAway: return PeerAnswer(head + "Content-Length: 10\r\n\r\nx", then: .silence)
        case .bodyInDrops: return PeerAnswer(head + "Transfer-Encoding: chunked\r\n\r\n", then: .drops("1\r\nx\r\n"))
        case .bodyInFloods:
            let chunk = "10000\r\n" + String(repeating: "x", count: 0x10000) + "\r\n"
            return PeerAnswer(head + "Transfer-Encoding: chunked\r\n\r\n", then: .flood(Array(chunk.utf8)))
        }
    }
}
