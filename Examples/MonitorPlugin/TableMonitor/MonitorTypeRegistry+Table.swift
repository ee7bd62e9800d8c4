public import LogMonitor

extension MonitorTypeRegistry {
    /// Makes the monitor type `example.TableMonitor` known, which writes tables.
    ///
    /// Its options:
    /// - `directory` (path, default `tables`): where the tables are, `<monitor>.csv` each.
    /// - `separator` (`,`, `;` or a tab, default `,`): what stands between values.
    /// - `buffer_size` (bytes, default 0): how much is gathered before it is written.
    public mutating func addTable() {
        register("example.TableMonitor", check: TableMonitor.check) { try TableMonitor($0) }
    }
}
