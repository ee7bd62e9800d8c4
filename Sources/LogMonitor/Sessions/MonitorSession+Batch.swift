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
    public func logBatch(
        _ values: some Sequence<some MonitorValue>,
        name: String,
        role: MonitorRole = .feature,
        dataType: MonitorDataType
    ) {
        guard let core else { return }
        let action = core.redaction?.action(for: name)
        if action == .drop { return }
        let context = ThreadContext.current
        guard let frame = context.pointee.enter() else { return core.counters.reportRecursion(name) }
        defer { context.pointee.leave() }
        withUnsafeMutablePointer(to: &frame.pointee.message) { buffer in
            var ends: [Int] = []
            ends.reserveCapacity(values.underestimatedCount)
            var hasNonFinite = false
            var unencodable = 0
            for value in values {
                let start = buffer.pointee.count
                var cell = MonitorCell(buffer)
                value.write(to: &cell)
                cell.finish()
                if let action {
                    core.redaction?.replaceValue(from: start, in: &buffer.pointee, by: action)
                } else if cell.hasNonFinite {
                    hasNonFinite = true
                }
                unencodable += cell.unencodableCount
                ends.append(buffer.pointee.count)
            }
            if unencodable > 0 { core.counters.reportUnencodable(name, count: unencodable) }
            let isOpen = core.change(block) { record in
                record.add(
                    batch: buffer.pointee.bytes,
                    ends: ends,
                    name,
                    role,
                    action == nil ? dataType : .categorical,
                    hasNonFinite: hasNonFinite
                )
            }
            if !isOpen { core.counters.reportLate(name, count: ends.count) }
        }
        core.deliverNotices()
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
