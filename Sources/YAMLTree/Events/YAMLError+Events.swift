extension YAMLError {
    /// Says in PyYAML's words why libyaml stopped.
    ///
    /// libyaml is a translation of PyYAML's scanner and parser, so each of its sentences has one that it came from;
    /// PyYAML's name the character or the token that was found.
    init(_ failure: EventFailure, in source: SourceText) {
        switch failure.kind {
        case .memory: self.init(.limit, failure.problem, at: nil)
        case .parser: self.init(parser: failure, in: source)
        case .scanner: self.init(scanner: failure, in: source)
        }
    }

    /// The error for a character that begins no token.
    static func cannotStartToken(_ character: Unicode.Scalar, at position: Position, in source: SourceText) -> YAMLError
    {
        let hint: String? =
            switch character {
            case "\t": "indent and separate with spaces, not with tabs"
            case "%", "@", "`": "quote a value that starts with \(PythonSpelling.repr(character))"
            default: nil
            }
        return YAMLError(
            .scanner,
            "found character \(PythonSpelling.repr(character)) that cannot start any token",
            at: source.mark(position),
            context: "while scanning for the next token",
            hint: hint
        )
    }

    /// The error for a tab that PyYAML refuses; behind a tag it misses a space.
    static func refusedTab(at position: Position, in source: SourceText) -> YAMLError {
        let offset = source.offset(ofScalar: position.index)
        let word = source.bytes[..<offset].reversed().prefix { ![0x20, 0x0A, 0x0D, 0x2C, 0x5B, 0x7B].contains($0) }
        guard word.last == UInt8(ascii: "!"), word.count > 1 else {
            return .cannotStartToken("\t", at: position, in: source)
        }
        return YAMLError(
            .scanner,
            "expected ' ', but found '\\t'",
            at: source.mark(position),
            context: "while scanning a tag",
            hint: "indent and separate with spaces, not with tabs"
        )
    }

    /// The sentence for tokens in a wrong order.
    private init(parser failure: EventFailure, in source: SourceText) {
        let token = PythonSpelling.repr(failure.tokenName ?? "<stream end>")
        var position = failure.position
        if failure.tokenName == "<stream end>" {
            // libyaml lets the stream end on a line of its own.
            position = source.position(ofByte: source.bytes.count)
        }
        var hint: String?
        let problem: String
        switch failure.problem {
        case "did not find expected <document start>":
            problem = "expected '<document start>', but found \(token)"
        case "did not find expected node content":
            problem = "expected the node content, but found \(token)"
        case "did not find expected '-' indicator", "did not find expected key":
            problem = "expected <block end>, but found \(token)"
            hint = "check the indentation and the quotes of this line and the one above"
        case "did not find expected ',' or ']'":
            problem = "expected ',' or ']', but got \(token)"
        case "did not find expected ',' or '}'":
            problem = "expected ',' or '}', but got \(token)"
        case "found undefined tag handle":
            problem = "found undefined tag handle \(PythonSpelling.repr(Self.tagHandle(at: position, in: source)))"
            hint = "quote a value that starts with '!'"
        case "found duplicate %YAML directive":
            problem = "found duplicate YAML directive"
        case "found incompatible YAML document":
            problem = "found incompatible YAML document (version 1.* is required)"
        default:
            problem = failure.problem
        }
        self.init(
            .parser,
            problem,
            at: source.mark(position),
            context: failure.context,
            contextMark: failure.context.map { _ in source.mark(failure.contextPosition) },
            hint: hint
        )
    }

    /// The handle of the tag at a place: `!name!`.
    private static func tagHandle(at position: Position, in source: SourceText) -> String {
        let start = source.offset(ofScalar: position.index)
        let rest = source.bytes[start...].dropFirst()
        guard let end = rest.firstIndex(of: UInt8(ascii: "!")) else { return "!" }
        return String(decoding: source.bytes[start...end], as: UTF8.self)
    }
}
