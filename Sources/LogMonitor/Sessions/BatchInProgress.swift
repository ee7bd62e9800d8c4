internal import LogRuntime

/// Takes the values of one column, one after the other, in the thread's own memory: their code is the program's, which must
/// not run while the record is locked.
@usableFromInline
struct BatchInProgress: ~Copyable {
    /// Memory for lengths beyond this many bytes is given back.
    private static let retainedCapacity = 1 << 16

    private let core: SessionCore
    private let context: UnsafeMutablePointer<ThreadContext>
    private let frame: UnsafeMutablePointer<ScratchFrame>
    /// The values as JSON, one behind the other; memory of the frame.
    private let values: UnsafeMutablePointer<ByteBuffer>
    /// What becomes of the values before they are added.
    private let action: RedactionRule.Action?
    /// Whether a number that JSON lacks is among the values.
    private var hasNonFinite = false
    /// How many values could not be written.
    private var unencodableCount = 0

    /// Starts a batch, which must be ended; `nil` when the column is dropped, or too much is being logged on this thread already.
    ///
    /// - Parameters:
    ///   - core: the memory of the record that the batch is for.
    ///   - name: the column's name.
    init?(_ core: SessionCore, _ name: String) {
        let action = _slowPath(core.redaction != nil) ? core.redaction?.action(for: name) : nil
        if action == .drop { return nil }
        let context = ThreadContext.current
        guard let frame = context.pointee.enter() else {
            core.counters.reportRecursion(name)
            return nil
        }
        self.core = core
        self.action = action
        self.context = context
        self.frame = frame
        values = withUnsafeMutablePointer(to: &frame.pointee.message) { $0 }
        frame.pointee.numbers.removeAll()
    }

    /// Adds a value.
    @inlinable mutating func add(_ value: some MonitorValue) {
        var cell = startValue()
        value.write(to: &cell)
        end(&cell)
    }

    /// Starts a value.
    @usableFromInline func startValue() -> MonitorCell { MonitorCell(values) }

    /// Ends a value.
    @usableFromInline mutating func end(_ cell: inout MonitorCell) {
        cell.finish()
        unencodableCount &+= cell.unencodableCount
        if _slowPath(action != nil) { return endRedacted(of: cell.length) }
        if _slowPath(cell.hasNonFinite) { hasNonFinite = true }
        frame.pointee.numbers.append(number: cell.length)
    }

    /// Ends a value that something else stands for in the row.
    @inline(never) private mutating func endRedacted(of length: Int) {
        guard let action, let redaction = core.redaction else { return }
        let start = values.pointee.count - length
        redaction.replaceValue(from: start, in: &values.pointee, by: action)
        frame.pointee.numbers.append(number: values.pointee.count - start)
    }

    /// Adds the values to the record and gives the memory back.
    ///
    /// - Parameters:
    ///   - block: the number of the block that the values are logged in.
    ///   - name: the column's name.
    ///   - role: what the column is to the model.
    ///   - dataType: what kind of values the column holds.
    @usableFromInline
    consuming func finish(_ block: UInt64, _ name: String, _ role: MonitorRole, _ dataType: MonitorDataType) {
        if unencodableCount > 0 { core.counters.reportUnencodable(name, count: unencodableCount) }
        let lengths = frame.pointee.numbers.numbers
        let (values, hasNonFinite) = (values, hasNonFinite)
        let dataType = action == nil ? dataType : .categorical
        let isOpen = core.change(block) { record in
            record.add(
                batch: values.pointee.bytes,
                lengths: lengths,
                name,
                role,
                dataType,
                hasNonFinite: hasNonFinite
            )
        }
        if !isOpen { core.counters.reportLate(name, count: lengths.count) }
        frame.pointee.numbers.shrink(above: BatchInProgress.retainedCapacity)
        context.pointee.leave()
    }
}
