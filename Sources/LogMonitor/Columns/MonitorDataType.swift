public import LogRuntime

/// What kind of values a column holds.
///
/// The three named types are those that monitoring products know; any other text is logged as it is, with one warning per
/// column.
public struct MonitorDataType: RawRepresentable, Sendable, Hashable, ExpressibleByStringLiteral {
    /// The type's name in the schema.
    public let rawValue: String

    /// A type by its name.
    @inlinable public init(rawValue: String) { self.rawValue = rawValue }

    /// A type by its name.
    @inlinable public init(stringLiteral value: String) { rawValue = value }

    /// Numbers.
    @inlinable public static var numerical: MonitorDataType { "numerical" }
    /// One of several names.
    @inlinable public static var categorical: MonitorDataType { "categorical" }
    /// Lists of numbers, such as embeddings.
    @inlinable public static var numericalSequence: MonitorDataType { "numerical_sequence" }

    /// The types that monitoring products know.
    static let known: Set<MonitorDataType> = [.numerical, .categorical, .numericalSequence]

    /// The type that a value suggests.
    ///
    /// - Parameter value: a number is numerical, an array of numbers a numerical sequence, anything else categorical.
    /// - Returns: the type; `nil` for null, which suggests none.
    public static func inferred(from value: LogValue) -> MonitorDataType? {
        switch value {
        case .null: nil
        case .int, .uint, .digits, .double: .numerical
        case .array(let elements) where elements.allSatisfy(isNumber): .numericalSequence
        case .array, .bool, .string, .object: .categorical
        }
    }

    private static func isNumber(_ value: LogValue) -> Bool {
        switch value {
        case .int, .uint, .digits, .double: true
        case .null, .bool, .string, .array, .object: false
        }
    }
}
