public import LogRuntime

extension MonitorSession {
    /// Logs values of a column, one for each of the next rows.
    ///
    /// Without any value the column is still one of the record's.
    ///
    /// - Parameters:
    ///   - values: the values.
    ///   - name: the column's name.
    ///   - role: what the column is to the model.
    ///   - dataType: what kind of values the column holds.
    @inlinable
    public func logBatch(
        _ values: some Sequence<some MonitorValue>,
        name: String,
        role: MonitorRole = .feature,
        dataType: MonitorDataType
    ) {
        guard var batch = startBatch(name) else { return }
        // An array's elements are looked at where they are: also code that is not specialised makes nothing of them then.
        let isDone: Void? = values.withContiguousStorageIfAvailable { elements in
            for value in elements { batch.add(value) }
        }
        if isDone == nil {
            for value in values { batch.add(value) }
        }
        batch.finish(block, name, role, dataType)
    }

    /// Starts a batch; `nil` when the monitor is off or the batch is refused.
    @usableFromInline func startBatch(_ name: String) -> BatchInProgress? {
        guard let core else { return nil }
        return BatchInProgress(core, name)
    }

    /// Logs rows of named values.
    ///
    /// A row without a column is null there.
    ///
    /// - Parameters:
    ///   - rows: the rows.
    ///   - columns: what the columns are, in their order. Names that come in rows only are logged behind them as features
    ///     whose types follow their first values: a number is numerical, an array of numbers a numerical sequence, anything
    ///     else categorical.
    public func logTable(_ rows: some Sequence<LogObject>, columns: [MonitorColumn] = []) {
        guard core != nil else { return }
        var described = columns
        var places: [String: Int] = [:]
        for (index, column) in columns.enumerated() { places[column.name] = index }
        var values = [[LogValue]](repeating: [], count: columns.count)
        var rowCount = 0
        for row in rows {
            for field in row.fields {
                let place: Int
                if let known = places[field.key] {
                    place = known
                } else {
                    place = described.count
                    places[field.key] = place
                    described.append(MonitorColumn(name: field.key, dataType: .categorical))
                    values.append([])
                }
                while values[place].count < rowCount { values[place].append(.null) }
                values[place].append(field.value)
            }
            rowCount += 1
        }
        guard rowCount > 0 else { return }
        for (place, column) in described.enumerated() {
            while values[place].count < rowCount { values[place].append(.null) }
            let isDescribed = place < columns.count
            let dataType = isDescribed ? column.dataType : self.dataType(of: column.name, values[place])
            if rowCount == 1 {
                log(values[place][0], name: column.name, role: column.role, dataType: dataType)
            } else {
                logBatch(values[place], name: column.name, role: column.role, dataType: dataType)
            }
        }
    }

    /// The type of a column that nobody described.
    private func dataType(of name: String, _ values: [LogValue]) -> MonitorDataType {
        for value in values {
            if let dataType = MonitorDataType.inferred(from: value) { return dataType }
        }
        // Nothing but null: what the column was in the records before.
        var known: MonitorDataType?
        _ = core?.change(block) { known = $0.expectedLayout.description(of: name)?.dataType }
        return known ?? .categorical
    }
}
