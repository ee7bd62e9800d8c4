/// A format string of Python's `%` operator, compiled once.
///
/// The whole grammar of `str % arguments`: flags, width, precision, `*`, length modifiers, every conversion. Text and errors
/// are those of CPython 3.13 (`PyUnicode_Format`), with one bound of our own: a width or precision beyond 1 048 576 is an
/// error instead of an allocation.
public struct PercentFormat: Sendable {
    /// A part of the format string.
    enum Piece: Sendable {
        /// Bytes of ``literals`` that are copied.
        case literal(Range<Int>)
        /// A value.
        case directive(PercentDirective)
    }

    /// The parts in order.
    let pieces: [Piece]
    /// The literal text of all pieces, one after the other.
    let literals: [UInt8]

    /// Compiles a format string; mistakes in it are reported when it is used, as in Python.
    public init(compiling format: String) {
        var copy = format
        self = copy.withUTF8 { PercentFormat(compiling: UnsafeRawBufferPointer($0)) }
    }

    /// Compiles a format string given as UTF-8.
    public init(compiling format: UnsafeRawBufferPointer) {
        var pieces: [Piece] = []
        var literals: [UInt8] = []
        var reader = FormatReader(format)
        var literalStart = 0
        while !reader.isAtEnd {
            let start = reader.position
            reader.skip(to: UInt8(ascii: "%"))
            literals.append(contentsOf: format[start..<reader.position])
            guard reader.skip("%") else { break }
            if reader.skip("%") {
                literals.append(UInt8(ascii: "%"))
                continue
            }
            if literals.count > literalStart { pieces.append(.literal(literalStart..<literals.count)) }
            literalStart = literals.count
            let directive = PercentDirective(reading: &reader)
            pieces.append(.directive(directive))
            if directive.defect != nil { break }
        }
        if literals.count > literalStart { pieces.append(.literal(literalStart..<literals.count)) }
        self.pieces = pieces
        self.literals = literals
    }

    /// Appends the format string with values put in.
    ///
    /// - Parameters:
    ///   - arguments: the values.
    ///   - buffer: takes the UTF-8; what was appended before an error is left there.
    /// - Throws: ``FormattingError`` when the values do not fit the format string.
    public func format(_ arguments: LogArguments, into buffer: inout ByteBuffer) throws(FormattingError) {
        var supply = PercentSupply(arguments)
        for piece in pieces {
            switch piece {
            case .literal(let range):
                literals.withUnsafeBytes { buffer.append(UnsafeRawBufferPointer(rebasing: $0[range])) }
            case .directive(let directive):
                try buffer.append(directive, from: &supply)
            }
        }
        try supply.finish()
    }
}

extension ByteBuffer {
    /// Appends one directive's text, taking its values from the arguments.
    fileprivate mutating func append(
        _ directive: PercentDirective,
        from supply: inout PercentSupply
    ) throws(FormattingError) {
        if let key = directive.key { try supply.select(key, isComplete: directive.defect != .incompleteKey) }
        let resolved = try ResolvedPercentDirective(directive, from: &supply)
        try append(try supply.next(), resolved)
        try supply.finishDirective()
    }
}
