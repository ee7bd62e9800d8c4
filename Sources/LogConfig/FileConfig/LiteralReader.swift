internal import LogRuntime
internal import YAMLTree

/// Reads what Python's `fileConfig` would evaluate: `args`, `kwargs`, `defaults`.
///
/// A file is data, so only literals are read: numbers, texts, `True`, `False` and `None`, tuples, lists, dictionaries, sums
/// and products of these, and names that the registry knows, such as `sys.stdout` or `handlers.SYSLOG_UDP_PORT`. A call, an
/// index or anything else that would run code is refused. Source: CPython's grammar, as far as it goes.
struct LiteralReader {
    /// What a dotted name stands for.
    typealias Names = (_ parts: [String], _ mark: Mark) throws(Fault) -> Value

    private let place: (Int) -> Mark
    private let path: String
    private let names: Names
    let scalars: [Unicode.Scalar]
    var position = 0
    private var depth = 0
    /// The first name that stands for nothing: Python finds that out once it has read everything.
    private var unknownName: Fault?

    /// How deep brackets may be nested.
    private static let depthLimit = 100

    /// Reads an expression.
    ///
    /// - Parameters:
    ///   - text: the expression.
    ///   - path: where it stands in the file, for messages.
    ///   - place: the place of a character, counted in Unicode scalars from 0.
    ///   - names: what names stand for.
    /// - Returns: the value.
    /// - Throws: ``Fault`` when Python could not evaluate the text, or when it is more than a literal.
    static func read(
        _ text: String,
        at path: String,
        place: @escaping (Int) -> Mark,
        names: @escaping Names
    ) throws(Fault) -> Literal {
        var reader = LiteralReader(text, path: path, place: place, names: names)
        reader.skipSpaces(lines: false)
        guard reader.peek != nil else { throw reader.syntaxError("invalid syntax", line: 0) }
        let literal = try reader.expressionList()
        reader.skipSpaces(lines: true)
        guard let rest = reader.peek else {
            if let unknown = reader.unknownName { throw unknown }
            return literal
        }
        if [")", "]", "}"].contains(rest) { throw reader.syntaxError("unmatched '\(rest)'") }
        throw reader.leftover(rest)
    }

    private init(_ text: String, path: String, place: @escaping (Int) -> Mark, names: @escaping Names) {
        self.place = place
        self.path = path
        self.names = names
        scalars = Array(text.unicodeScalars)
    }

    // MARK: Lists

    /// A value, or several with commas between them: a tuple.
    private mutating func expressionList() throws(Fault) -> Literal {
        let mark = mark
        let first = try sum()
        skipSpaces(lines: false)
        guard peek == "," else { return first }
        var items = [first]
        while take(",") {
            skipSpaces(lines: false)
            guard let next = peek, next != "\n" else { break }
            items.append(try sum())
            skipSpaces(lines: false)
        }
        return Literal(.items(items, isTuple: true), at: mark)
    }

    /// Reads items up to a closing bracket.
    private mutating func items(
        _ open: Unicode.Scalar,
        _ close: Unicode.Scalar,
        _ item: (inout LiteralReader) throws(Fault) -> Void
    ) throws(Fault) -> (count: Int, endsWithComma: Bool) {
        guard depth < LiteralReader.depthLimit else { throw syntaxError("too many nested parentheses") }
        depth += 1
        defer { depth -= 1 }
        let start = position
        position += 1
        var count = 0
        var endsWithComma = false
        while true {
            skipSpaces(lines: true)
            guard let next = peek else { throw syntaxError("'\(open)' was never closed", at: start) }
            if next == close {
                position += 1
                return (count, endsWithComma)
            }
            guard count == 0 || endsWithComma else {
                if [")", "]", "}"].contains(next) {
                    throw syntaxError(mismatch(next, at: position, open, from: start))
                }
                throw leftover(next, forgotComma: true)
            }
            try item(&self)
            count += 1
            skipSpaces(lines: true)
            endsWithComma = take(",")
        }
    }

    // MARK: Operators

    /// `a + b - c`.
    private mutating func sum() throws(Fault) -> Literal {
        var left = try product()
        while true {
            skipSpaces(lines: depth > 0)
            guard let sign = peek, sign == "+" || sign == "-" else { return left }
            let start = position
            position += 1
            left = try combined(left, try product(), sign, at: start)
        }
    }

    /// `a * b`.
    private mutating func product() throws(Fault) -> Literal {
        var left = try signed()
        while true {
            skipSpaces(lines: depth > 0)
            guard peek == "*", !follows("**") else { return left }
            let start = position
            position += 1
            left = try combined(left, try signed(), "*", at: start)
        }
    }

    /// `-a`, `+a`.
    private mutating func signed() throws(Fault) -> Literal {
        skipSpaces(lines: depth > 0)
        guard let sign = peek, sign == "-" || sign == "+" else { return try primary() }
        let start = position
        position += 1
        let zero = Literal(.int(YAMLInteger(0)), at: place(start))
        return try combined(zero, try signed(), sign, at: start)
    }

    private func combined(
        _ left: Literal,
        _ right: Literal,
        _ sign: Unicode.Scalar,
        at position: Int
    ) throws(Fault) -> Literal {
        let mark = left.mark
        if let first = number(left), let second = number(right) {
            if let first = first.whole, let second = second.whole {
                let (result, isTooLarge) =
                    switch sign {
                    case "+": first.addingReportingOverflow(second)
                    case "-": first.subtractingReportingOverflow(second)
                    default: first.multipliedReportingOverflow(by: second)
                    }
                if !isTooLarge { return Literal(.int(YAMLInteger(result)), at: mark) }
            } else {
                let (first, second) = (first.double, second.double)
                let result = sign == "+" ? first + second : sign == "-" ? first - second : first * second
                return Literal(.float(result), at: mark)
            }
        } else if sign == "+", let first = left.single?.string, let second = right.single?.string {
            return Literal(.string(first + second), at: mark)
        }
        throw refusal("'\(sign)' between these values is not reckoned here", at: position)
    }

    private func number(_ literal: Literal) -> (whole: Int?, double: Double)? {
        guard let value = literal.single else { return nil }
        switch value.node?.value {
        case .float(let number)?: return (nil, number)
        case .int(let number)?: return number.int.map { ($0, Double($0)) }
        case nil:
            if case .object(.external(let object), _) = value.content,
                case .value(.int(let number)) = object.kind
            {
                return (Int(number), Double(number))
            }
            return nil
        default: return nil
        }
    }

    // MARK: Values

    private mutating func primary() throws(Fault) -> Literal {
        skipSpaces(lines: depth > 0)
        let mark = mark
        let literal: Literal
        switch peek {
        case nil: throw syntaxError("invalid syntax")
        case "("?:
            var found: [Literal] = []
            let (count, endsWithComma) = try items("(", ")") { (reader) throws(Fault) in
                found.append(try reader.sum())
            }
            if count == 1, !endsWithComma {
                literal = found[0]
            } else {
                literal = Literal(.items(found, isTuple: true), at: mark)
            }
        case "["?:
            var found: [Literal] = []
            _ = try items("[", "]") { (reader) throws(Fault) in found.append(try reader.sum()) }
            literal = Literal(.items(found, isTuple: false), at: mark)
        case "{"?:
            literal = try dictionary(mark)
        case let scalar? where scalar == "\"" || scalar == "'" || startsString():
            literal = Literal(.string(try strings()), at: mark)
        case let scalar? where scalar.isDigit || scalar == "." && next?.isDigit == true:
            literal = Literal(try numeral(), at: mark)
        case let scalar? where scalar.properties.isXIDStart || scalar == "_":
            literal = try name(mark)
        case let scalar? where [")", "]", "}"].contains(scalar) && depth == 0:
            throw syntaxError("unmatched '\(scalar)'")
        default: throw syntaxError("invalid syntax")
        }
        skipSpaces(lines: depth > 0)
        if peek == "(" { throw refusal("a call is code", at: position) }
        if peek == "[" { throw refusal("an index is code", at: position) }
        if peek == "." || follows("**") || peek.map({ "/%|&^<>@".unicodeScalars.contains($0) }) == true {
            throw refusal("only literals and names are read", at: position)
        }
        return literal
    }

    private mutating func dictionary(_ mark: Mark) throws(Fault) -> Literal {
        var entries: [(key: Literal, value: Literal)] = []
        var members: [Node] = []
        _ = try items("{", "}") { (reader) throws(Fault) in
            let key = try reader.sum()
            reader.skipSpaces(lines: true)
            if reader.take(":") {
                entries.append((key, try reader.sum()))
            } else {
                members.append(key.node)
            }
        }
        guard members.isEmpty || entries.isEmpty else { throw syntaxError("invalid syntax") }
        return members.isEmpty ? Literal(.entries(entries), at: mark) : Literal(.set(members), at: mark)
    }

    private mutating func name(_ mark: Mark) throws(Fault) -> Literal {
        let start = position
        var parts = [word()]
        while peek == ".", next.map({ $0.properties.isXIDStart || $0 == "_" }) == true {
            position += 1
            parts.append(word())
        }
        switch parts[0] {
        case "True" where parts.count == 1: return Literal(.bool(true), at: mark)
        case "False" where parts.count == 1: return Literal(.bool(false), at: mark)
        case "None" where parts.count == 1: return Literal(.null, at: mark)
        case "lambda", "not", "await", "yield": throw refusal("'\(parts[0])' is code", at: start)
        default: break
        }
        skipSpaces(lines: depth > 0)
        if peek == "(" {
            throw refusal("'\(parts.joined(separator: "."))(…)' is a call, and a call is code", at: start)
        }
        if peek == "[" { throw refusal("'\(parts.joined(separator: "."))[…]' is code", at: start) }
        do throws(Fault) {
            return Literal(.value(try names(parts, mark)), at: mark)
        } catch {
            unknownName = unknownName ?? error
            return Literal(.null, at: mark)
        }
    }

    private mutating func word() -> String {
        var text = String.UnicodeScalarView()
        while let scalar = peek, scalar.properties.isXIDContinue {
            text.append(scalar)
            position += 1
        }
        return String(text)
    }

    // MARK: Characters

    var peek: Unicode.Scalar? { position < scalars.count ? scalars[position] : nil }
    var next: Unicode.Scalar? { position + 1 < scalars.count ? scalars[position + 1] : nil }
    private var mark: Mark { place(position) }

    mutating func take(_ scalar: Unicode.Scalar) -> Bool {
        guard peek == scalar else { return false }
        position += 1
        return true
    }

    func follows(_ text: String) -> Bool { scalars[position...].starts(with: text.unicodeScalars) }

    /// Passes over blanks and comments, and, inside brackets, over line breaks.
    private mutating func skipSpaces(lines: Bool) {
        while let scalar = peek {
            if scalar == "#" {
                while let rest = peek, rest != "\n" { _ = take(rest) }
            } else if scalar == " " || scalar == "\t" || scalar == "\u{C}" || lines && scalar == "\n" {
                position += 1
            } else if scalar == "\\", next == "\n" {
                position += 2
            } else {
                return
            }
        }
    }

    // MARK: Faults

    /// What Python says about something behind a complete value.
    private func leftover(_ scalar: Unicode.Scalar, forgotComma: Bool = false) -> Fault {
        let isValue = scalar.properties.isXIDStart || scalar.isDigit || "\"'([{_".unicodeScalars.contains(scalar)
        for word in ["if", "or", "and", "in", "is", "not", "for", "else"] where follows(word + " ") {
            return refusal("'\(word)' is code", at: position)
        }
        return syntaxError(forgotComma && isValue ? "invalid syntax. Perhaps you forgot a comma?" : "invalid syntax")
    }

    /// Python's error for a text that is no expression.
    func syntaxError(_ message: String, at position: Int? = nil, line: Int? = nil) -> Fault {
        // A bracket or a text without its end counts before anything else that is wrong.
        if message.hasPrefix("invalid syntax"), let (found, place) = bracketError() {
            return syntaxError(found, at: place)
        }
        let position = min(position ?? self.position, scalars.count)
        let number = line ?? scalars[..<position].count { $0 == "\n" } + 1
        return Fault(
            "SyntaxError",
            "\(message) (<string>, line \(number))",
            code: .invalidLiteral,
            path: path,
            mark: place(position),
            problem: scalars.isEmpty ? "the value is empty" : message,
            hint: scalars.isEmpty ? "write () for no arguments, or leave the line out" : nil
        )
    }

    /// The first bracket that does not fit, or the first text that does not end.
    private func bracketError() -> (message: String, position: Int)? {
        let closing: [Unicode.Scalar: Unicode.Scalar] = [")": "(", "]": "[", "}": "{"]
        var open: [(bracket: Unicode.Scalar, position: Int)] = []
        var index = 0
        while index < scalars.count {
            let scalar = scalars[index]
            switch scalar {
            case "(", "[", "{": open.append((scalar, index))
            case ")", "]", "}":
                guard let last = open.popLast() else { return ("unmatched '\(scalar)'", index) }
                if last.bracket != closing[scalar] {
                    return (mismatch(scalar, at: index, last.bracket, from: last.position), index)
                }
            case "\"", "'":
                let start = index
                index += 1
                while index < scalars.count, scalars[index] != scalar, scalars[index] != "\n" {
                    index += scalars[index] == "\\" ? 2 : 1
                }
                guard index < scalars.count, scalars[index] == scalar else {
                    let line = scalars[..<start].count { $0 == "\n" } + 1
                    return ("unterminated string literal (detected at line \(line))", start)
                }
            default: break
            }
            index += 1
        }
        return nil
    }

    /// What Python says about a closing bracket of another kind than the last one that was opened.
    private func mismatch(_ close: Unicode.Scalar, at end: Int, _ open: Unicode.Scalar, from start: Int) -> String {
        let message = "closing parenthesis '\(close)' does not match opening parenthesis '\(open)'"
        guard scalars[start..<end].contains("\n") else { return message }
        return message + " on line \(scalars[..<start].count { $0 == "\n" } + 1)"
    }

    /// Our refusal of what Python would evaluate.
    func refusal(_ problem: String, at position: Int) -> Fault {
        Fault(
            "ValueError",
            "\(path): \(problem)",
            code: .invalidLiteral,
            path: path,
            mark: place(position),
            problem: problem,
            hint:
                "a file holds values only; do the rest in the program, or write the configuration in YAML with 'env://NAME'"
        )
    }
}

extension Unicode.Scalar {
    /// Whether the character is one of 0 to 9.
    var isDigit: Bool { ("0"..."9").contains(self) }
}
