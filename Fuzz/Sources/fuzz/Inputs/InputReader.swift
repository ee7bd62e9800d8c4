@testable import LogConfig
@testable import LogRuntime

/// Takes an input apart: numbers from its bytes, texts up to a NUL byte.
struct InputReader {
    private var rest: ArraySlice<UInt8>

    /// Begins with the first byte.
    init(_ bytes: [UInt8]) { rest = bytes[...] }

    /// Whether nothing is left.
    var isAtEnd: Bool { rest.isEmpty }

    /// The next byte; 0 at the end.
    mutating func byte() -> UInt8 { rest.popFirst() ?? 0 }

    /// The next two bytes as a number.
    mutating func number() -> Int { Int(byte()) << 8 | Int(byte()) }

    /// The next eight bytes.
    mutating func word() -> UInt64 { (0..<8).reduce(0) { word, _ in word << 8 | UInt64(byte()) } }

    /// What comes before the next NUL byte, which is passed over.
    mutating func piece() -> [UInt8] {
        let piece = rest.prefix { $0 != 0 }
        rest = rest.dropFirst(piece.count + 1)
        return Array(piece)
    }

    /// ``piece()`` as text, ill-formed UTF-8 repaired.
    mutating func text() -> String { String(decoding: piece(), as: UTF8.self) }

    /// All that is left.
    mutating func remainder() -> [UInt8] {
        defer { rest = [] }
        return Array(rest)
    }

    /// A value of any kind.
    mutating func value(depth: Int = 0) -> LogValue {
        let kind = byte()
        switch kind {
        case 0: return .null
        case 1: return .bool(byte() & 1 == 1)
        case 2: return .int(Int64(bitPattern: word()))
        case 3: return .uint(word())
        case 4: return .digits(text())
        case 5: return .double(Double(bitPattern: word()))
        case 6 where depth < 600:
            var elements: [LogValue] = []
            for _ in 0..<byte() where !isAtEnd { elements.append(value(depth: depth + 1)) }
            return .array(elements)
        case 7 where depth < 600: return .object(object(depth: depth + 1))
        // As deep as a byte says, and ten times that: beyond what is written.
        case 8 where depth == 0: return (0..<Int(byte()) * 10).reduce(value(depth: 600)) { value, _ in .array([value]) }
        case 9 where depth == 0:
            return (0..<Int(byte()) * 10).reduce(value(depth: 600)) { value, _ in ["deep": value] }
        default: return .string(text())
        }
    }

    /// Named values.
    mutating func object(depth: Int = 0) -> LogObject {
        var object = LogObject()
        for _ in 0..<byte() % 16 where !isAtEnd { object[text()] = value(depth: depth) }
        return object
    }
}
