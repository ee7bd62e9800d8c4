#if Network
internal import LogRuntime

/// One conversation with a mail server.
///
/// CPython: `smtplib.SMTP`.
struct SMTPSession {
    private let stream: ByteStream
    private let localName: String
    /// What the server offers, by names in lower case; `nil` before it was asked.
    private var features: [String: String]?

    /// Connects and waits for the greeting.
    init(host: String, port: Int, localName: String, timeout: Double?) throws(SinkError) {
        stream = try ByteStream.connect(host: host, port: port, tls: nil, timeout: timeout)
        self.localName = localName
        let greeting = try SMTPReply(from: stream)
        guard greeting.code == 220 else { throw greeting.error("connect", stream, "SMTPConnectError") }
    }

    private func say(_ command: String) throws(SinkError) -> SMTPReply {
        guard !command.utf8.contains(where: { $0 == UInt8(ascii: "\n") || $0 == UInt8(ascii: "\r") }) else {
            throw SinkError(
                "send",
                stream.place,
                problem: "command and arguments contain prohibited newline characters",
                pythonType: "ValueError"
            )
        }
        try stream.send(Array("\(command)\r\n".utf8))
        return try SMTPReply(from: stream)
    }

    // MARK: Greeting

    /// Says who we are, and learns what the server offers.
    mutating func greet() throws(SinkError) {
        let reply = try say("ehlo " + localName)
        if reply.code == 250 {
            features = SMTPSession.features(reply.lines.dropFirst().map { String(decoding: $0, as: UTF8.self) })
        } else {
            features = nil
            let plain = try say("helo " + localName)
            guard (200..<300).contains(plain.code) else { throw plain.error("greet", stream, "SMTPHeloError") }
            features = [:]
            isExtended = false
            return
        }
        isExtended = true
    }

    /// Whether the server knows more than the first SMTP.
    private var isExtended = false

    private mutating func greetIfNeeded() throws(SinkError) {
        if features == nil { try greet() }
    }

    /// CPython: `SMTP.ehlo`, the old spelling `AUTH=LOGIN` included.
    private static func features(_ lines: [String]) -> [String: String] {
        var features: [String: String] = [:]
        for line in lines {
            let lower = line.lowercased()
            if lower.hasPrefix("auth=") {
                features["auth", default: ""] += " " + line.dropFirst(5)
                continue
            }
            let name = lower.prefix { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "-") }
            guard !name.isEmpty else { continue }
            let parameters = line.dropFirst(name.count).drop { $0 == " " }
            if name == "auth" {
                features["auth", default: ""] += " " + parameters
            } else {
                features[String(name)] = String(parameters)
            }
        }
        return features
    }

    // MARK: Securing and logging in

    /// Secures the conversation, `STARTTLS`.
    mutating func secure(with tls: TLSContext) throws(SinkError) {
        try greetIfNeeded()
        guard features?["starttls"] != nil else {
            throw SinkError(
                "secure the connection to",
                stream.place,
                problem: "STARTTLS extension not supported by server.",
                pythonType: "smtplib.SMTPNotSupportedError"
            )
        }
        let reply = try say("STARTTLS")
        guard reply.code == 220 else {
            throw reply.error("secure the connection to", stream, "SMTPResponseException")
        }
        try stream.secure(with: tls)
        // RFC 3207: what was learnt before does not count.
        features = nil
    }

    /// Logs in by the first of CRAM-MD5, PLAIN and LOGIN that works.
    mutating func logIn(user: String, password: String) throws(SinkError) {
        try greetIfNeeded()
        guard let offered = features?["auth"] else {
            throw SinkError(
                "log in at",
                stream.place,
                problem: "SMTP AUTH extension not supported by server.",
                pythonType: "smtplib.SMTPNotSupportedError"
            )
        }
        let names = offered.split(separator: " ")
        var failure: SinkError?
        for method in SMTPAuthentication.allCases where names.contains(where: { $0 == method.rawValue }) {
            let reply = try authenticate(method, user: user, password: password)
            if reply.code == 235 || reply.code == 503 { return }
            failure = reply.error("log in at", stream, "SMTPAuthenticationError")
        }
        throw failure
            ?? SinkError(
                "log in at",
                stream.place,
                problem: "No suitable authentication method found.",
                pythonType: "smtplib.SMTPException"
            )
    }

    private func authenticate(
        _ method: SMTPAuthentication,
        user: String,
        password: String
    ) throws(SinkError) -> SMTPReply {
        var challenges = 0
        var command = "AUTH " + method.rawValue
        if let first = method.answer(to: nil, count: 0, user: user, password: password) {
            command += " " + Base64.text(Array(first.utf8))
            challenges = 1
        }
        var reply = try say(command)
        while reply.code == 334 {
            challenges += 1
            guard challenges <= 6 else {
                throw SinkError(
                    "log in at",
                    stream.place,
                    problem: "Server AUTH mechanism infinite loop.",
                    pythonType: "smtplib.SMTPException"
                )
            }
            let challenge = Base64.bytes(reply.lines.joined())
            let answer = method.answer(to: challenge, count: challenges, user: user, password: password) ?? ""
            reply = try say(Base64.text(Array(answer.utf8)))
        }
        return reply
    }

    // MARK: Sending

    /// Sends a mail; recipients that the server refuses are no error while there is one that it takes.
    ///
    /// - Returns: the recipients refused, each with the server's reason.
    mutating func send(_ mail: MailMessage) throws(SinkError) -> [String] {
        try mail.check()
        try greetIfNeeded()
        let (sender, recipients) = mail.envelope
        let isInternational = mail.isInternational
        if isInternational, features?["smtputf8"] == nil {
            throw SinkError(
                "send",
                stream.place,
                problem: "One or more source or delivery addresses require internationalized email support, "
                    + "but the server does not advertise the required SMTPUTF8 capability",
                pythonType: "smtplib.SMTPNotSupportedError"
            )
        }
        let bytes = mail.bytes()
        var options = ""
        if isExtended {
            if features?["size"] != nil { options += " size=\(bytes.count)" }
            if isInternational { options += " SMTPUTF8 BODY=8BITMIME" }
        }
        let opening = try say("mail from:<\(sender)>\(options)")
        guard opening.code == 250 else {
            reset()
            throw opening.error("send", stream, "SMTPSenderRefused")
        }
        var refusals: [String] = []
        var last = opening
        for recipient in recipients {
            let reply = try say("rcpt to:<\(recipient)>")
            if reply.code == 250 || reply.code == 251 { continue }
            refusals.append("'\(recipient)': \(reply.code) \(reply.text)")
            last = reply
            if reply.code == 421 { break }
        }
        guard refusals.count < recipients.count, last.code != 421 else {
            reset()
            throw last.error("send", stream, "SMTPRecipientsRefused")
        }
        let go = try say("data")
        guard go.code == 354 else {
            reset()
            throw go.error("send", stream, "SMTPDataError")
        }
        try stream.send(SMTPSession.withQuotedPeriods(bytes))
        let end = try SMTPReply(from: stream)
        guard end.code == 250 else {
            reset()
            throw end.error("send", stream, "SMTPDataError")
        }
        return refusals
    }

    /// Forgets a mail that was begun; what the server says to that does not matter.
    private func reset() {
        _ = try? say("rset")
    }

    /// The mail with a second period before each that begins a line, and the line that ends it.
    private static func withQuotedPeriods(_ bytes: [UInt8]) -> [UInt8] {
        var result: [UInt8] = []
        result.reserveCapacity(bytes.count + 16)
        var isLineStart = true
        for byte in bytes {
            if isLineStart, byte == UInt8(ascii: ".") { result.append(byte) }
            result.append(byte)
            isLineStart = byte == UInt8(ascii: "\n")
        }
        if !result.suffix(2).elementsEqual("\r\n".utf8) { result += Array("\r\n".utf8) }
        return result + Array(".\r\n".utf8)
    }

    /// Says goodbye.
    func quit() throws(SinkError) {
        _ = try say("quit")
        stream.close()
    }

    /// Ends the conversation without a word.
    func close() {
        stream.close()
    }
}
#endif
