internal import LogRuntime

/// What a monitor knows of its columns: names in use, descriptions seen, what was warned about.
final class ColumnBook: Sendable {
    /// A call's description of a column.
    private struct Key: Hashable {
        let name: String
        let role: MonitorRole
        let dataType: MonitorDataType
    }

    /// The columns of a layout, by identity.
    private struct Shape: Hashable {
        let columns: [ObjectIdentifier]
    }

    private struct State {
        /// The names in rows, by the names given.
        var names: [String: String] = [:]
        /// The names in rows.
        var taken: Set<String> = []
        var columns: [Key: CompiledColumn] = [:]
        var layouts: [Shape: ColumnLayout] = [:]
    }

    /// From this many columns or layouts on, new ones are not kept: a program that makes up names is not helped by a cache.
    private static let limit = 4096
    /// Names that every row ends with.
    private static let reserved: Set<String> = ["timestamp", "request_id", "trace_id"]

    /// The schema's origin, without columns.
    private let origin: MonitorSchema
    private let reservedNames: Set<String>
    private let notices: MonitorNotices
    // Guards names, columns and layouts. Notices are given after it is released.
    private let state = Lock(State())

    /// Creates a book without columns.
    ///
    /// - Parameters:
    ///   - origin: the schema's origin.
    ///   - reservedNames: names that columns cannot have beside those that every row ends with.
    ///   - notices: takes what is odd.
    init(origin: MonitorSchema, reservedNames: Set<String>, notices: MonitorNotices) {
        self.origin = origin
        self.reservedNames = ColumnBook.reserved.union(reservedNames)
        self.notices = notices
    }

    /// The layout without columns, which a monitor's first record is compared with.
    var empty: ColumnLayout { ColumnLayout(columns: [], schema: origin) }

    /// The column that a call logs into.
    func column(_ name: String, _ role: MonitorRole, _ dataType: MonitorDataType) -> CompiledColumn {
        let key = Key(name: name, role: role, dataType: dataType)
        let (column, isNew) = state.withLock { state -> (CompiledColumn, Bool) in
            if let column = state.columns[key] { return (column, false) }
            let description = MonitorColumn(name: freeName(for: name, in: &state), role: role, dataType: dataType)
            let column = CompiledColumn(givenName: name, description: description)
            guard state.columns.count < ColumnBook.limit else { return (column, false) }
            state.columns[key] = column
            return (column, true)
        }
        if isNew { remark(on: column) }
        return column
    }

    /// The name in rows for a name given: the same, unless it is reserved or another column has it already.
    private func freeName(for name: String, in state: inout State) -> String {
        if let known = state.names[name] { return known }
        var free = name
        while reservedNames.contains(free) || state.taken.contains(free) { free += "_" }
        if state.names.count < ColumnBook.limit {
            state.names[name] = free
            state.taken.insert(free)
        }
        return free
    }

    /// Warns, once per column, of what is legal but odd.
    private func remark(on column: CompiledColumn) {
        let name = column.givenName
        let description = column.description
        if description.name != name {
            let reason = reservedNames.contains(name) ? "is reserved" : "is taken"
            notices.note("name:\(name)", "column '\(name)' \(reason) and is written as '\(description.name)'")
        }
        if !MonitorRole.known.contains(description.role) {
            let role = description.role.rawValue
            notices.note(
                "role:\(name)",
                "column '\(name)': role '\(role)' is none of 'feature', 'prediction', 'target'; it is logged as it is"
            )
        }
        if !MonitorDataType.known.contains(description.dataType) {
            let dataType = description.dataType.rawValue
            notices.note(
                "type:\(name)",
                "column '\(name)': type '\(dataType)' is none of 'numerical', 'categorical', 'numerical_sequence'; "
                    + "it is logged as it is"
            )
        }
    }

    /// Warns, once per column, that one block describes it in two ways.
    func remarkConflict(_ name: String) {
        notices.note(
            "conflict:\(name)",
            "column '\(name)' is logged twice in a block with different roles or types; the first ones count"
        )
    }

    /// The layout of columns.
    ///
    /// - Returns: the layout, and whether it is kept, so that equal columns give the same object again.
    func layout(of columns: [CompiledColumn]) -> (layout: ColumnLayout, isKept: Bool) {
        state.withLock { state in
            let shape = Shape(columns: columns.map { ObjectIdentifier($0) })
            if let layout = state.layouts[shape] { return (layout, true) }
            var schema = origin
            schema.columns = columns.map(\.description)
            let layout = ColumnLayout(columns: columns, schema: schema)
            // A layout keeps its columns alive, so that their identities are not used again.
            guard state.layouts.count < ColumnBook.limit else { return (layout, false) }
            state.layouts[shape] = layout
            return (layout, true)
        }
    }
}
