/// A directive whose width and precision are numbers.
struct ResolvedPercentDirective: Sendable {
    /// The flags.
    var flags: PercentDirective.Flags
    /// The least number of characters; -1 if nothing was said.
    var width = -1
    /// Digits of a number, or the greatest number of characters; -1 if nothing was said.
    var precision = -1
    /// The letter that says what is shown.
    var conversion: Unicode.Scalar
    /// The place of ``conversion`` in the format string, in characters.
    var index: Int
}

extension ResolvedPercentDirective {
    /// Looks up what a directive leaves to the arguments, and reports its defects.
    init(_ directive: PercentDirective, from supply: inout PercentSupply) throws(FormattingError) {
        flags = directive.flags
        conversion = directive.conversion
        index = directive.index
        switch directive.width {
        case .none: break
        case .fixed(let number): width = number
        case .argument:
            guard let integer = PythonInteger(try supply.next()) else {
                throw FormattingError("TypeError", "* wants int")
            }
            guard let number = integer.word else {
                throw FormattingError("OverflowError", "Python int too large to convert to C ssize_t")
            }
            if number < 0 { flags.insert(.left) }
            width = Int(clamping: number.magnitude)
        }
        if directive.defect == .widthTooBig { throw FormattingError("ValueError", "width too big") }
        switch directive.precision {
        case .none: break
        case .fixed(let number): precision = number
        case .argument:
            guard let integer = PythonInteger(try supply.next()) else {
                throw FormattingError("TypeError", "* wants int")
            }
            guard let number = integer.word.flatMap({ Int32(exactly: $0) }) else {
                throw FormattingError("OverflowError", "Python int too large to convert to C int")
            }
            precision = max(Int(number), 0)
        }
        if directive.defect == .precisionTooBig { throw FormattingError("ValueError", "precision too big") }
        if directive.defect == .incomplete { throw FormattingError("ValueError", "incomplete format") }
    }

    /// A directive that needs no arguments for itself; `nil` if it does or has a defect.
    init?(fixed directive: PercentDirective) {
        guard directive.defect == nil else { return nil }
        self.init(flags: directive.flags, conversion: directive.conversion, index: directive.index)
        switch directive.width {
        case .none: break
        case .fixed(let number): width = number
        case .argument: return nil
        }
        switch directive.precision {
        case .none: break
        case .fixed(let number): precision = number
        case .argument: return nil
        }
    }
}
