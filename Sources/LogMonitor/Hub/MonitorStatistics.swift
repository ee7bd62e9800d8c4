/// What has become of a monitor's values so far.
public struct MonitorStatistics: Sendable, Hashable {
    /// Blocks whose rows were exported.
    public var records: Int
    /// Rows exported; what a logging handler could not write afterwards is counted by the status channel.
    public var rows: Int
    /// Blocks that logged nothing, or batches without values only.
    public var emptyRecords: Int
    /// Blocks that option `sample_rate` has left out.
    public var sampledRecords: Int
    /// Cells that are null because their column had fewer values than another of the same block.
    public var paddedCells: Int
    /// Values that cannot be written as JSON; `"__could_not_encode__"` stands for them.
    public var unencodableValues: Int
    /// Values dropped because their block had ended, or because logging called itself without end.
    public var lateValues: Int
    /// Rows that could not be exported.
    public var lostRows: Int
}
