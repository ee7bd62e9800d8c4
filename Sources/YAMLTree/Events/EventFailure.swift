internal import CLibYAML

/// Why libyaml stopped, in its own terms.
struct EventFailure: Error {
    /// A kind of failure.
    enum Kind {
        case scanner
        case parser
        case memory
    }

    /// The kind of failure.
    let kind: Kind

    /// libyaml's sentence.
    let problem: String

    /// Where it stopped.
    var position: Position

    /// libyaml's words for what was being read.
    let context: String?

    /// Where that began.
    var contextPosition: Position

    /// The token that did not fit, by the name that PyYAML gives it.
    let tokenName: String?

    /// The place up to which tokens were looked for when one of them did not fit.
    var lookahead: Position

    /// Scalars that were scanned but not yet reported: their places and styles.
    var pendingScalars: [(start: Position, end: Position, style: Event.Style)]
}

extension EventFailure {
    /// The failure with its places in the file.
    func original(_ repair: TextRepair) -> EventFailure {
        var failure = self
        failure.position = repair.original(position)
        failure.contextPosition = repair.original(contextPosition)
        failure.lookahead = repair.original(lookahead)
        failure.pendingScalars = pendingScalars.map { (repair.original($0.start), repair.original($0.end), $0.style) }
        return failure
    }
}

extension Position {
    /// Takes over a mark of libyaml.
    init(_ mark: yaml_mark_t) {
        self.init(line: Int(mark.line), column: Int(mark.column), index: Int(mark.index))
    }
}

extension Event.Style {
    /// Takes over a style of libyaml.
    init(_ style: yaml_scalar_style_t) {
        switch style {
        case YAML_SINGLE_QUOTED_SCALAR_STYLE, YAML_DOUBLE_QUOTED_SCALAR_STYLE: self = .quoted
        case YAML_LITERAL_SCALAR_STYLE, YAML_FOLDED_SCALAR_STYLE: self = .block
        default: self = .plain
        }
    }
}
