/// A column as the schema describes it.
public struct MonitorColumn: Sendable, Hashable {
    /// The name; unique in its schema.
    public var name: String
    /// What the column is to the model.
    public var role: MonitorRole
    /// What kind of values it holds.
    public var dataType: MonitorDataType

    /// Creates a column.
    ///
    /// - Parameters:
    ///   - name: the name.
    ///   - role: what the column is to the model.
    ///   - dataType: what kind of values it holds.
    public init(name: String, role: MonitorRole = .feature, dataType: MonitorDataType) {
        self.name = name
        self.role = role
        self.dataType = dataType
    }
}
