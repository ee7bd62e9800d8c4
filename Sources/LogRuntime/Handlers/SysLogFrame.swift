/// Cuts messages to their limit and tells them apart on a connection.
struct SysLogFrame: Sendable {
    private let framing: SysLogProtocol.Framing
    private let limit: Int
    private let isStream: Bool

    /// Creates a frame.
    init(_ settings: SysLogProtocol, isStream: Bool) {
        framing = isStream ? settings.actualFraming : .none
        limit = settings.actualLimit
        self.isStream = isStream
    }

    /// Finishes a message.
    ///
    /// - Parameters:
    ///   - line: the message; becomes what is sent.
    ///   - textStart: where its text begins, in front of which nothing is cut.
    ///   - appendsNUL: whether a NUL byte ends it.
    func close(_ line: inout ByteBuffer, textStart: Int, appendsNUL: Bool) {
        if limit > 0, line.count > limit { cut(&line, textStart: textStart) }
        if appendsNUL { line.append(0) }
        switch framing {
        case .none: return
        case .newline:
            // Structured data may have line ends, too.
            for index in 0..<line.count where line.base[index] == UInt8(ascii: "\n") {
                line.base[index] = UInt8(ascii: " ")
            }
            line.append(UInt8(ascii: "\n"))
        case .octetCounting:
            var framed = ByteBuffer(capacity: line.count + 12)
            framed.append(decimal: Int64(line.count))
            framed.append(UInt8(ascii: " "))
            framed.append(line.bytes)
            swap(&framed, &line)
        }
    }

    /// Cuts a message at a character, and says how long its text was: `…[cut, 12345 bytes]`.
    private func cut(_ line: inout ByteBuffer, textStart: Int) {
        var mark = ByteBuffer(capacity: 40)
        mark.append("…[cut, ")
        mark.append(decimal: Int64(line.count - textStart))
        mark.append(" bytes]")
        var end = max(textStart, limit - mark.count)
        // A character's later bytes go with it.
        while end > textStart, line.base[end] & 0xC0 == 0x80 { end -= 1 }
        line.truncate(to: end)
        line.append(mark.bytes)
    }
}
