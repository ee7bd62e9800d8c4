import LogRuntime

extension MonitorSession {
    /// Logs one encodable value of a column, as the object, array or number that it encodes itself as.
    ///
    /// A value that cannot be encoded is written as `"__could_not_encode__"` and counted; the row is written all the same. One that
    /// can write itself as a `MonitorValue` does: no value is made of a list of numbers, nor of its elements.
    ///
    /// - Parameters:
    ///   - value: the value; encoded now, later changes of it are not seen.
    ///   - name: the column's name.
    ///   - role: what the column is to the model.
    ///   - dataType: what kind of values the column holds.
    public func log(
        encoding value: some Encodable,
        name: String,
        role: MonitorRole = .feature,
        dataType: MonitorDataType
    ) {
        guard isActive else { return }
        if let value = value as? any MonitorValue { return log(value, name: name, role: role, dataType: dataType) }
        log(EncodedValue(value: try? LogValue(encoding: value)), name: name, role: role, dataType: dataType)
    }
}

/// A value that was encoded, or could not be.
private struct EncodedValue: MonitorValue {
    let value: LogValue?

    func write(to cell: inout MonitorCell) {
        if let value { cell.append(value) } else { cell.appendUnencodable() }
    }
}
