#if Network
/// The text of a mail, encoded for its way.
///
/// CPython: `email.contentmanager._encode_text` under the policy `default`.
struct MailBody: Sendable {
    private static let lineLimit = 78

    /// The header `Content-Transfer-Encoding`.
    let encoding: String
    /// The bytes, in lines that end with a line feed.
    let bytes: [UInt8]

    /// Encodes a text: as it is when its lines are short, else in the shorter of two ways, as its first lines show.
    init(_ text: [UInt8]) {
        let lines = MailBody.lines(text)
        let whole = MailBody.joined(lines[...])
        if lines.allSatisfy({ $0.count <= MailBody.lineLimit }) {
            encoding = whole.allSatisfy { $0 < 0x80 } ? "7bit" : "8bit"
            bytes = whole
            return
        }
        let sample = MailBody.joined(lines.prefix(10))
        let quoted = QuotedPrintable.encode(sample)
        if quoted.count > (sample.count + 2) / 3 * 4 + 1 {
            encoding = "base64"
            bytes = MailBody.base64Lines(whole)
        } else {
            encoding = "quoted-printable"
            bytes = lines.count <= 10 ? quoted : QuotedPrintable.encode(whole)
        }
    }

    /// CPython: `bytes.splitlines`.
    private static func lines(_ text: [UInt8]) -> [ArraySlice<UInt8>] {
        var lines: [ArraySlice<UInt8>] = []
        var start = 0
        var index = 0
        while index < text.count {
            guard text[index] == UInt8(ascii: "\n") || text[index] == UInt8(ascii: "\r") else {
                index += 1
                continue
            }
            lines.append(text[start..<index])
            let isPair =
                text[index] == UInt8(ascii: "\r") && index + 1 < text.count && text[index + 1] == UInt8(ascii: "\n")
            index += isPair ? 2 : 1
            start = index
        }
        if start < text.count { lines.append(text[start...]) }
        return lines
    }

    private static func joined(_ lines: ArraySlice<ArraySlice<UInt8>>) -> [UInt8] {
        Array(lines.joined(separator: [UInt8(ascii: "\n")])) + [UInt8(ascii: "\n")]
    }

    private static func base64Lines(_ bytes: [UInt8]) -> [UInt8] {
        let step = lineLimit / 4 * 3
        return stride(from: 0, to: bytes.count, by: step).flatMap { start in
            Array(Base64.text(bytes[start..<min(start + step, bytes.count)]).utf8) + [UInt8(ascii: "\n")]
        }
    }
}
#endif
