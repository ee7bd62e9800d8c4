extension YAMLError {
    /// The sentence for characters that make no token.
    init(scanner failure: EventFailure, in source: SourceText) {
        var offset = source.offset(ofScalar: failure.position.index)
        var position = failure.position
        let isAtEnd = offset >= source.bytes.count
        /// Moves the place on, within a line.
        func skip(while predicate: (UInt8) -> Bool) {
            while offset < source.bytes.count, predicate(source.bytes[offset]) {
                offset += 1
                position.index += 1
                position.column += 1
            }
        }
        func found() -> String { PythonSpelling.repr(source.scalar(at: offset)) }
        var context = failure.context
        var hint: String?
        let problem: String
        switch failure.problem {
        case "found character that cannot start any token", "found a tab character that violates indentation":
            self = .cannotStartToken(source.scalar(at: offset), at: position, in: source)
            return
        case "block sequence entries are not allowed in this context":
            problem = "sequence entries are not allowed here"
            hint = "start the first '-' on a line of its own"
        case "mapping keys are not allowed in this context":
            problem = "mapping keys are not allowed here"
        case "mapping values are not allowed in this context":
            problem = "mapping values are not allowed here"
            hint = "quote a value that contains ': ', and check the indentation"
        case "could not find expected ':'":
            problem = failure.problem
            hint = "a key needs ':' and a space after it"
        case "found unexpected document indicator":
            problem = "found unexpected document separator"
        case "did not find expected comment or line break":
            if failure.context == "while scanning a block scalar" {
                let start = source.offset(ofScalar: failure.contextPosition.index)
                offset = start
                position = failure.contextPosition
                skip { "|>".utf8.contains($0) && offset == start }
                // One sign and one digit, in either order.
                var allowed = "+-0123456789"
                skip { byte in
                    guard allowed.utf8.contains(byte) else { return false }
                    let isSign = "+-".utf8.contains(byte)
                    allowed = allowed.count < 12 ? "" : isSign ? "0123456789" : "+-"
                    return true
                }
                if offset < source.bytes.count, source.bytes[offset] != UInt8(ascii: " ") {
                    problem = "expected chomping or indentation indicators, but found \(found())"
                    hint = "quote a value that starts with '|' or '>'"
                    break
                }
                skip { $0 == UInt8(ascii: " ") }
                hint = "quote a value that starts with '|' or '>'"
            }
            if failure.context == "while scanning a directive", offset > 0,
                source.bytes[offset - 1] != UInt8(ascii: " ")
            {
                problem = "expected a digit or ' ', but found \(found())"
            } else {
                problem = "expected a comment or a line break, but found \(found())"
            }
        case "did not find expected alphabetic or numeric character":
            problem = "expected alphabetic or numeric character, but found \(found())"
            hint = "quote a value that starts with '*' or '&'"
        case "could not find expected directive name", "found unexpected non-alphabetical character":
            problem = "expected alphabetic or numeric character, but found \(found())"
        case "did not find expected digit or '.' character":
            problem = "expected a digit or '.', but found \(found())"
        case "did not find expected version number":
            problem = "expected a digit, but found \(found())"
        case "did not find expected whitespace", "did not find expected whitespace or line break":
            problem = "expected ' ', but found \(found())"
        case "did not find the expected '>'":
            context = "while parsing a tag"
            problem = "expected '>', but found \(found())"
        case "did not find expected '!'":
            problem = "expected '!', but found \(found())"
        case "did not find expected tag URI":
            problem = "expected URI, but found \(found())"
        case "did not find URI escaped octet":
            context = "while scanning a tag"
            skip { $0 == UInt8(ascii: "%") }
            let place = position
            skip { Self.isHexadecimalDigit($0) && position.index == place.index }
            problem = "expected URI escape sequence of 2 hexadecimal numbers, but found \(found())"
            position = place
        case "found an indentation indicator equal to 0":
            problem = "expected indentation indicator in the range 1-9, but found 0"
        case "found unknown escape character":
            context = "while scanning a double-quoted scalar"
            let start = offset
            skip { $0 == UInt8(ascii: "\\") && offset == start }
            problem = "found unknown escape character \(found())"
            hint = "write a backslash twice, or use single quotes"
        case "did not find expected hexdecimal number":
            context = "while scanning a double-quoted scalar"
            let letter = offset > 0 ? source.bytes[offset - 1] : 0
            let width = letter == UInt8(ascii: "x") ? 2 : letter == UInt8(ascii: "u") ? 4 : 8
            let place = position
            skip { Self.isHexadecimalDigit($0) }
            problem = "expected escape sequence of \(width) hexadecimal numbers, but found \(found())"
            position = place
            hint = "write a backslash twice, or use single quotes"
        default:
            problem = failure.problem
        }
        if isAtEnd {
            // libyaml lets the stream end on a line of its own.
            position = source.position(ofByte: source.bytes.count)
        }
        self.init(
            .scanner,
            problem,
            at: source.mark(position),
            context: context.map { $0.utf8.contains(UInt8(ascii: "%")) ? "while scanning a directive" : $0 },
            contextMark: context.map { _ in source.mark(failure.contextPosition) },
            hint: hint
        )
    }

    /// Whether a byte is a hexadecimal digit.
    private static func isHexadecimalDigit(_ byte: UInt8) -> Bool {
        Unicode.Scalar(byte).properties.isASCIIHexDigit
    }
}
