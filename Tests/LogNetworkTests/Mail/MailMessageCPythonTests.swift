#if Network
import Foundation
import Testing

@testable import LogNetwork

/// Mails beside those of CPython's `EmailMessage`.
@Suite(.enabled(if: Python313.oracle != nil, Python313.absence))
struct MailMessageCPythonTests {
    private struct Sample {
        var sender = "logs@example.org"
        var recipients = "ann@example.org"
        var subject = "trouble"
        var text = "the cart is empty"
    }

    private func check(_ samples: [Sample]) throws {
        let cases = samples.map { sample in
            "("
                + [sample.sender, sample.recipients, sample.subject, sample.text].map(Python313.literal)
                .joined(separator: ",") + ")"
        }
        let script = """
            import datetime, io, email.generator
            from email.message import EmailMessage
            moment = datetime.datetime.fromtimestamp(1717243380, datetime.timezone.utc)
            for sender, to, subject, text in [\(cases.joined(separator: ",\n"))]:
                message = EmailMessage()
                message['From'] = sender
                message['To'] = to
                message['Subject'] = subject
                message['Date'] = moment
                message.set_content(text)
                out = io.BytesIO()
                email.generator.BytesGenerator(out).flatten(message, linesep='\\r\\n')
                shown = '\\n'.join(f'{k}: {v}' for k, v in message.items())
                print(out.getvalue().hex() + ' ' + shown.encode().hex())
            """
        let expected = try Python313.lines(script)
        #expect(expected.count == samples.count)
        for (sample, wanted) in zip(samples, expected) {
            let mail = MailMessage(
                sender: sample.sender,
                recipients: sample.recipients,
                subject: sample.subject,
                date: "Sat, 01 Jun 2024 12:03:00 +0000",
                text: Array(sample.text.utf8)
            )
            let parts = wanted.split(separator: " ").map { String(decoding: bytes($0), as: UTF8.self) }
            #expect(String(decoding: mail.bytes(), as: UTF8.self) == parts[0])
            let headers = mail.headers.map { "\($0.name): \($0.value)" }.joined(separator: "\n")
            #expect(headers == parts[1])
        }
    }

    private func bytes(_ digits: Substring) -> [UInt8] {
        stride(from: 0, to: digits.count, by: 2).compactMap { offset in
            UInt8(digits.dropFirst(offset).prefix(2), radix: 16)
        }
    }

    @Test func `subjects of all lengths and letters are folded and encoded alike`() throws {
        let words = [
            "disk", "full", "on", "db-7", "größer", "naïve", "日本語のテキスト", "😀", "a=b?c_d", "x@y", "§", "(late)",
            "averyveryverylongwordthatgoesonandonandonandonandonandonandonandonandonandonandonandonandon", "é",
        ]
        var generator = SystemRandomNumberGenerator()
        let seed = UInt64.random(in: 0...UInt64.max, using: &generator)
        var samples = [
            Sample(subject: "x"), Sample(subject: String(repeating: "word ", count: 30) + "end"),
            Sample(subject: String(repeating: "wörd ", count: 30) + "end"), Sample(subject: "line\n"),
            Sample(subject: String(repeating: "é", count: 200)), Sample(subject: String(repeating: "x", count: 200)),
            Sample(subject: String(repeating: "x", count: 69)), Sample(subject: String(repeating: "x", count: 68)),
            Sample(subject: String(repeating: "x", count: 77)), Sample(subject: String(repeating: "x", count: 78)),
        ]
        for base in [UInt64(20_240_601), seed] {
            var random = SmallGenerator(state: base)
            for _ in 0..<300 {
                let count = 1 + random.below(14)
                var subject = ""
                for index in 0..<count {
                    if index > 0 { subject += [" ", " ", " ", "  ", "\t"][random.below(5)] }
                    subject += words[random.below(words.count)]
                }
                samples.append(Sample(subject: subject))
            }
        }
        print("seed of the subjects: \(seed)")
        try check(samples)
    }

    @Test func `texts are encoded alike`() throws {
        let long = String(repeating: "a rather long line of text ", count: 12)
        let texts = [
            "", "\n", "one", "one\n", "one\ntwo\n\n", "one\r\ntwo\rthree", "grüße", "grüße\n", long, long + "ä",
            long + "=",
            String(repeating: "日本語", count: 60), String(repeating: "日本語\n", count: 60), long + " ", long + "\t",
            String(repeating: "x", count: 78), String(repeating: "x", count: 79), String(repeating: "=", count: 79),
            String(repeating: long + "\n", count: 12), String(repeating: "日本語" + long + "\n", count: 12),
            ".\n..\nx", "a\u{0}b\u{1}", long + "\u{b}\u{c}\u{85}", String(repeating: "ä", count: 39),
            String(repeating: "ä", count: 40),
            (60..<90).map { String(repeating: "ab ", count: $0 / 3) + "=é" }
                .joined(separator: "\n"),
        ]
        try check(texts.map { Sample(text: $0) })
        try check((70..<100).map { Sample(text: String(repeating: "y", count: $0) + " ") })
        try check((70..<100).map { Sample(text: String(repeating: "y", count: $0) + "=z") })
    }

    @Test func `addresses are shown and folded alike`() throws {
        let many = (1...12).map { "person\($0)@example.org" }
        let samples = [
            Sample(recipients: "ann@example.org,bob@example.org"), Sample(recipients: "Ann Lee <ann@example.org>"),
            Sample(recipients: "\"Lee, Ann\" <ann@example.org>, bob@example.org"), Sample(sender: "root"),
            Sample(sender: "Müller <m@example.org>"), Sample(sender: "<a@b.c>"), Sample(recipients: "ann@x.org (Ann)"),
            Sample(recipients: many.joined(separator: ",")), Sample(recipients: many.joined(separator: ", ")),
            Sample(recipients: many.map { "Some Person <\($0)>" }.joined(separator: ", ")),
            Sample(recipients: "a@b.c,,d@e.f"), Sample(sender: "\"Müller, Ann\" <m@example.org>"),
        ]
        for sample in samples { try check([sample]) }
    }
}

/// Numbers that look random and are the same for the same start.
struct SmallGenerator {
    var state: UInt64

    mutating func below(_ limit: Int) -> Int {
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        return Int(state >> 33) % limit
    }
}
#endif
