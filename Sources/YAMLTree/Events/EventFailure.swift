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
    let position: Position

    /// libyaml's words for what was being read.
    let context: String?

    /// Where that began.
    let contextPosition: Position

    /// The token that did not fit, by the name that PyYAML gives it.
    let tokenName: String?

    /// Scalars that were scanned but not yet reported: their places and styles.
    let pendingScalars: [(start: Position, end: Position, style: Event.Style)]
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
