internal import LogRuntime
internal import Synchronization

/// Counts what happens to a monitor's values, and reports what is lost.
final class MonitorCounters: Sendable {
    private let monitorName: String
    private let status: StatusChannel
    private let recordCount = Atomic<Int>(0)
    /// Rows beyond the first of their record: most records have one row, and count once.
    private let furtherRowCount = Atomic<Int>(0)
    private let emptyRecordCount = Atomic<Int>(0)
    private let paddedCellCount = Atomic<Int>(0)
    private let unencodableValueCount = Atomic<Int>(0)
    private let lateValueCount = Atomic<Int>(0)
    private let sampledRecordCount = Atomic<Int>(0)
    private let lostRowCount = Atomic<Int>(0)

    init(monitorName: String, status: StatusChannel) {
        self.monitorName = monitorName
        self.status = status
    }

    /// The counts so far.
    var statistics: MonitorStatistics {
        let records = recordCount.load(ordering: .relaxed)
        return MonitorStatistics(
            records: records,
            rows: records + furtherRowCount.load(ordering: .relaxed),
            emptyRecords: emptyRecordCount.load(ordering: .relaxed),
            sampledRecords: sampledRecordCount.load(ordering: .relaxed),
            paddedCells: paddedCellCount.load(ordering: .relaxed),
            unencodableValues: unencodableValueCount.load(ordering: .relaxed),
            lateValues: lateValueCount.load(ordering: .relaxed),
            lostRows: lostRowCount.load(ordering: .relaxed)
        )
    }

    /// A record was exported.
    func countRecord(rows: Int) {
        recordCount.add(1, ordering: .relaxed)
        if rows > 1 { furtherRowCount.add(rows - 1, ordering: .relaxed) }
    }

    /// A block logged nothing.
    func countEmptyRecord() {
        emptyRecordCount.add(1, ordering: .relaxed)
    }

    /// A block was left out because of its request's number.
    func countSampledRecord() {
        sampledRecordCount.add(1, ordering: .relaxed)
    }

    /// Cells were made null because their column had fewer values than another.
    func countPadding(_ cells: Int) {
        paddedCellCount.add(cells, ordering: .relaxed)
    }

    /// Values could not be written as JSON and were marked.
    func reportUnencodable(_ column: String, count: Int) {
        unencodableValueCount.add(count, ordering: .relaxed)
        report(
            "a value of column '\(column)' cannot be written as JSON; '__could_not_encode__' stands for it",
            isLoss: false
        )
    }

    /// Values came after their block had ended.
    func reportLate(_ column: String, count: Int) {
        lateValueCount.add(count, ordering: .relaxed)
        report("column '\(column)' was logged after its block had ended; the value is dropped", isLoss: true)
    }

    /// A value was logged while too many others were being written on this thread.
    func reportRecursion(_ column: String) {
        lateValueCount.add(1, ordering: .relaxed)
        report("a value of column '\(column)' was dropped: logging called itself too often", isLoss: true)
    }

    /// Rows could not be exported.
    func reportLostRows(_ rows: Int, because error: any Error) {
        lostRowCount.add(rows, ordering: .relaxed)
        report("\(rows == 1 ? "a row is" : "\(rows) rows are") lost: \(error)", isLoss: true)
    }

    /// The schema could not be exported.
    func reportUnwrittenSchema(because error: any Error) {
        report("the schema is not written yet: \(error)", isLoss: false)
    }

    private func report(_ message: String, isLoss: Bool) {
        status.report(LogFailure(handler: "monitor \(monitorName)", message: message, isLoss: isLoss))
    }
}
