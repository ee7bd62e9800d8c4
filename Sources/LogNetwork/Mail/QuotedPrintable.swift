#if Network
/// Quoted-printable text in lines of limited length.
///
/// CPython: `email.quoprimime.body_encode` with 78 characters a line.
enum QuotedPrintable {
    private static let limit = 78
    private static let digits = Array("0123456789ABCDEF".utf8)

    /// The bytes of a text in lines that end with a line feed.
    static func encode(_ text: [UInt8]) -> [UInt8] {
        var result: [UInt8] = []
        var lines = text.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
        // The text ends with a line feed, behind which there is no line.
        if lines.last?.isEmpty == true { lines.removeLast() }
        for line in lines {
            appendLine(quoted(line), to: &result)
            result.append(UInt8(ascii: "\n"))
        }
        return result
    }

    private static func quoted(_ line: ArraySlice<UInt8>) -> [UInt8] {
        var result: [UInt8] = []
        for byte in line {
            let isPlain = byte == UInt8(ascii: "\t") || (0x20...0x7E).contains(byte) && byte != UInt8(ascii: "=")
            if isPlain { result.append(byte) } else { appendEscape(byte, to: &result) }
        }
        return result
    }

    private static func appendEscape(_ byte: UInt8, to result: inout [UInt8]) {
        result.append(UInt8(ascii: "="))
        result.append(digits[Int(byte >> 4)])
        result.append(digits[Int(byte & 15)])
    }

    /// Appends a line, broken where it must be: never within an escape, and never so that a blank ends it.
    private static func appendLine(_ line: [UInt8], to result: inout [UInt8]) {
        let equals = UInt8(ascii: "=")
        var start = 0
        let last = line.count - 1 - limit
        while start <= last {
            var end = start + limit - 1
            if line[end - 2] == equals {
                end -= 2
            } else if line[end - 1] == equals {
                end -= 1
            }
            result += line[start..<end]
            result += [equals, UInt8(ascii: "\n")]
            start = end
        }
        guard let final = line.last, final == UInt8(ascii: " ") || final == UInt8(ascii: "\t") else {
            result += line[start...]
            return
        }
        result += line[start..<line.count - 1]
        switch start - last {
        case 3...: appendEscape(final, to: &result)
        case 2: result += [final, equals, UInt8(ascii: "\n")]
        default:
            result += [equals, UInt8(ascii: "\n")]
            appendEscape(final, to: &result)
        }
    }
}
#endif
