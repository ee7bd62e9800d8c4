#if Arize
internal import LogMonitor

/// A prediction or what would have been right.
enum ArizeLabel: Sendable {
    /// A number, of a regression.
    case numeric(Double)
    /// A name.
    case category(String)
    /// A name and how sure the model is of it.
    case scored(String, Double)
    /// A number in place of a name, as Python's client sends numbers as targets of a classification.
    case value(Double)

    /// The label of a regression; `nil` when the value is no number.
    static func regression(_ value: LogValue) -> ArizeLabel? {
        if case .string(let text) = value { return Double(text).flatMap { $0.isNaN ? nil : .numeric($0) } }
        guard let number = number(value), !number.isNaN else { return nil }
        return .numeric(number)
    }

    /// A prediction of a classification.
    ///
    /// - Parameters:
    ///   - label: the name.
    ///   - score: how sure the model is; anything but a number leaves the name alone.
    /// - Returns: the label; `nil` when the value is none.
    static func prediction(_ label: LogValue, score: LogValue = .null) -> ArizeLabel? {
        guard let text = text(label) else { return nil }
        return number(score).map { .scored(text, $0) } ?? .category(text)
    }

    /// The target of a classification.
    ///
    /// - Parameters:
    ///   - label: the name; a number without a score stays one.
    ///   - score: how much it counts.
    /// - Returns: the label; `nil` when the value is none.
    static func target(_ label: LogValue, score: LogValue = .null) -> ArizeLabel? {
        guard let text = text(label) else { return nil }
        if let score = number(score) { return .scored(text, score) }
        switch label {
        case .int, .uint, .digits, .double: return number(label).map { .value($0) }
        default: return .category(text)
        }
    }

    /// A value as a number, truth values included; `nil` when it is none.
    static func number(_ value: LogValue) -> Double? {
        switch value {
        case .bool(let flag): flag ? 1 : 0
        case .int(let number): Double(number)
        case .uint(let number): Double(number)
        case .digits(let digits): Double(digits)
        case .double(let number): number
        case .null, .string, .array, .object: nil
        }
    }

    /// A value as a name, spelled as Python does; `nil` for null and what is not a number.
    private static func text(_ value: LogValue) -> String? {
        switch value {
        case .null: return nil
        case .double(let number) where number.isNaN: return nil
        case .string(let text): return text
        default:
            var buffer = ByteBuffer()
            buffer.append(pythonStr: value)
            return buffer.string()
        }
    }
}
#endif
