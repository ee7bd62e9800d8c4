/// What PyYAML refuses and libyaml does not, and what the limits refuse.
extension Composer {
    /// Why libyaml stopped; a tab before that place, which PyYAML would have refused, comes first.
    mutating func explanation(of failure: EventFailure) -> YAMLError {
        guard inspection != nil else { return YAMLError(failure, in: source) }
        // PyYAML looks ahead as far as libyaml does, and meets a tab there before it misses a token.
        var end =
            failure.kind == .parser ? max(failure.position.index, failure.lookahead.index) : failure.position.index
        if failure.kind == .scanner, failure.context?.hasSuffix("scalar") == true {
            end = min(end, failure.contextPosition.index)
        }
        for scalar in failure.pendingScalars where scalar.end.index <= end {
            let (start, end) = (scalar.start.index, scalar.end.index)
            if let error = inspection?.refusal(throughScalarAt: start, to: end, style: scalar.style) {
                return error
            }
        }
        if let error = inspection?.refusal(before: end) { return error }
        return YAMLError(failure, in: source)
    }

    /// The error for a document that is too deep.
    func deeper(at position: Position) -> YAMLError {
        YAMLError(
            .limit,
            "nesting is deeper than \(limits.maximumDepth) levels",
            at: source.mark(position)
        )
    }

    /// PyYAML does not allow an anchor's name twice in a document.
    func refuseSecondAnchor(_ name: String?, at position: Position) throws(YAMLError) {
        guard let name, let first = anchors[name] else { return }
        throw YAMLError(
            .composer,
            "second occurrence",
            at: source.mark(position),
            context: "found duplicate anchor \(PythonSpelling.repr(name)); first occurrence",
            contextMark: first.mark
        )
    }

    /// PyYAML wants `---` after a directive, even one that it does not know.
    func missingDocumentStart(before event: Event) -> YAMLError {
        var position = event.start
        let token: String
        switch event.kind {
        case .alias: token = "<alias>"
        case .scalar(let scalar): token = scalar.anchor != nil ? "<anchor>" : scalar.tag != nil ? "<tag>" : "<scalar>"
        case .collectionStart(let collection) where collection.isFlow: token = collection.isMapping ? "{" : "["
        case .collectionStart(let collection):
            // The line after a directive cannot begin a block collection in PyYAML, so it sees a scalar there.
            guard collection.isMapping else {
                return YAMLError(.scanner, "sequence entries are not allowed here", at: source.mark(position))
            }
            token = "<scalar>"
        default:
            token = "<stream end>"
            position = source.position(ofByte: source.bytes.count)
        }
        return YAMLError(
            .parser,
            "expected '<document start>', but found '\(token)'",
            at: source.mark(position)
        )
    }

    /// PyYAML ends a plain scalar in a flow collection at a question mark, and then finds no comma.
    func refuseQuestionMark(in scalar: Event.Scalar, from event: Event) throws(YAMLError) {
        guard scalar.text.utf8.dropFirst().contains(UInt8(ascii: "?")) else { return }
        // An anchor or tag may come before the text, and hold no question mark of its own that PyYAML would mind.
        let end = source.offset(ofScalar: event.end.index)
        let length = scalar.text.utf8.count
        let start = max(source.offset(ofScalar: event.start.index), end - length)
        let found = source.bytes[start..<end].firstIndex(of: UInt8(ascii: "?")) ?? start
        // The mapping of a single pair inside a sequence has no bracket; the sequence around it is what PyYAML names.
        guard
            let bracket = open.last(where: { collection in
                guard collection.node.kind == .mapping else { return true }
                let end = source.offset(ofScalar: collection.end.index)
                return end > 0 && source.bytes[end - 1] == UInt8(ascii: "{")
            })
        else { return }
        let isMapping = bracket.node.kind == .mapping
        throw YAMLError(
            .parser,
            "expected ',' or '\(isMapping ? "}" : "]")', but got '?'",
            at: source.mark(source.position(ofByte: found)),
            context: "while parsing a flow \(isMapping ? "mapping" : "sequence")",
            contextMark: source.mark(bracket.start),
            hint: "quote a value that contains '?'"
        )
    }
}
