#if Network
internal import LogRuntime

/// What a mail server says to a command.
///
/// CPython: `smtplib.SMTP.getreply`.
struct SMTPReply {
    /// The code, such as 250; -1 when there is none.
    let code: Int
    /// The lines behind it.
    let lines: [[UInt8]]

    /// The lines as one text.
    var text: String { lines.map { String(decoding: $0, as: UTF8.self) }.joined(separator: " ") }

    /// Reads a reply.
    ///
    /// - Throws: ``SinkError`` when the server has gone.
    init(from stream: ByteStream) throws(SinkError) {
        var lines: [[UInt8]] = []
        while true {
            guard let line = try stream.line() else {
                throw SinkError(
                    "receive",
                    stream.place,
                    problem: "Connection unexpectedly closed",
                    pythonType: "smtplib.SMTPServerDisconnected"
                )
            }
            lines.append(Array(line.dropFirst(4)))
            let code = Int(String(decoding: line.prefix(3), as: UTF8.self)) ?? -1
            let goesOn = line.count > 3 && line[3] == UInt8(ascii: "-") && lines.count < 1000
            if code < 0 || !goesOn {
                self.code = code
                self.lines = lines
                return
            }
        }
    }

    /// An error that this reply is.
    ///
    /// - Parameters:
    ///   - operation: what was tried.
    ///   - stream: where the reply came from.
    ///   - pythonType: CPython's exception.
    /// - Returns: the error.
    func error(_ operation: String, _ stream: ByteStream, _ pythonType: String) -> SinkError {
        SinkError(
            operation,
            stream.place,
            problem: "the server answers \(code) \(text)",
            pythonType: "smtplib." + pythonType,
            pythonMessage: "(\(code), b'\(text)')"
        )
    }
}
#endif
