/// The columns of a row in their order: what a record is expected to look like, because the last one did.
final class ColumnLayout: Sendable {
    /// The columns.
    let columns: [CompiledColumn]
    /// The same, as the schema describes them.
    let schema: MonitorSchema

    init(columns: [CompiledColumn], schema: MonitorSchema) {
        self.columns = columns
        self.schema = schema
    }

    /// The description of a column by the name that the program logs under; `nil` when it is not one of the layout's.
    func description(of givenName: String) -> MonitorColumn? {
        columns.first { $0.givenName == givenName }?.description
    }
}
