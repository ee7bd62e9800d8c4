/// One `{…}` of a format string, such as `{levelname!r:<10}`.
struct BraceField: Sendable {
    /// How a value is reached from the one before.
    enum Step: Sendable, Hashable {
        /// `.name`
        case attribute(String)
        /// `[name]`
        case key(String)
        /// `[3]`
        case index(Int)
        /// Something that is no step: reported when the steps before it were taken.
        case defect(String)
    }

    /// The value that the field begins with.
    enum Root: Sendable, Hashable {
        /// A name.
        case name(String)
        /// A number, or nothing, which counts on from the field before: there are no positional arguments.
        case position(Int)
        /// Something that is neither.
        case defect(String)
    }

    /// The part behind the colon.
    enum Specification: Sendable {
        /// Known when compiled.
        case fixed(BraceSpecification)
        /// Made of fields itself.
        case nested(BraceFormat)
        /// Nested deeper than Python allows.
        case tooDeep
    }

    /// The value that the field begins with.
    var root: Root
    /// The way from there to the value shown.
    var path: [Step] = []
    /// The letter behind `!`.
    var conversion: Unicode.Scalar?
    /// How the value is shown.
    var specification: Specification
}

extension BraceField {
    /// Reads a field's name and path.
    ///
    /// CPython: `field_name_split`, `FieldNameIterator_next`.
    ///
    /// - Parameters:
    ///   - name: the text between `{` and `!`, `:` or `}`.
    ///   - automatic: the number that a field without a name gets.
    /// - Returns: where the field begins, and the way from there.
    static func parse(name: Substring.UnicodeScalarView, automatic: Int) -> (root: Root, path: [Step]) {
        let end = name.firstIndex { $0 == "." || $0 == "[" } ?? name.endIndex
        let first = name[..<end]
        let root: Root
        switch integer(first) {
        case .some(.some(let number)): root = .position(number)
        case .some(.none): root = .defect("Too many decimal digits in format string")
        case .none: root = first.isEmpty ? .position(automatic) : .name(String(first))
        }
        return (root, steps(name[end...]))
    }

    /// Reads the steps behind the first name.
    private static func steps(_ text: Substring.UnicodeScalarView) -> [Step] {
        var rest = text
        var path: [Step] = []
        while let opening = rest.popFirst() {
            switch opening {
            case ".":
                let end = rest.firstIndex { $0 == "." || $0 == "[" } ?? rest.endIndex
                let name = rest[..<end]
                rest = rest[end...]
                guard !name.isEmpty else { return path + [.defect("Empty attribute in format string")] }
                path.append(.attribute(String(name)))
            case "[":
                guard let end = rest.firstIndex(of: "]") else {
                    return path + [.defect("Missing ']' in format string")]
                }
                let name = rest[..<end]
                rest = rest[rest.index(after: end)...]
                switch integer(name) {
                case .some(.some(let number)): path.append(.index(number))
                case .some(.none): return path + [.defect("Too many decimal digits in format string")]
                case .none:
                    guard !name.isEmpty else { return path + [.defect("Empty attribute in format string")] }
                    path.append(.key(String(name)))
                }
            default:
                return path + [.defect("Only '.' or '[' may follow ']' in format field specifier")]
            }
        }
        return path
    }

    /// The number that decimal digits of any script make.
    ///
    /// - Returns: `nil` if the text is something else, a number that is `nil` if it is too large.
    private static func integer(_ text: Substring.UnicodeScalarView) -> Int?? {
        guard !text.isEmpty else { return .none }
        var result: Int? = 0
        for scalar in text {
            guard let digit = scalar.pythonDecimal else { return .none }
            guard let value = result, value <= (Int.max - digit) / 10 else { return .some(.none) }
            result = value * 10 + digit
        }
        return .some(result)
    }
}
