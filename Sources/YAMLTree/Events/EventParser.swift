internal import CLibYAML

/// The events of a YAML text, one by one, from libyaml.
///
/// It owns a `yaml_parser_t` on the heap, because the structure points into itself; the text is borrowed and must stay.
struct EventParser: ~Copyable {
    /// The parser of libyaml.
    private let parser: UnsafeMutablePointer<yaml_parser_t>

    /// Begins at the start of a text, which must be valid UTF-8 without a byte order mark.
    ///
    /// - Throws: ``EventFailure`` when memory is short.
    init(_ text: UnsafeBufferPointer<UInt8>) throws(EventFailure) {
        parser = .allocate(capacity: 1)
        parser.initialize(to: yaml_parser_t())
        // yaml_parser_initialize clears the structure itself when it fails.
        guard yaml_parser_initialize(parser) != 0 else {
            throw Self.failure(of: parser)
        }
        yaml_parser_set_encoding(parser, YAML_UTF8_ENCODING)
        yaml_parser_set_input_string(parser, text.baseAddress, text.count)
    }

    deinit {
        yaml_parser_delete(parser)
        parser.deallocate()
    }

    /// The next event.
    ///
    /// - Throws: ``EventFailure`` when the text is not YAML; nothing may be asked for afterwards.
    mutating func next() throws(EventFailure) -> Event {
        var event = yaml_event_t()
        guard yaml_parser_parse(parser, &event) != 0 else {
            throw Self.failure(of: parser)
        }
        defer { yaml_event_delete(&event) }
        return Event(kind: Self.kind(of: event), start: Position(event.start_mark), end: Position(event.end_mark))
    }

    /// Copies what an event holds; only the part of the union that its type names is looked at.
    private static func kind(of event: yaml_event_t) -> Event.Kind {
        switch event.type {
        case YAML_STREAM_START_EVENT: return .streamStart
        case YAML_STREAM_END_EVENT: return .streamEnd
        case YAML_DOCUMENT_START_EVENT:
            return .documentStart(isExplicit: event.data.document_start.implicit == 0)
        case YAML_DOCUMENT_END_EVENT: return .documentEnd
        case YAML_ALIAS_EVENT: return .alias(string(event.data.alias.anchor) ?? "")
        case YAML_SCALAR_EVENT:
            let scalar = event.data.scalar
            let text = UnsafeBufferPointer(start: scalar.value, count: Int(scalar.length))
            return .scalar(
                Event.Scalar(
                    anchor: string(scalar.anchor),
                    tag: string(scalar.tag),
                    text: String(decoding: text, as: UTF8.self),
                    isImplicit: scalar.plain_implicit != 0,
                    style: Event.Style(scalar.style)
                )
            )
        case YAML_SEQUENCE_START_EVENT:
            let sequence = event.data.sequence_start
            return .collectionStart(
                Event.Collection(
                    anchor: string(sequence.anchor),
                    tag: string(sequence.tag),
                    isMapping: false,
                    isFlow: sequence.style == YAML_FLOW_SEQUENCE_STYLE
                )
            )
        case YAML_MAPPING_START_EVENT:
            let mapping = event.data.mapping_start
            return .collectionStart(
                Event.Collection(
                    anchor: string(mapping.anchor),
                    tag: string(mapping.tag),
                    isMapping: true,
                    isFlow: mapping.style == YAML_FLOW_MAPPING_STYLE
                )
            )
        default: return .collectionEnd
        }
    }

    /// Copies a C string.
    private static func string(_ pointer: UnsafePointer<yaml_char_t>?) -> String? {
        pointer.map { String(cString: $0) }
    }

    /// What the parser says about its failure.
    private static func failure(of parser: UnsafeMutablePointer<yaml_parser_t>) -> EventFailure {
        let state = parser.pointee
        var pending: [(start: Position, end: Position, style: Event.Style)] = []
        var tokenName: String?
        var lookahead = Position(line: 0, column: 0, index: 0)
        if var token = state.tokens.head, let end = state.tokens.tail, token < end {
            tokenName = name(of: token.pointee.type)
            while token < end {
                lookahead = Position(token.pointee.start_mark)
                let (start, end) = (Position(token.pointee.start_mark), Position(token.pointee.end_mark))
                if token.pointee.type == YAML_SCALAR_TOKEN {
                    pending.append((start, end, Event.Style(token.pointee.data.scalar.style)))
                }
                token += 1
            }
        }
        let kind: EventFailure.Kind =
            switch state.error {
            case YAML_SCANNER_ERROR: .scanner
            case YAML_PARSER_ERROR: .parser
            default: .memory
            }
        return EventFailure(
            kind: kind,
            problem: state.problem.map { String(cString: $0) } ?? "out of memory",
            position: Position(state.problem_mark),
            context: state.context.map { String(cString: $0) },
            contextPosition: Position(state.context_mark),
            tokenName: tokenName,
            lookahead: lookahead,
            pendingScalars: pending
        )
    }

    /// PyYAML's name for a token: `Token.id`.
    private static func name(of type: yaml_token_type_t) -> String {
        switch type {
        case YAML_STREAM_START_TOKEN: "<stream start>"
        case YAML_STREAM_END_TOKEN: "<stream end>"
        case YAML_VERSION_DIRECTIVE_TOKEN, YAML_TAG_DIRECTIVE_TOKEN: "<directive>"
        case YAML_DOCUMENT_START_TOKEN: "<document start>"
        case YAML_DOCUMENT_END_TOKEN: "<document end>"
        case YAML_BLOCK_SEQUENCE_START_TOKEN: "<block sequence start>"
        case YAML_BLOCK_MAPPING_START_TOKEN: "<block mapping start>"
        case YAML_BLOCK_END_TOKEN: "<block end>"
        case YAML_FLOW_SEQUENCE_START_TOKEN: "["
        case YAML_FLOW_SEQUENCE_END_TOKEN: "]"
        case YAML_FLOW_MAPPING_START_TOKEN: "{"
        case YAML_FLOW_MAPPING_END_TOKEN: "}"
        case YAML_BLOCK_ENTRY_TOKEN: "-"
        case YAML_FLOW_ENTRY_TOKEN: ","
        case YAML_KEY_TOKEN: "?"
        case YAML_VALUE_TOKEN: ":"
        case YAML_ALIAS_TOKEN: "<alias>"
        case YAML_ANCHOR_TOKEN: "<anchor>"
        case YAML_TAG_TOKEN: "<tag>"
        default: "<scalar>"
        }
    }
}
