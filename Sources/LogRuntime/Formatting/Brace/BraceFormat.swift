/// A format string of Python's `str.format`, compiled once, whose fields are all named.
///
/// Names, attributes, indexes, conversions, format specifications of text and numbers, one level of nesting. Text and
/// errors are those of CPython 3.13, with one bound of our own: a width or precision beyond 1 048 576 is an error instead
/// of an allocation.
public struct BraceFormat: Sendable {
    /// A part of the format string.
    enum Piece: Sendable {
        /// Text that is copied.
        case literal(String)
        /// A value.
        case field(BraceField)
        /// A mistake: reported when the parts before it were written.
        case defect(FormattingError)
    }

    /// The parts in order.
    let pieces: [Piece]

    /// Compiles a format string; mistakes in it are reported when it is used, as in Python.
    public init(compiling format: String) {
        self.init(format[...].unicodeScalars, depth: 2)
    }

    /// Compiles a format string or a nested specification.
    ///
    /// - Parameters:
    ///   - format: the text.
    ///   - depth: how many levels there may be, this one included.
    private init(_ format: Substring.UnicodeScalarView, depth: Int) {
        var markup = BraceMarkup(format)
        var pieces: [Piece] = []
        var automatic = 0
        do throws(FormattingError) {
            while let (literal, found) = try markup.next() {
                if !literal.isEmpty { pieces.append(.literal(String(literal))) }
                guard let found else { continue }
                let (root, path) = BraceField.parse(name: found.name, automatic: automatic)
                if found.name.isEmpty { automatic += 1 }
                let specification: BraceField.Specification
                if !found.isNested {
                    specification = .fixed(BraceSpecification(parsing: found.specification))
                } else if depth > 1 {
                    specification = .nested(BraceFormat(found.specification, depth: depth - 1))
                } else {
                    specification = .tooDeep
                }
                pieces.append(
                    .field(
                        BraceField(
                            root: root,
                            path: path,
                            conversion: found.conversion,
                            specification: specification
                        )
                    )
                )
            }
        } catch {
            pieces.append(.defect(error))
        }
        self.pieces = pieces
    }

    /// Appends the format string with values put in.
    ///
    /// - Parameters:
    ///   - values: the values by name.
    ///   - buffer: takes the UTF-8; what was appended before an error is left there.
    /// - Throws: ``FormattingError`` when the values do not fit the format string.
    public func format(_ values: LogObject, into buffer: inout ByteBuffer) throws(FormattingError) {
        for piece in pieces {
            switch piece {
            case .literal(let text): buffer.append(text)
            case .field(let field): try field.append(from: values, to: &buffer)
            case .defect(let error): throw error
            }
        }
    }
}

extension BraceField {
    /// The names that the field takes values from, nested ones included.
    var names: [String] {
        var names: [String] = []
        if case .name(let name) = root { names.append(name) }
        if case .nested(let format) = specification {
            for case .field(let field) in format.pieces { names += field.names }
        }
        return names
    }
}
