/// Builds the graph of a stream's only document from events: anchors, aliases, tags, limits.
///
/// Source: PyYAML `Composer`. It keeps its own stack instead of calling itself, so that depth is a number to compare.
struct Composer: ~Copyable {
    /// A collection whose end has not come yet.
    private struct OpenCollection {
        let node: SyntaxNode
        let isFlow: Bool
        let start: Position
        let end: Position
        var pendingKey: SyntaxNode?
    }

    private let source: SourceText
    private let limits: YAMLLimits
    private let repair: TextRepair
    private var parser: EventParser
    private var tabs: TabInspection?
    private var anchors: [String: SyntaxNode] = [:]
    private var open: [OpenCollection] = []
    private var graph = SyntaxGraph()

    /// Where libyaml stopped, in the repaired text.
    private var failure: EventFailure?

    /// Composes the document of a text.
    ///
    /// - Returns: its graph, which the caller dismantles.
    /// - Throws: ``YAMLError`` for what is not YAML, unknown aliases, anchors given twice, a second document, and for
    ///   anything beyond the limits.
    static func compose(_ source: SourceText, limits: YAMLLimits) throws(YAMLError) -> SyntaxGraph {
        // libyaml wants an address even for a text of no bytes.
        guard !source.bytes.isEmpty else { return SyntaxGraph() }
        var repair = TextRepair(source)
        while true {
            var failure: EventFailure?
            do throws(YAMLError) {
                return try compose(source, limits: limits, repair: repair, failure: &failure)
            } catch {
                guard let failure, repair.repair(failure) else { throw error }
            }
        }
    }

    /// Composes the document of a text that may be repaired.
    private static func compose(
        _ source: SourceText,
        limits: YAMLLimits,
        repair: TextRepair,
        failure: inout EventFailure?
    ) throws(YAMLError) -> SyntaxGraph {
        var cause: EventFailure?
        defer { failure = cause }
        return try repair.bytes.withUnsafeBufferPointer { (text) throws(YAMLError) -> SyntaxGraph in
            var composer = try Composer(text, source: source, limits: limits, repair: repair)
            do throws(YAMLError) {
                try composer.document()
            } catch {
                cause = composer.failure
                composer.graph.dismantle()
                throw error
            }
            return composer.graph
        }
    }

    /// Begins at the start of a text.
    private init(
        _ text: UnsafeBufferPointer<UInt8>,
        source: SourceText,
        limits: YAMLLimits,
        repair: TextRepair
    ) throws(YAMLError) {
        self.source = source
        self.limits = limits
        self.repair = repair
        tabs = source.containsTab ? TabInspection(source) : nil
        do throws(EventFailure) {
            parser = try EventParser(text)
        } catch {
            throw YAMLError(error, in: source)
        }
    }

    /// Takes all events up to the end of the stream.
    private mutating func document() throws(YAMLError) {
        while true {
            let event = try nextEvent()
            switch event.kind {
            case .streamStart, .documentEnd: continue
            case .streamEnd:
                if repair.hidesDirective, graph.root == nil { throw missingDocumentStart(before: event) }
                return
            case .documentStart(let isExplicit):
                if repair.hidesDirective, !isExplicit { throw missingDocumentStart(before: try nextEvent()) }
                if let root = graph.root {
                    throw YAMLError(
                        .composer,
                        "but found another document",
                        at: source.mark(event.start),
                        context: "expected a single document in the stream",
                        contextMark: root.mark,
                        hint: "keep one document per file; '---' begins another"
                    )
                }
            case .alias(let name):
                guard let target = anchors[name] else {
                    throw YAMLError(
                        .composer,
                        "found undefined alias \(PythonSpelling.repr(name))",
                        at: source.mark(event.start),
                        hint: "quote a value that starts with '*'"
                    )
                }
                try add(target, isAlias: true, at: event.start)
            case .scalar(let scalar): try compose(scalar, from: event)
            case .collectionStart(let collection): try begin(collection, from: event)
            case .collectionEnd: try end()
            }
        }
    }

    /// The next event, if PyYAML would see it too.
    private mutating func nextEvent() throws(YAMLError) -> Event {
        var event: Event
        do throws(EventFailure) {
            event = try parser.next()
        } catch {
            failure = error
            throw explanation(of: error.original(repair))
        }
        event.start = repair.original(event.start)
        event.end = repair.original(event.end)
        if case .scalar(var scalar) = event.kind {
            if let tab = tabs?.refusedTab(throughScalarAt: event.start.index, to: event.end.index, style: scalar.style)
            {
                throw .refusedTab(at: tab, in: source)
            }
            scalar.text = repair.restoring(scalar.text)
            event.kind = .scalar(scalar)
        } else if let tab = tabs?.refusedTab(before: event.start.index) {
            throw .refusedTab(at: tab, in: source)
        }
        return event
    }

    /// Why libyaml stopped; a tab before that place, which PyYAML would have refused, comes first.
    private mutating func explanation(of failure: EventFailure) -> YAMLError {
        guard tabs != nil else { return YAMLError(failure, in: source) }
        // PyYAML looks ahead as far as libyaml does, and meets a tab there before it misses a token.
        var end =
            failure.kind == .parser ? max(failure.position.index, failure.lookahead.index) : failure.position.index
        if failure.kind == .scanner, failure.context?.hasSuffix("scalar") == true {
            end = min(end, failure.contextPosition.index)
        }
        for scalar in failure.pendingScalars where scalar.end.index <= end {
            if let tab = tabs?.refusedTab(
                throughScalarAt: scalar.start.index,
                to: scalar.end.index,
                style: scalar.style
            ) {
                return .refusedTab(at: tab, in: source)
            }
        }
        if let tab = tabs?.refusedTab(before: end) {
            return .refusedTab(at: tab, in: source)
        }
        return YAMLError(failure, in: source)
    }

    /// Makes a node of a scalar.
    private mutating func compose(_ scalar: Event.Scalar, from event: Event) throws(YAMLError) {
        if scalar.style == .plain, let flow = open.last, flow.isFlow {
            try refuseQuestionMark(in: scalar, from: event)
        }
        try refuseSecondAnchor(scalar.anchor, at: event.start)
        let size = scalar.text.utf8.count
        guard size <= limits.maximumScalarSize else {
            throw YAMLError(
                .limit,
                "scalar of \(size) bytes is larger than \(limits.maximumScalarSize) bytes",
                at: source.mark(event.start)
            )
        }
        let tag: Tag =
            if let name = scalar.tag, name != "!" {
                Tag(name)
            } else {
                scalar.isImplicit || scalar.tag != nil ? ScalarResolution.tag(of: scalar.text) : .string
            }
        let node = SyntaxNode(text: scalar.text, tag: tag, mark: source.mark(event.start))
        if let anchor = scalar.anchor { anchors[anchor] = node }
        try add(node, isAlias: false, at: event.start)
    }

    /// Opens a collection.
    private mutating func begin(_ collection: Event.Collection, from event: Event) throws(YAMLError) {
        try refuseSecondAnchor(collection.anchor, at: event.start)
        guard open.count < limits.maximumDepth else {
            throw deeper(at: event.start)
        }
        let name = collection.tag.flatMap { $0 == "!" ? nil : $0 }
        let node = SyntaxNode(
            collection.isMapping ? .mapping : .sequence,
            tag: name.map(Tag.init) ?? (collection.isMapping ? .mapping : .sequence),
            mark: source.mark(event.start)
        )
        graph.collections.append(node)
        if let anchor = collection.anchor { anchors[anchor] = node }
        open.append(
            OpenCollection(node: node, isFlow: collection.isFlow, start: event.start, end: event.end)
        )
    }

    /// Closes the innermost collection.
    private mutating func end() throws(YAMLError) {
        guard let collection = open.popLast() else { return }
        try add(collection.node, isAlias: false, at: collection.start)
    }

    /// Adds a finished node, or an alias of one, to the collection around it.
    private mutating func add(_ node: SyntaxNode, isAlias: Bool, at position: Position) throws(YAMLError) {
        guard !open.isEmpty else {
            graph.root = node
            return
        }
        let last = open.count - 1
        let parent = open[last].node
        if isAlias, open.contains(where: { $0.node === node }) {
            // The alias of a collection that is still open: the document contains itself, and the way ends here.
            graph.isRecursive = true
            parent.extent.include(Extent())
        } else {
            parent.extent.include(node.extent)
        }
        guard open.count + node.extent.height <= limits.maximumDepth else { throw deeper(at: position) }
        guard parent.extent.nodeCount <= limits.maximumNodeCount else {
            throw YAMLError(
                .limit,
                "document has more than \(limits.maximumNodeCount) nodes with aliases expanded",
                at: source.mark(position)
            )
        }
        guard parent.extent.textSize <= limits.maximumExpandedSize else {
            throw YAMLError(
                .limit,
                "document has more than \(limits.maximumExpandedSize) bytes with aliases expanded",
                at: source.mark(position)
            )
        }
        if parent.kind == .sequence {
            parent.items.append(node)
        } else if let key = open[last].pendingKey {
            parent.entries.append((key, node))
            open[last].pendingKey = nil
        } else {
            open[last].pendingKey = node
        }
    }

    /// The error for a document that is too deep.
    private func deeper(at position: Position) -> YAMLError {
        YAMLError(
            .limit,
            "nesting is deeper than \(limits.maximumDepth) levels",
            at: source.mark(position)
        )
    }

    /// PyYAML does not allow an anchor's name twice in a document.
    private func refuseSecondAnchor(_ name: String?, at position: Position) throws(YAMLError) {
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
    private func missingDocumentStart(before event: Event) -> YAMLError {
        var position = event.start
        let token: String
        switch event.kind {
        case .alias: token = "<alias>"
        case .scalar(let scalar): token = scalar.anchor != nil ? "<anchor>" : scalar.tag != nil ? "<tag>" : "<scalar>"
        case .collectionStart(let collection) where collection.isFlow: token = collection.isMapping ? "{" : "["
        case .collectionStart(let collection):
            token = collection.isMapping ? "<block mapping start>" : "<block sequence start>"
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
    private func refuseQuestionMark(in scalar: Event.Scalar, from event: Event) throws(YAMLError) {
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
