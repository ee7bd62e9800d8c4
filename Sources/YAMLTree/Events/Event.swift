/// One step of a YAML text, copied out of libyaml.
struct Event {
    /// What happens.
    enum Kind {
        case streamStart
        case streamEnd
        case documentStart(isExplicit: Bool)
        case documentEnd
        case alias(String)
        case scalar(Scalar)
        case collectionStart(Collection)
        case collectionEnd
    }

    /// A scalar before its type is known.
    struct Scalar {
        let anchor: String?
        let tag: String?
        var text: String
        /// Whether the text decides the type: a plain scalar, or one with the tag `!`.
        let isImplicit: Bool
        let style: Style
    }

    /// How a scalar is written.
    enum Style {
        case plain
        case quoted
        case block
    }

    /// The beginning of a sequence or mapping.
    struct Collection {
        let anchor: String?
        let tag: String?
        let isMapping: Bool
        let isFlow: Bool
    }

    /// What happens.
    var kind: Kind

    /// Where it begins, an anchor and tag included.
    var start: Position

    /// Where it ends.
    var end: Position
}
