internal import LogRuntime

/// Reads rows that are lines of JSON straight into a monitor, as long as each looks like the one before.
///
/// No value is made of what can be copied: text without escapes, and numbers that are spelled as Python spells them. Each row
/// is a record of its own. What looks different (other names, another order, another kind of value, a mistake) is left to the
/// caller, who logs it through a block; the rows after it are then expected to look like that one.
package struct RowReader: ~Copyable {
    /// Bytes that must be readable behind a line.
    package static let margin = 16

    private let channel: MonitorChannel
    private let core: SessionCore
    private let context: MonitorContext
    private let described: [MonitorColumn]
    /// `"name"` of the request's number.
    private let requestKey: [UInt8]
    /// How rows look at present.
    private var plan: RowPlan

    /// Starts to read for a monitor, and makes it when there is none; `nil` when monitoring is off.
    ///
    /// - Parameters:
    ///   - hub: has the monitor.
    ///   - name: the monitor's name.
    ///   - columns: what is known of the columns.
    ///   - requestIDField: the key under which a row has its request's number; it is no column.
    ///   - context: the request and the trace of rows that do not say it.
    package init?(
        hub: MonitorHub,
        name: String,
        columns: [MonitorColumn],
        requestIDField: String?,
        context: MonitorContext
    ) {
        guard let channel = hub.channel(name, type: nil, options: nil) else { return nil }
        self.channel = channel
        self.context = context
        described = columns
        core = channel.makeCore()
        requestKey = requestIDField.map { RowPlan.token($0, isASCII: true) } ?? []
        plan = RowPlan(channel.expectedLayout, described: columns)
    }

    /// Says that rows may wait: for room in a queue, or until ``MonitorHub/flush()``.
    package func allowWaiting() {
        channel.allowWaiting()
    }

    /// Logs a line as a record of one row.
    ///
    /// - Parameter line: a line without its line feed, which is the byte behind it; ``margin`` more bytes are readable.
    /// - Returns: `false` if nothing was logged, because the row does not look as expected.
    package mutating func log(_ line: UnsafeRawBufferPointer) -> Bool {
        let layout = channel.expectedLayout
        if _slowPath(layout.toOpaque() != plan.layout.toOpaque()) { plan = RowPlan(layout, described: described) }
        // Columns that are redacted are the business of blocks.
        guard core.redaction == nil else { return false }
        guard let start = line.baseAddress, !plan.steps.isEmpty else { return false }
        core.record.pointee.begin(layout: layout)
        var scanner = RowScanner(start, count: line.count)
        guard scanner.read(plan, requestKey: requestKey, into: &core.record.pointee.bytes) else { return false }
        core.record.pointee.takeRow()
        var context = context
        if let number = scanner.requestID { context.requestID = number }
        channel.export(core, in: context)
        return true
    }
}
