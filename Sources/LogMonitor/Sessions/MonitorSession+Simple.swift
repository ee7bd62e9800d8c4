internal import LogRuntime

// The values that most columns have are written at once into the record; others are written beside it first, because their
// code is the program's.
extension MonitorSession {
    /// Logs one number of a column.
    ///
    /// - Parameters:
    ///   - value: the value; written now, later changes of it are not seen.
    ///   - name: the column's name. `timestamp`, `request_id` and `trace_id` are taken: a `_` is appended to them.
    ///   - role: what the column is to the model.
    ///   - dataType: what kind of values the column holds.
    public func log(_ value: Double, name: String, role: MonitorRole = .feature, dataType: MonitorDataType) {
        add(name, role, dataType, hasNonFinite: !value.isFinite) { $0.append(jsonFloat: value) }
    }

    /// Logs one integer of a column.
    ///
    /// - Parameters:
    ///   - value: the value; written now, later changes of it are not seen.
    ///   - name: the column's name. `timestamp`, `request_id` and `trace_id` are taken: a `_` is appended to them.
    ///   - role: what the column is to the model.
    ///   - dataType: what kind of values the column holds.
    public func log(_ value: Int, name: String, role: MonitorRole = .feature, dataType: MonitorDataType) {
        add(name, role, dataType) { $0.append(decimal: Int64(value)) }
    }

    /// Logs one truth value of a column.
    ///
    /// - Parameters:
    ///   - value: the value; written now, later changes of it are not seen.
    ///   - name: the column's name. `timestamp`, `request_id` and `trace_id` are taken: a `_` is appended to them.
    ///   - role: what the column is to the model.
    ///   - dataType: what kind of values the column holds.
    public func log(_ value: Bool, name: String, role: MonitorRole = .feature, dataType: MonitorDataType) {
        add(name, role, dataType) { if value { $0.append("true") } else { $0.append("false") } }
    }

    /// Logs one text of a column.
    ///
    /// - Parameters:
    ///   - value: the value; written now, later changes of it are not seen.
    ///   - name: the column's name. `timestamp`, `request_id` and `trace_id` are taken: a `_` is appended to them.
    ///   - role: what the column is to the model.
    ///   - dataType: what kind of values the column holds.
    public func log(_ value: String, name: String, role: MonitorRole = .feature, dataType: MonitorDataType) {
        add(name, role, dataType) { $0.append(jsonString: value, isASCII: true) }
    }
}
