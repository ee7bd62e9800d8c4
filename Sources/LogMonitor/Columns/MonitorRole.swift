/// What a column is to the model.
///
/// The three named roles are those that monitoring products know; any other text is logged as it is, with one warning per
/// column.
public struct MonitorRole: RawRepresentable, Sendable, Hashable, ExpressibleByStringLiteral {
    /// The role's name in the schema.
    public let rawValue: String

    /// A role by its name.
    @inlinable public init(rawValue: String) { self.rawValue = rawValue }

    /// A role by its name.
    @inlinable public init(stringLiteral value: String) { rawValue = value }

    /// What the model is given.
    @inlinable public static var feature: MonitorRole { "feature" }
    /// What the model answers.
    @inlinable public static var prediction: MonitorRole { "prediction" }
    /// What would have been right.
    @inlinable public static var target: MonitorRole { "target" }

    /// The roles that monitoring products know.
    static let known: Set<MonitorRole> = [.feature, .prediction, .target]
}
