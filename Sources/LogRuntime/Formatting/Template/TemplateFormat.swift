/// A format string of Python's `string.Template`, compiled once: `$name`, `${name}`, `$$`.
///
/// Names are an ASCII letter or underscore and ASCII letters, digits and underscores.
public struct TemplateFormat: Sendable {
    /// A part of the format string.
    enum Piece: Sendable, Hashable {
        /// Text that is copied.
        case literal(String)
        /// The value under a name.
        case field(String)
        /// A `$` that begins neither; the offset is that of the character behind it.
        case invalid(line: Int, column: Int)
    }

    /// The parts in order.
    let pieces: [Piece]

    /// Compiles a format string; mistakes in it are reported when it is used, as in Python.
    public init(compiling format: String) {
        var pieces: [Piece] = []
        var literal = String.UnicodeScalarView()
        let scalars = format.unicodeScalars
        var rest = scalars[...]
        while let scalar = rest.popFirst() {
            if scalar != "$" {
                literal.append(scalar)
            } else if rest.first == "$" {
                rest.removeFirst()
                literal.append("$")
            } else {
                if !literal.isEmpty { pieces.append(.literal(String(literal))) }
                literal = String.UnicodeScalarView()
                if let name = TemplateFormat.name(&rest) {
                    pieces.append(.field(name))
                } else {
                    let (line, column) = TemplateFormat.position(behind: scalars[..<rest.startIndex])
                    pieces.append(.invalid(line: line, column: column))
                }
            }
        }
        if !literal.isEmpty { pieces.append(.literal(String(literal))) }
        self.pieces = pieces
    }

    /// Reads `name` or `{name}`; reads nothing if there is no name.
    private static func name(_ rest: inout Substring.UnicodeScalarView) -> String? {
        let isBraced = rest.first == "{"
        let start = isBraced ? rest.dropFirst() : rest
        guard let first = start.first, isLetter(first) else { return nil }
        let name = start.prefix { isLetter($0) || "0"..."9" ~= $0 }
        let behind = start[name.endIndex...]
        if isBraced, behind.first != "}" { return nil }
        rest = isBraced ? behind.dropFirst() : behind
        return String(name)
    }

    private static func isLetter(_ scalar: Unicode.Scalar) -> Bool {
        "a"..."z" ~= scalar || "A"..."Z" ~= scalar || scalar == "_"
    }

    /// The line and column of the last character.
    ///
    /// CPython: `Template._invalid`.
    private static func position(behind text: Substring.UnicodeScalarView) -> (line: Int, column: Int) {
        var line = 1
        var column = 0
        var rest = text
        while let scalar = rest.popFirst() {
            column += 1
            guard scalar.isPythonLineBreak else { continue }
            if scalar == "\r", rest.first == "\n" {
                rest.removeFirst()
                column += 1
            }
            guard !rest.isEmpty else { continue }
            line += 1
            column = 0
        }
        return (line, column)
    }

    /// Appends the format string with values put in.
    ///
    /// - Parameters:
    ///   - values: the values by name.
    ///   - buffer: takes the UTF-8; what was appended before an error is left there.
    /// - Throws: ``FormattingError`` for a name without a value, and for a `$` without a name.
    public func format(_ values: LogObject, into buffer: inout ByteBuffer) throws(FormattingError) {
        for piece in pieces {
            switch piece {
            case .literal(let text): buffer.append(text)
            case .field(let name):
                guard let value = values[name] else { throw FormattingError(missingKey: name) }
                buffer.append(pythonStr: value)
            case .invalid(let line, let column):
                throw TemplateFormat.invalidPlaceholder(line: line, column: column)
            }
        }
    }

    /// The error for a `$` without a name.
    static func invalidPlaceholder(line: Int, column: Int) -> FormattingError {
        FormattingError("ValueError", "Invalid placeholder in string: line \(line), col \(column)")
    }
}
