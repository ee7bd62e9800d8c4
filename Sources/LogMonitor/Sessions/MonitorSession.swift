public import LogRuntime

/// Takes the values that a block logs.
///
/// A session belongs to one run of one block. It may be handed to other threads and tasks; what is logged through it after
/// the block has ended is not lost silently, but counted and reported. Blocks may be nested in each other, of the same
/// monitor or of others: each has a record of its own.
///
/// Values are written as they are at the time of the call. The first value of each column makes the first row, the second
/// value the second row, and so on: a loop may log several rows in one block, ``logBatch(_:name:role:dataType:)`` logs many
/// values of a column at once. Columns that have fewer values than others are null in the last rows.
public struct MonitorSession: Sendable {
    /// The record's memory; `nil` when the monitor is off.
    @usableFromInline let core: SessionCore?
    /// The number of the block.
    @usableFromInline let block: UInt64

    /// The session of a monitor that is off.
    static let inactive = MonitorSession(core: nil, block: 0)

    /// The record's memory, to be used without counting a reference: the session keeps it alive.
    @inline(__always) var unretainedCore: Unmanaged<SessionCore>? { core.map { .passUnretained($0) } }

    /// Whether the monitor is on; when it is off, logging does nothing.
    public var isActive: Bool { core != nil }

    /// Logs one value of a column.
    ///
    /// - Parameters:
    ///   - value: the value; written now, later changes of it are not seen.
    ///   - name: the column's name. `timestamp`, `request_id` and `trace_id` are taken: a `_` is appended to them.
    ///   - role: what the column is to the model.
    ///   - dataType: what kind of values the column holds.
    public func log(
        _ value: some MonitorValue,
        name: String,
        role: MonitorRole = .feature,
        dataType: MonitorDataType
    ) {
        guard let core else { return }
        let context = ThreadContext.current
        guard let frame = context.pointee.enter() else { return core.counters.reportRecursion(name) }
        defer { context.pointee.leave() }
        withUnsafeMutablePointer(to: &frame.pointee.message) { buffer in
            // The value's own code runs before the record is locked: it may log, too.
            var cell = MonitorCell(buffer)
            value.write(to: &cell)
            cell.finish()
            if cell.unencodableCount > 0 { core.counters.reportUnencodable(name, count: cell.unencodableCount) }
            let text = RawText(start: buffer.pointee.base, count: buffer.pointee.count)
            add(name, role, dataType, hasNonFinite: cell.hasNonFinite) { $0.append(text.start, count: text.count) }
        }
    }

    /// Logs one value that is given by a literal or has no type of its own.
    ///
    /// - Parameters:
    ///   - value: the value.
    ///   - name: the column's name.
    ///   - role: what the column is to the model.
    ///   - dataType: what kind of values the column holds.
    @_disfavoredOverload
    public func log(_ value: LogValue, name: String, role: MonitorRole = .feature, dataType: MonitorDataType) {
        log(value, name: name, role: role, dataType: dataType)
    }

    /// Writes a value into the record.
    ///
    /// - Parameters:
    ///   - name: the column's name.
    ///   - role: what the column is to the model.
    ///   - dataType: what kind of values the column holds.
    ///   - hasNonFinite: whether the value is a number that JSON lacks.
    ///   - write: appends the value as JSON; runs no code but this library's, as the record is locked.
    @inline(__always)
    func add(
        _ name: String,
        _ role: MonitorRole,
        _ dataType: MonitorDataType,
        hasNonFinite: Bool = false,
        _ write: (inout ByteBuffer) -> Void
    ) {
        guard let core = unretainedCore else { return }
        core._withUnsafeGuaranteedRef { core in
            guard _fastPath(core.enterAsOwner(block)) else {
                return addAmongOthers(core, name, role, dataType, hasNonFinite, write)
            }
            core.record.pointee.add(name, role, dataType, hasNonFinite: hasNonFinite, write)
            core.leaveAsOwner()
        }
    }

    /// Writes a value into the record, the calling thread being one of several, or the column one that is redacted.
    @inline(never)
    private func addAmongOthers(
        _ core: SessionCore,
        _ name: String,
        _ role: MonitorRole,
        _ dataType: MonitorDataType,
        _ hasNonFinite: Bool,
        _ write: (inout ByteBuffer) -> Void
    ) {
        if core.redaction != nil, addRedacted(core, name, role, write) { return }
        let isOpen = core.change(block) { record in
            record.add(name, role, dataType, hasNonFinite: hasNonFinite, write)
        }
        if !isOpen { core.counters.reportLate(name, count: 1) }
    }

    /// Writes what stands for a value into the record.
    ///
    /// - Returns: `false` if the column is logged as it is.
    private func addRedacted(
        _ core: SessionCore,
        _ name: String,
        _ role: MonitorRole,
        _ write: (inout ByteBuffer) -> Void
    ) -> Bool {
        guard let redaction = core.redaction, let action = redaction.action(for: name) else { return false }
        guard action != .drop else { return true }
        var value = ByteBuffer()
        write(&value)
        redaction.replaceValue(from: 0, in: &value, by: action)
        let isOpen = core.change(block) { record in
            record.add(name, role, .categorical, hasNonFinite: false) { $0.append(value.bytes) }
        }
        if !isOpen { core.counters.reportLate(name, count: 1) }
        return true
    }
}
