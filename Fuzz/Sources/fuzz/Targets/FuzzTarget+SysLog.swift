@testable import LogConfig
@testable import LogRuntime

extension FuzzTarget {
    /// Framing syslog messages: a receiver finds each one's end, and its fields.
    static let syslog = FuzzTarget(
        name: "syslog",
        summary: "records to framed syslog messages, taken apart again",
        seeds: {
            (0..<16).map { flags in
                [UInt8(flags), 0, 120] + Array("shop: \u{0}host\u{0}extra@32473\u{0}".utf8) + [1, 30, 0, 1, 0, 1]
                    + Array("shop.cart\u{0}grüße \"]\\\n12 <14>1 forged\u{0}a.swift\u{0}".utf8) + [2]
                    + Array("us er=\u{0}\u{0}a\"b]c\\d\n\u{0}".utf8)
            }
        },
        check: { bytes in
            var input = InputReader(bytes)
            let flags = input.byte()
            var settings = flags & 1 == 0 ? SysLogProtocol() : .rfc5424
            settings.maximumLength = input.number()
            let identifier = input.text()
            settings.hostName = input.text()
            settings.structuredDataIdentifier = input.text()
            settings.framing = [nil, .octetCounting, .newline, SysLogProtocol.Framing.none][Int(flags >> 1 & 3)]
            let isStream = flags & 8 != 0
            let appendsNUL = flags & 16 != 0
            let record = FuzzedRecord(&input)
            let frame = SysLogFrame(settings, isStream: isStream)
            let header = settings.version == .rfc5424 ? SysLogHeader(settings, identifier: identifier) : nil
            let (start, message) = record.withRecord { record in
                var line = ByteBuffer()
                line.append("<14>")
                if let header { header.append(record, to: &line) } else { line.append(identifier) }
                let start = line.count
                guard (try? record.appendMessage(to: &line)) != nil else { return (0, [UInt8]()) }
                frame.close(&line, textStart: start, appendsNUL: appendsNUL)
                return (start, Array(line.bytes))
            }
            guard !message.isEmpty else { return }
            var content = message[...]
            switch isStream ? settings.actualFraming : .none {
            case .octetCounting:
                let digits = message.prefix { $0 != UInt8(ascii: " ") }
                content = message[(digits.count + 1)...]
                let count = Int(String(decoding: digits, as: UTF8.self))
                require(count == content.count, "a frame says \(digits) and has \(content.count) bytes")
            case .newline:
                require(
                    message.firstIndex(of: 0x0A) == message.count - 1,
                    "a message ends early, or not at all: \(message)"
                )
                content = message.dropLast()
            case .none: break
            }
            let limit = settings.actualLimit
            require(
                limit == 0 || content.count <= max(limit, start + 40) + 1,
                "\(content.count) bytes pass a limit of \(limit)"
            )
            if settings.version == .rfc5424 { require(SysLogCheck.accepts(Array(content)), "no RFC 5424: \(content)") }
        }
    )
}
