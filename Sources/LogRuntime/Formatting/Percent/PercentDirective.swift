/// One `%…` of a format string, such as `%(levelname)-8s`.
struct PercentDirective: Sendable, Hashable {
    /// A width or precision.
    enum Extent: Sendable, Hashable {
        /// Nothing was said.
        case none
        /// A number.
        case fixed(Int)
        /// `*`: taken from the arguments.
        case argument
    }

    /// The flags between `%` and the width.
    struct Flags: OptionSet, Sendable, Hashable {
        let rawValue: UInt8

        static let left = Flags(rawValue: 1)
        static let sign = Flags(rawValue: 2)
        static let blank = Flags(rawValue: 4)
        static let alternate = Flags(rawValue: 8)
        static let zero = Flags(rawValue: 16)
    }

    /// What is wrong with the directive; found when it is compiled, reported where CPython would get to it.
    enum Defect: Sendable, Hashable {
        case incompleteKey
        case incomplete
        case widthTooBig
        case precisionTooBig
    }

    /// The name in parentheses.
    var key: String?
    /// The flags.
    var flags: Flags = []
    /// The least number of characters.
    var width = Extent.none
    /// Digits of a number, or the greatest number of characters.
    var precision = Extent.none
    /// The letter that says what is shown.
    var conversion: Unicode.Scalar = "s"
    /// The place of ``conversion`` in the format string, in characters.
    var index = 0
    /// What is wrong.
    var defect: Defect?

    /// Whether it is `%(key)s` without anything else, or its like with another letter.
    var isPlain: Bool { flags.isEmpty && width == .none && precision == .none && defect == nil }
}

extension PercentDirective {
    /// Reads a directive.
    ///
    /// CPython: `unicode_format_arg_parse`.
    ///
    /// - Parameter reader: behind the `%`, which is not followed by another; ends behind the directive.
    init(reading reader: inout FormatReader) {
        if reader.skip("(") {
            let start = reader.position
            var depth = 1
            while depth > 0, let scalar = reader.next() {
                if scalar == ")" { depth -= 1 } else if scalar == "(" { depth += 1 }
            }
            guard depth == 0 else {
                key = ""
                defect = .incompleteKey
                return
            }
            key = reader.text(start..<reader.position - 1)
        }
        while let flag = PercentDirective.flag(reader.peek()) {
            flags.insert(flag)
            reader.advance()
        }
        if reader.skip("*") {
            width = .argument
        } else if let first = reader.asciiDigit() {
            guard let number = reader.number(from: first, limit: Int.max) else {
                defect = .widthTooBig
                return
            }
            width = .fixed(number)
        }
        if reader.skip(".") {
            if reader.skip("*") {
                precision = .argument
            } else if let first = reader.asciiDigit() {
                guard let number = reader.number(from: first, limit: Int(Int32.max)) else {
                    defect = .precisionTooBig
                    return
                }
                precision = .fixed(number)
            } else {
                precision = .fixed(0)
            }
        }
        // C's length modifier: read and ignored.
        if let scalar = reader.peek(), scalar == "h" || scalar == "l" || scalar == "L" { reader.advance() }
        index = reader.characterPosition
        guard let letter = reader.next() else {
            defect = .incomplete
            return
        }
        conversion = letter
    }

    private static func flag(_ scalar: Unicode.Scalar?) -> Flags? {
        switch scalar {
        case "-": .left
        case "+": .sign
        case " ": .blank
        case "#": .alternate
        case "0": .zero
        default: nil
        }
    }
}
