#if Network
internal import LogRuntime

/// A mail: who, to whom, what.
///
/// CPython: `SMTPHandler.emit` with `email.message.EmailMessage`.
struct MailMessage: Sendable {
    /// Who sends it, as the header shows it.
    var sender: String
    /// Who gets it, between commas.
    var recipients: String
    /// What it is about.
    var subject: String
    /// The header `Date`.
    var date: String
    /// The text.
    var text: [UInt8]

    private static let dateFormat = StrftimeFormat("%a, %d %b %Y %H:%M:%S %z")

    /// A moment as the header `Date` shows it: `Sat, 01 Jun 2024 12:03:00 +0000`.
    static func date(_ moment: WallTime, in zone: LogTimeZone) -> String {
        dateFormat.string(moment, in: zone)
    }

    /// What the servers go by.
    var envelope: (sender: String, recipients: [String]) {
        (MailAddress.list(sender).first?.address ?? "", MailAddress.list(recipients).map(\.address))
    }

    /// Whether an address is beyond ASCII, so that the server must know SMTPUTF8.
    var isInternational: Bool {
        let (sender, recipients) = envelope
        return ([sender] + recipients).contains { $0.utf8.contains { $0 >= 0x80 } }
    }

    /// The headers in order, not folded.
    var headers: [(name: String, value: String)] {
        headers(encoding: MailBody(text).encoding)
    }

    private func headers(encoding: String) -> [(name: String, value: String)] {
        [
            ("From", MailAddress.list(sender).map(\.text).joined(separator: ", ")),
            ("To", MailAddress.list(recipients).map(\.text).joined(separator: ", ")),
            ("Subject", subject), ("Date", date), ("Content-Type", "text/plain; charset=\"utf-8\""),
            ("Content-Transfer-Encoding", encoding), ("MIME-Version", "1.0"),
        ]
    }

    /// The text as it arrives: lines that end with a line feed.
    var deliveredText: String {
        let text = String(decoding: text, as: UTF8.self).replacing("\r\n", with: "\n").replacing("\r", with: "\n")
        return text.hasSuffix("\n") ? text : text + "\n"
    }

    /// Refuses what would break the headers.
    ///
    /// - Throws: ``SinkError`` in CPython's words.
    func check() throws(SinkError) {
        for value in [sender, recipients, subject] where value.unicodeScalars.dropLast().contains(where: isLineBreak) {
            throw SinkError(
                "send",
                "mail",
                problem: "Header values may not contain linefeed or carriage return characters",
                pythonType: "ValueError"
            )
        }
        let (sender, recipients) = envelope
        if sender.isEmpty || recipients.isEmpty {
            throw SinkError(
                "send",
                "mail",
                problem: "the mail has no \(sender.isEmpty ? "sender" : "recipient")",
                pythonType: "IndexError",
                pythonMessage: "list index out of range"
            )
        }
    }

    /// CPython: `str.splitlines`.
    private func isLineBreak(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x0A...0x0D, 0x1C...0x1E, 0x85, 0x2028, 0x2029: true
        default: false
        }
    }

    /// The mail as servers hand it on, its lines ended by CR and LF.
    func bytes() -> [UInt8] {
        let body = MailBody(text)
        let allowsUTF8 = isInternational
        var lines: [UInt8] = []
        for header in headers(encoding: body.encoding) {
            let token: HeaderToken =
                switch header.name {
                case "From": MailAddress.token(sender)
                case "To": MailAddress.token(recipients)
                default: .unstructured(header.value)
                }
            lines += Array(HeaderFolding.fold(header.name, token, allowsUTF8: allowsUTF8).utf8)
            lines.append(UInt8(ascii: "\n"))
        }
        lines.append(UInt8(ascii: "\n"))
        lines += body.bytes
        var result: [UInt8] = []
        result.reserveCapacity(lines.count + lines.count / 32)
        var previous: UInt8 = 0
        for byte in lines {
            // Any line end, CR, LF or both, becomes CR and LF.
            if byte == UInt8(ascii: "\n"), previous != UInt8(ascii: "\r") { result.append(UInt8(ascii: "\r")) }
            if previous == UInt8(ascii: "\r"), byte != UInt8(ascii: "\n") { result.append(UInt8(ascii: "\n")) }
            result.append(byte)
            previous = byte
        }
        return result
    }
}
#endif
