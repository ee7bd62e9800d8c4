/// A value that a record can carry: what JSON can say, with integers and floating point kept apart.
public enum LogValue: Sendable, Hashable {
    /// No value.
    case null
    /// A truth value.
    case bool(Bool)
    /// A signed integer.
    case int(Int64)
    /// An unsigned integer, for what ``int(_:)`` cannot hold.
    case uint(UInt64)
    /// An integer of any size, given by its decimal digits.
    case digits(String)
    /// A floating point number.
    case double(Double)
    /// Text.
    case string(String)
    /// A list.
    case array([LogValue])
    /// Named values in an order.
    case object(LogObject)
}

extension LogValue: ExpressibleByNilLiteral {
    /// The absent value.
    public init(nilLiteral: ()) { self = .null }
}

extension LogValue: ExpressibleByBooleanLiteral {
    /// A truth value.
    public init(booleanLiteral value: Bool) { self = .bool(value) }
}

extension LogValue: ExpressibleByIntegerLiteral {
    /// A signed integer.
    public init(integerLiteral value: Int64) { self = .int(value) }
}

extension LogValue: ExpressibleByFloatLiteral {
    /// A floating point number.
    public init(floatLiteral value: Double) { self = .double(value) }
}

extension LogValue: ExpressibleByStringLiteral {
    /// Text.
    public init(stringLiteral value: String) { self = .string(value) }
}

extension LogValue: ExpressibleByStringInterpolation {}

extension LogValue: ExpressibleByArrayLiteral {
    /// A list.
    public init(arrayLiteral elements: LogValue...) { self = .array(elements) }
}

extension LogValue: ExpressibleByDictionaryLiteral {
    /// Named values in the order written.
    public init(dictionaryLiteral elements: (String, LogValue)...) { self = .object(LogObject(elements)) }
}
