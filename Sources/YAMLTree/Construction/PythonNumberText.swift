/// The text of a number as Python's `int()` and `float()` see it.
enum PythonNumberText {
    /// A text with decimal digits of all scripts as ASCII and without surrounding white space.
    static func normalized(_ text: String) -> [UInt8] {
        var scalars = text.unicodeScalars[...]
        while let first = scalars.first, isSpace(first) { scalars.removeFirst() }
        while let last = scalars.last, isSpace(last) { scalars.removeLast() }
        var output: [UInt8] = []
        output.reserveCapacity(scalars.count)
        for scalar in scalars {
            if scalar.isASCII {
                output.append(UInt8(scalar.value))
            } else if scalar.properties.numericType == .decimal, let digit = scalar.properties.numericValue {
                output.append(0x30 + UInt8(digit))
            } else {
                // Anything that is not part of a number.
                output.append(UInt8(ascii: "?"))
            }
        }
        return output
    }

    /// A text without the underscores that YAML allows between digits.
    static func withoutUnderscores(_ text: String) -> String {
        guard text.utf8.contains(UInt8(ascii: "_")) else { return text }
        return String(String.UnicodeScalarView(text.unicodeScalars.filter { $0 != "_" }))
    }

    /// What `str.isspace()` accepts.
    private static func isSpace(_ scalar: Unicode.Scalar) -> Bool {
        scalar.properties.isWhitespace || (0x1C...0x1F).contains(scalar.value)
    }
}
