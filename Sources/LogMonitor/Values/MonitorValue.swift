/// A value that can be logged in a column.
///
/// Numbers, truth values, text, arrays, optionals, dictionaries by name and `LogValue` are; a type of the program's
/// becomes one by writing itself as one of these:
///
/// ```swift
/// extension Species: MonitorValue {
///     public func write(to cell: inout MonitorCell) { cell.append(name) }
/// }
/// ```
public protocol MonitorValue {
    /// Writes the value, exactly once.
    ///
    /// - Parameter cell: takes the value; what is appended after the first is ignored.
    func write(to cell: inout MonitorCell)
}
