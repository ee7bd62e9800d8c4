@testable import LogRuntime

/// Values as source code of Python, written without the code under test.
enum PythonExpression {
    /// Functions that the expressions use.
    static let prelude = """
        import struct, sys
        def F(bits): return struct.unpack('<d', struct.pack('<Q', bits))[0]
        def attempt(function):
            try:
                result = function()
                return 'ok ' + result.encode('utf-8', 'replace').hex()
            except Exception as error:
                return 'no ' + (type(error).__name__ + ': ' + str(error)).encode('utf-8', 'replace').hex()

        """

    /// A value.
    static func of(_ value: LogValue) -> String {
        switch value {
        case .null: "None"
        case .bool(let flag): flag ? "True" : "False"
        case .int(let number): "(\(number))"
        case .uint(let number): "\(number)"
        case .digits(let digits): "(\(digits))"
        case .double(let number): "F(\(number.bitPattern))"
        case .string(let text): of(text)
        case .array(let elements): "[" + elements.map { of($0) + "," }.joined() + "]"
        case .object(let object): of(object)
        }
    }

    /// A dictionary.
    static func of(_ object: LogObject) -> String {
        "{" + object.fields.map { "\(of($0.key)):\(of($0.value))," }.joined() + "}"
    }

    /// Arguments of `%`.
    static func of(_ arguments: LogArguments) -> String {
        switch arguments {
        case .positional(let values): "(" + values.map { of($0) + "," }.joined() + ")"
        case .mapping(let object): of(object)
        }
    }

    /// A string literal.
    static func of(_ text: String) -> String {
        var result = "'"
        for scalar in text.unicodeScalars {
            switch scalar {
            case "a"..."z", "A"..."Z", "0"..."9", " ", "%", "(", ")", "{", "}", "$":
                result.unicodeScalars.append(scalar)
            default:
                let hex = String(scalar.value, radix: 16)
                result += "\\U" + String(repeating: "0", count: 8 - hex.count) + hex
            }
        }
        return result + "'"
    }

    /// What a script prints for each expression that `body` makes of a line.
    ///
    /// - Parameters:
    ///   - body: a Python expression of `case`, the evaluated line, that gives a string.
    ///   - cases: the lines, as expressions.
    /// - Returns: text or error for each line.
    /// - Throws: an error if there is no interpreter.
    static func results(_ body: String, cases: [String]) throws -> [Outcome] {
        let script =
            prelude + """
                for line in sys.stdin.read().split('\\n'):
                    case = eval(line)
                    print(attempt(lambda: \(body)))
                """
        return try CPython313.run(script: script, zone: "UTC", input: cases).map { line in
            let text = CPython313.text(String(line.dropFirst(3)))
            return line.hasPrefix("ok ") ? .text(text) : .error(text)
        }
    }
}

/// Text, or the error in its place.
enum Outcome: Equatable, CustomStringConvertible {
    case text(String)
    case error(String)

    /// Runs code that appends to a buffer.
    init(_ body: (inout ByteBuffer) throws(FormattingError) -> Void) {
        var buffer = ByteBuffer()
        do throws(FormattingError) {
            try body(&buffer)
            self = .text(buffer.string())
        } catch {
            self = .error(error.description)
        }
    }

    var description: String {
        switch self {
        case .text(let text): "text \(text.debugDescription)"
        case .error(let error): "error \(error)"
        }
    }

    /// Compared character by character: Swift takes composed and decomposed letters for equal.
    static func == (left: Outcome, right: Outcome) -> Bool {
        switch (left, right) {
        case (.text(let left), .text(let right)), (.error(let left), .error(let right)):
            left.unicodeScalars.elementsEqual(right.unicodeScalars)
        default: false
        }
    }
}
