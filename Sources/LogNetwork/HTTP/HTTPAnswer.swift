#if Network
internal import LogRuntime

/// What a web server says to a request, as far as a sender of records cares.
struct HTTPAnswer {
    /// Answers whose content is longer end the connection instead of being read.
    private static let contentLimit = 65_536
    /// Lines that an answer's head may have.
    private static let lineLimit = 256

    /// The status, such as 200.
    let status: Int
    /// The phrase behind it, such as `OK`.
    let reason: String
    /// Whether another request may follow on the connection.
    let keepsConnection: Bool

    /// Reads an answer to its end, if that is near.
    ///
    /// - Throws: ``SinkError`` when the server does not answer, or not in HTTP.
    init(from stream: ByteStream) throws(SinkError) {
        var head = try HTTPAnswer.head(from: stream)
        // 100 Continue and its like come before the answer.
        while (100..<200).contains(head.status), head.status != 101 { head = try HTTPAnswer.head(from: stream) }
        status = head.status
        reason = head.reason
        guard head.isPersistent else {
            keepsConnection = false
            return
        }
        if head.status == 204 || head.status == 304 {
            keepsConnection = true
        } else if let length = head.length, !head.isChunked, length <= HTTPAnswer.contentLimit {
            keepsConnection = try stream.bytes(length).count == length
        } else {
            keepsConnection = false
        }
    }

    private struct Head {
        var status: Int
        var reason: String
        var length: Int?
        var isChunked = false
        var isPersistent: Bool
    }

    private static func head(from stream: ByteStream) throws(SinkError) -> Head {
        guard let bytes = try stream.line() else {
            throw SinkError(
                "receive",
                stream.place,
                problem: "the server has closed the connection without an answer",
                pythonType: "http.client.RemoteDisconnected"
            )
        }
        let line = String(decoding: bytes, as: UTF8.self)
        let parts = line.split(separator: " ", maxSplits: 2, omittingEmptySubsequences: true)
        guard parts.count >= 2, parts[0].hasPrefix("HTTP/"), let status = Int(parts[1]), status >= 100 else {
            throw SinkError(
                "receive",
                stream.place,
                problem: "'\(line.prefix(80))' is no answer of a web server",
                pythonType: "http.client.BadStatusLine"
            )
        }
        var head = Head(
            status: status,
            reason: parts.count > 2 ? String(parts[2]) : "",
            isPersistent: parts[0] == "HTTP/1.1"
        )
        for _ in 0..<lineLimit {
            guard let bytes = try stream.line(), !bytes.isEmpty else { return head }
            note(String(decoding: bytes, as: UTF8.self).lowercased(), in: &head)
        }
        head.isPersistent = false
        return head
    }

    private static func note(_ line: String, in head: inout Head) {
        guard let colon = line.firstIndex(of: ":") else { return }
        let blank: (Character) -> Bool = { $0 == " " || $0 == "\t" }
        let value = line[line.index(after: colon)...].drop(while: blank)
        switch line[..<colon] {
        case "content-length": head.length = Int(value).flatMap { $0 >= 0 ? $0 : nil }
        case "transfer-encoding": head.isChunked = true
        case "connection":
            head.isPersistent = value.contains("keep-alive") || head.isPersistent && !value.contains("close")
        default: break
        }
    }
}
#endif
