public import LogRuntime

extension Double: MonitorValue {
    /// Writes the value.
    public func write(to cell: inout MonitorCell) { cell.append(self) }
}

extension Float: MonitorValue {
    /// Writes the number with the fewest digits that name it in this size: `0.1`, not `0.10000000149011612`.
    public func write(to cell: inout MonitorCell) {
        cell.append(isFinite ? Double(description) ?? Double(self) : Double(self))
    }
}

extension Int: MonitorValue {
    /// Writes the value.
    public func write(to cell: inout MonitorCell) { cell.append(Int64(self)) }
}

extension Int8: MonitorValue {
    /// Writes the value.
    public func write(to cell: inout MonitorCell) { cell.append(Int64(self)) }
}

extension Int16: MonitorValue {
    /// Writes the value.
    public func write(to cell: inout MonitorCell) { cell.append(Int64(self)) }
}

extension Int32: MonitorValue {
    /// Writes the value.
    public func write(to cell: inout MonitorCell) { cell.append(Int64(self)) }
}

extension Int64: MonitorValue {
    /// Writes the value.
    public func write(to cell: inout MonitorCell) { cell.append(self) }
}

extension UInt: MonitorValue {
    /// Writes the value.
    public func write(to cell: inout MonitorCell) { cell.append(UInt64(self)) }
}

extension UInt8: MonitorValue {
    /// Writes the value.
    public func write(to cell: inout MonitorCell) { cell.append(UInt64(self)) }
}

extension UInt16: MonitorValue {
    /// Writes the value.
    public func write(to cell: inout MonitorCell) { cell.append(UInt64(self)) }
}

extension UInt32: MonitorValue {
    /// Writes the value.
    public func write(to cell: inout MonitorCell) { cell.append(UInt64(self)) }
}

extension UInt64: MonitorValue {
    /// Writes the value.
    public func write(to cell: inout MonitorCell) { cell.append(self) }
}

extension Int128: MonitorValue {
    /// Writes the value.
    public func write(to cell: inout MonitorCell) { cell.append(LogValue.digits(String(self))) }
}

extension UInt128: MonitorValue {
    /// Writes the value.
    public func write(to cell: inout MonitorCell) { cell.append(LogValue.digits(String(self))) }
}

extension Bool: MonitorValue {
    /// Writes the value.
    public func write(to cell: inout MonitorCell) { cell.append(self) }
}

extension String: MonitorValue {
    /// Writes the value.
    public func write(to cell: inout MonitorCell) { cell.append(self) }
}

extension Substring: MonitorValue {
    /// Writes the value.
    public func write(to cell: inout MonitorCell) { cell.append(String(self)) }
}

extension LogValue: MonitorValue {
    /// Writes the value.
    public func write(to cell: inout MonitorCell) { cell.append(self) }
}

extension LogObject: MonitorValue {
    /// Writes the value.
    public func write(to cell: inout MonitorCell) { cell.append(LogValue.object(self)) }
}

extension Array: MonitorValue where Element: MonitorValue {
    /// Writes the elements as a list.
    public func write(to cell: inout MonitorCell) {
        // What models take and give by the thousand.
        if Element.self == Double.self { return cell.append(numbers: unsafeBitCast(self, to: [Double].self)) }
        if Element.self == Int.self { return cell.append(numbers: unsafeBitCast(self, to: [Int].self)) }
        cell.append(elements: self)
    }
}

extension ArraySlice: MonitorValue where Element: MonitorValue {
    /// Writes the elements as a list.
    public func write(to cell: inout MonitorCell) { cell.append(elements: self) }
}

extension ContiguousArray: MonitorValue where Element: MonitorValue {
    /// Writes the elements as a list.
    public func write(to cell: inout MonitorCell) { cell.append(elements: self) }
}

extension Dictionary: MonitorValue where Key == String, Value: MonitorValue {
    /// Writes the values by name, in the order of the names: a dictionary has none of its own.
    public func write(to cell: inout MonitorCell) {
        cell.append(members: sorted { $0.key < $1.key }.lazy.map { ($0.key, $0.value) })
    }
}

extension Optional: MonitorValue where Wrapped: MonitorValue {
    /// Writes the value, or null.
    public func write(to cell: inout MonitorCell) {
        if let self { self.write(to: &cell) } else { cell.appendNull() }
    }
}
