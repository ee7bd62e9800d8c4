/// The columns of a row in their order: what a record is expected to look like, because the last one did.
final class ColumnLayout: @unchecked Sendable /* immutable; the references are kept alive by `columns` */ {
    /// The columns.
    let columns: [CompiledColumn]
    /// The same columns, to be looked at without counting references.
    let references: UnsafeBufferPointer<Unmanaged<CompiledColumn>>
    /// The same, as the schema describes them.
    let schema: MonitorSchema

    init(columns: [CompiledColumn], schema: MonitorSchema) {
        self.columns = columns
        self.schema = schema
        let memory = UnsafeMutableBufferPointer<Unmanaged<CompiledColumn>>.allocate(capacity: columns.count)
        for (index, column) in columns.enumerated() {
            memory.initializeElement(at: index, to: .passUnretained(column))
        }
        references = UnsafeBufferPointer(memory)
    }

    deinit {
        references.deallocate()
    }

    /// The description of a column by the name that the program logs under; `nil` when it is not one of the layout's.
    func description(of givenName: String) -> MonitorColumn? {
        columns.first { $0.givenName == givenName }?.description
    }
}
